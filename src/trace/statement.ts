import type { Engine, Query } from '../engines/engine.ts';
import type { QualifiedName } from '../model/names.ts';
import type { Observation } from './observation.ts';
import { observe } from './observation.ts';
import { takeSnapshot } from './snapshot.ts';
import { runWatched } from './watch.ts';

/** What became of a statement that was run under observation. */
export type Outcome =
  | { readonly ok: true; readonly observation: Observation; readonly milliseconds: number }
  | { readonly ok: false; readonly message: string; readonly statement: string };

/** A scratch database that can be watched. */
export interface Watchable {
  readonly engine: Engine;
  readonly query: Query;
}

/** Runs statements in the transaction that is open, and looks at what they hold and have done before it ends. */
export async function runInTransaction({ engine, query }: Watchable, statements: readonly string[]): Promise<Outcome> {
  const before = await takeSnapshot(query, 'transaction');
  const start = performance.now();
  for (const statement of statements) {
    const ran = await engine.run(statement);
    if (!ran.ok) return { ...ran, statement };
  }
  const milliseconds = performance.now() - start;
  return { ok: true, observation: observe(before, await takeSnapshot(query, 'transaction')), milliseconds };
}

/** Runs statements by themselves; `tables` are those that they are expected to lock. */
export async function runOutside(
  { engine, query }: Watchable,
  statements: readonly string[],
  tables: readonly QualifiedName[],
): Promise<Outcome> {
  const before = await takeSnapshot(query, 'ended');
  const start = performance.now();
  const locks: NonNullable<Observation['locks']>[number][] = [];
  let isWatched = true;
  for (const statement of statements) {
    const watched = await runWatched(engine, query, statement, before, tables);
    if (!watched.ran.ok) return { ...watched.ran, statement };
    isWatched &&= watched.locks !== undefined;
    locks.push(...(watched.locks ?? []));
  }
  const milliseconds = performance.now() - start;
  const { locks: _none, scans, ...observation } = observe(before, await takeSnapshot(query, 'ended'));
  return {
    ok: true,
    milliseconds,
    observation: {
      ...observation,
      ...(isWatched ? { locks } : {}),
      ...(before.countsAtOnce ? { scans } : {}),
    },
  };
}

/** Whether a message says that a statement has to stand by itself. */
export function isRefusedInTransaction(message: string): boolean {
  return /cannot (?:run|be executed) (?:inside|from|within)|cannot run inside|invalid transaction termination/.test(
    message,
  );
}
