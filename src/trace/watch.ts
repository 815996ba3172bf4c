import { quoteQualified } from '../dialects/postgres/write/names.ts';
import type { Engine, Query, Ran, Session } from '../engines/engine.ts';
import type { QualifiedName } from '../model/names.ts';
import { displayName } from '../model/names.ts';
import type { ObservedLock } from './observation.ts';
import { lockOf } from './observation.ts';
import type { Snapshot } from './snapshot.ts';
import { locksOf } from './snapshot.ts';

/** What runs outside of a transaction has let go of its locks when it is done: it is watched at work. */
interface Watched {
  readonly ran: Ran;
  /** Absent: the engine has no second session, and nobody could look. */
  readonly locks?: readonly ObservedLock[];
}

const pollMilliseconds = 4;

/**
 * Runs a statement and looks from other sessions at the locks that it takes. So that it cannot be done before anybody has
 * looked, its tables are in use: a gate keeps DDL out, so that the statement waits for its first lock; a writer makes a
 * concurrent form wait for its end, holding what it holds; and a reader of the other tables, for what it takes at its own end.
 */
export async function runWatched(
  engine: Engine,
  query: Query,
  sql: string,
  before: Snapshot,
  tables: readonly QualifiedName[],
): Promise<Watched> {
  if (engine.openSession === undefined) return { ran: await engine.run(sql) };
  const sessions = await Promise.all([engine.openSession(), engine.openSession(), engine.openSession()]);
  const [gate, writer, reader] = sessions;
  try {
    const backend = await backendOf(query);
    await lock(gate, tables, 'SHARE UPDATE EXCLUSIVE');
    await lock(writer, tables, 'ROW EXCLUSIVE');

    let first: QualifiedName | undefined;
    const hurdles = [
      () => gate.query('ROLLBACK'),
      async () => {
        const others = tables.filter((table) => first === undefined || displayName(table) !== displayName(first));
        await lock(reader, others, 'ACCESS SHARE');
        return writer.query('ROLLBACK');
      },
      () => reader.query('ROLLBACK'),
    ];
    const seen: ObservedLock[] = [];
    const progress: { ran?: Ran } = {};
    const running = engine.run(sql).then((ran) => {
      progress.ran = ran;
    });
    while (progress.ran === undefined) {
      const locks = await locksOf(reader.query, backend);
      seen.push(...locks.flatMap((held) => lockOf(held, before, true)));
      if (await isWaiting(reader.query, backend)) {
        const awaited = locks.find(({ granted }) => !granted);
        first ??= awaited === undefined ? undefined : tableOf(awaited.relation, before);
        await hurdles.shift()?.();
      }
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, pollMilliseconds))]);
    }
    return { ran: progress.ran, locks: seen };
  } finally {
    await Promise.all(sessions.map((session) => session.end()));
  }
}

async function backendOf(query: Query): Promise<number> {
  return (await query<{ readonly pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;
}

type Mode = 'SHARE UPDATE EXCLUSIVE' | 'ROW EXCLUSIVE' | 'ACCESS SHARE';

/** Opens a transaction that holds the tables; what is no table (a view's rows, an index) is passed over. */
async function lock(session: Session, tables: readonly QualifiedName[], mode: Mode): Promise<void> {
  await session.query('BEGIN');
  for (const table of tables) {
    await session.query('SAVEPOINT before');
    try {
      await lockTable(session, table, mode);
    } catch {
      await session.query('ROLLBACK TO before');
    }
  }
}

async function lockTable({ query }: Session, table: QualifiedName, mode: Mode): Promise<void> {
  await query(`LOCK TABLE ONLY ${quoteQualified(table)} IN ${mode} MODE`);
}

async function isWaiting(query: Query, backend: number): Promise<boolean> {
  return (await query(`SELECT FROM pg_locks WHERE pid = ${backend} AND NOT granted`)).rows.length > 0;
}

function tableOf(relation: string, { relations }: Snapshot): QualifiedName | undefined {
  const found = relations.get(relation);
  return (found?.kind === 'index' ? relations.get(found.owner ?? '') : found)?.name;
}
