import { loadPostgres } from '../../dialects/postgres/index.ts';
import type { CatalogDigest, Engine, Preparation, Query, Ran, TableRows } from '../engine.ts';
import { failure } from '../engine.ts';
import { introspect } from '../postgres-catalog/introspect.ts';
import { versionOf } from '../postgres-catalog/version.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Thread } from './thread.ts';
import { startThread } from './thread.ts';

/**
 * PGlite in a thread of its own: a statement that takes longer than its time is ended with the thread. Then nothing is left
 * of the database, and only `reset` helps.
 */
export async function openPgliteInWorker({ statementTimeout, ...task }: Preparation = {}): Promise<Engine> {
  const [dialect, first] = await Promise.all([loadPostgres(), startThread(task)]);
  let thread = first;
  const query: Query = async (sql) => ({ rows: await thread.ask({ call: 'query', sql }) });
  return {
    dialect: 'postgres',
    version: await versionOf(query),
    run: (statement) => runWithin(statementTimeout, thread, statement),
    introspect: () => introspect(query, dialect),
    digest: () => thread.ask<CatalogDigest>({ call: 'digest' }),
    tables: () => thread.ask<readonly QualifiedName[]>({ call: 'tables' }),
    rows: (table, limit) => thread.ask<TableRows>({ call: 'rows', table, limit }),
    endsStatements: true,
    query,
    async reset() {
      if (thread.isEnded()) thread = await startThread(task);
      else await thread.ask({ call: 'reset' });
    },
    async close() {
      if (!thread.isEnded()) await thread.ask({ call: 'close' }).catch(() => undefined);
      await thread.end('the engine was closed');
    },
  };
}

async function runWithin(milliseconds: number | undefined, thread: Thread, statement: string): Promise<Ran> {
  const timer =
    milliseconds === undefined
      ? undefined
      : setTimeout(() => {
          void thread.end(`statement timeout: it was ended after ${milliseconds / 1000} s, and the database with it`);
        }, milliseconds);
  try {
    return await thread.ask<Ran>({ call: 'run', statement });
  } catch (error) {
    return failure(error);
  } finally {
    clearTimeout(timer);
  }
}
