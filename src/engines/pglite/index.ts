import { loadPostgres } from '../../dialects/postgres/index.ts';
import type { Engine } from '../engine.ts';
import { failure, loadPackage } from '../engine.ts';
import { clear } from '../postgres-catalog/clear.ts';
import { introspect } from '../postgres-catalog/introspect.ts';
import type { Query } from '../postgres-catalog/introspect.ts';
import { loadExtensions } from './extensions.ts';

/** PostgreSQL 18 in this process, in memory. Opening it takes seconds: it runs initdb. */
export async function openPglite(): Promise<Engine> {
  const { PGlite } = await loadPackage('@electric-sql/pglite', () => import('@electric-sql/pglite'));
  const dialect = await loadPostgres();
  const extensions = await loadExtensions();
  let database = await PGlite.create({ extensions });
  const query: Query = (sql) => database.query(sql);
  return {
    dialect: 'postgres',
    async run(statement) {
      try {
        await database.query(statement);
        return { ok: true };
      } catch (error) {
        return failure(error);
      }
    },
    introspect: () => introspect(query, dialect),
    async reset() {
      if (await clear(query)) return;
      await database.close();
      database = await PGlite.create({ extensions });
    },
    close: () => database.close(),
  };
}
