import { quoteQualified } from '../dialects/postgres/write/names.ts';
import type { Engine, Query, Ran, Session } from '../engines/engine.ts';
import type { QualifiedName } from '../model/names.ts';
import { displayName } from '../model/names.ts';
import type { ObservedLock } from './observation.ts';
import { lockOf } from './observation.ts';
import type { Relation, Snapshot } from './snapshot.ts';
import { lookAt } from './snapshot.ts';

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
    const expected = new Set(tables.map(displayName));
    const relations = [...before.relations.values()].filter(({ name }) => expected.has(displayName(name)));
    await lock(gate, relations, 'SHARE UPDATE EXCLUSIVE', before);
    await lock(writer, relations, 'ROW EXCLUSIVE', before);

    let first: QualifiedName | undefined;
    const hurdles = [
      () => gate.query('ROLLBACK'),
      async () => {
        const others = relations.filter(({ name }) => first === undefined || displayName(name) !== displayName(first));
        await lock(reader, others, 'ACCESS SHARE', before);
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
      const { locks, isWaiting, awaited } = await lookAt(reader.query, backend);
      seen.push(...locks.flatMap((held) => lockOf(held, before, true)));
      if (isWaiting) {
        first ??= awaited === undefined ? undefined : tableOf(awaited, before);
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

/** Opens a transaction that holds the relations, as far as a statement can lock them in that mode. */
async function lock(session: Session, relations: readonly Relation[], mode: Mode, before: Snapshot): Promise<void> {
  await session.query('BEGIN');
  for (const relation of relations) {
    for (const sql of lockingStatements(relation, mode, before)) {
      await session.query('SAVEPOINT before');
      try {
        await session.query(sql);
        break;
      } catch {
        await session.query('ROLLBACK TO before');
      }
    }
  }
}

/** LOCK TABLE takes no index and no materialized view. Whoever plans a query locks all indexes of its tables. */
function lockingStatements(relation: Relation, mode: Mode, before: Snapshot): readonly string[] {
  const name = quoteQualified(relation.name);
  if (relation.kind === 'index') {
    const table = tableOf(relation.oid, before);
    return mode === 'ACCESS SHARE' && table !== undefined ? [`SELECT FROM ${quoteQualified(table)} LIMIT 0`] : [];
  }
  return [
    `LOCK TABLE ONLY ${name} IN ${mode} MODE`,
    ...(mode === 'SHARE UPDATE EXCLUSIVE' ? [`COMMENT ON MATERIALIZED VIEW ${name} IS NULL`] : []),
  ];
}

function tableOf(relation: string, { relations }: Snapshot): QualifiedName | undefined {
  const found = relations.get(relation);
  return (found?.kind === 'index' ? relations.get(found.owner ?? '') : found)?.name;
}
