import { loadPostgres } from '../../dialects/postgres/index.ts';
import type { Engine } from '../engine.ts';
import { failure, loadPackage } from '../engine.ts';
import { loadExtensions } from './extensions.ts';
import { introspect } from './introspect.ts';

/** PostgreSQL 18 in this process, in memory. Opening it takes seconds: it runs initdb. */
export async function openPglite(): Promise<Engine> {
  const { PGlite } = await loadPackage('@electric-sql/pglite', () => import('@electric-sql/pglite'));
  const dialect = await loadPostgres();
  const database = await PGlite.create({ extensions: await loadExtensions() });
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
    introspect: () => introspect(database.query.bind(database), dialect),
    async reset() {
      await database.exec('ROLLBACK');
      const { rows } = await database.query<{ drop: string }>(`
        SELECT format('DROP SCHEMA %I CASCADE', nspname) AS drop FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'`);
      for (const { drop } of rows.toReversed()) await database.exec(drop);
      await database.exec('CREATE SCHEMA public; RESET ALL');
    },
    close: () => database.close(),
  };
}
