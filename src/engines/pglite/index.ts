import type { PGlite as PGliteDatabase } from '@electric-sql/pglite';
import { loadPostgres } from '../../dialects/postgres/index.ts';
import type { Engine, Preparation } from '../engine.ts';
import { failure, loadPackage } from '../engine.ts';
import { clear } from '../postgres-catalog/clear.ts';
import { readDigest } from '../postgres-catalog/digest/index.ts';
import { introspect } from '../postgres-catalog/introspect.ts';
import type { Query } from '../postgres-catalog/introspect.ts';
import { makeRoles } from '../postgres-catalog/prepare.ts';
import { readTableNames, readTableRows } from '../postgres-catalog/rows.ts';
import { versionOf } from '../postgres-catalog/version.ts';
import { refusal } from '../postgres/refusal.ts';
import { refusedMessage } from '../refused.ts';
import { loadExtensions } from './extensions.ts';
import { snapshotIn } from './snapshot.ts';

/** PostgreSQL 18 in this process, in memory. Opening it takes seconds: it runs initdb. */
export async function openPglite(preparation: Preparation = {}): Promise<Engine> {
  const { PGlite } = await loadPackage('@electric-sql/pglite', () => import('@electric-sql/pglite'));
  const dialect = await loadPostgres();
  const extensions = await loadExtensions(preparation.extensions);
  const snapshot = preparation.cacheFolder === undefined ? undefined : await snapshotIn(preparation.cacheFolder);
  const query: Query = (sql) => database.query(sql);
  const create = async (): Promise<void> => {
    const kept = await snapshot?.read();
    database = await PGlite.create({ extensions, ...(kept === undefined ? {} : { loadDataDir: kept }) });
    if (kept === undefined) await snapshot?.write(database);
    await makeRoles(query, preparation);
  };
  let database: PGliteDatabase;
  await create();
  return {
    dialect: 'postgres',
    version: await versionOf(query),
    async run(statement) {
      const refused = ofClient(statement) ?? refusal(statement, 'own');
      if (refused !== undefined) return { ok: false, message: refused };
      try {
        await database.query(statement);
        return { ok: true };
      } catch (error) {
        return failure(error);
      }
    },
    introspect: () => introspect(query, dialect),
    digest: () => readDigest(query),
    tables: () => readTableNames(query),
    rows: (table, limit) => readTableRows(query, table, limit),
    endsStatements: false,
    query,
    async reset() {
      if (await clear(query, true)) {
        await makeRoles(query, preparation);
      } else {
        await database.close();
        await create();
      }
    },
    close: () => database.close(),
  };
}

/** PGlite waits for ever for the data of a client that is not there. */
function ofClient(statement: string): string | undefined {
  return /^\s*copy\b[^;]*\b(?:from\s+stdin|to\s+stdout)\b/iu.test(statement)
    ? refusedMessage(['COPY with STDIN or STDOUT', 'client'])
    : undefined;
}
