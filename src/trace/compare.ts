import { lockModes } from '../dialects/postgres/facts/locks.ts';
import type { Facts } from '../model/facts.ts';
import type { QualifiedName } from '../model/names.ts';
import { displayName } from '../model/names.ts';
import type { Observation, ObservedLock } from './observation.ts';

/** Something that was predicted and did not happen, or happened and was not predicted. */
export interface Mismatch {
  readonly about: 'lock' | 'rewrite' | 'scan' | 'transaction';
  /** In words, with both sides. */
  readonly message: string;
}

/** What is held against what was observed. */
export type Prediction = Pick<Facts, 'locks' | 'rewrites' | 'scans' | 'transactional'> & {
  /** The engine's planner chooses how it reads: only what was predicted is looked for. */
  readonly isPlanned: boolean;
};

/** Where the prediction and the engine disagree; what could not be observed agrees. */
export function compare(prediction: Prediction, observation: Observation): readonly Mismatch[] {
  return [
    ...compareLocks(prediction, observation),
    ...compareRewrites(prediction, observation),
    ...compareScans(prediction, observation),
  ];
}

/**
 * Each predicted mode must be held, and none that is stronger than the predicted one may have been taken. An engine takes
 * weaker locks on its way to the one that counts; those on a table's indexes and sequences follow the table.
 */
function compareLocks(prediction: Prediction, { locks: held, known }: Observation): readonly Mismatch[] {
  if (held === undefined) return [];
  const { locks: predicted, isPlanned } = prediction;
  const predictedModes = new Map(predicted.map(({ table, mode }) => [displayName(table), mode]));
  // Whether a write looks at other tables depends on its rows: a key that is NULL is not looked up.
  const certain = predicted.filter(({ blocks }) => !isPlanned || blocks.length > 0);
  const missing = certain
    .filter(({ table }) => known.has(displayName(table)))
    .filter(
      ({ table, mode }) => !held.some((lock) => displayName(lock.table) === displayName(table) && lock.mode === mode),
    )
    .map(({ table, mode }): Mismatch => {
      const modes = held.filter((lock) => displayName(lock.table) === displayName(table)).map((lock) => lock.mode);
      const instead = modes.length === 0 ? 'no lock' : strongestOf(modes);
      return { about: 'lock', message: `${displayName(table)}: ${mode} was predicted, ${instead} observed` };
    });
  const surplus = strongestPerTable(held.filter(({ isNew }) => isNew))
    .filter((lock) => strengthOf(lock.mode) > strengthOf(predictedModes.get(displayName(lock.table))))
    .filter((lock) => !followsOwner(lock, held) && !isOfIndexThatGoes(lock, prediction))
    .filter((lock) => !missing.some(({ message }) => message.startsWith(`${displayName(lock.table)}: `)))
    .map(({ table, mode }): Mismatch => {
      const instead = predictedModes.get(displayName(table)) ?? 'no lock';
      return { about: 'lock', message: `${displayName(table)}: ${instead} was predicted, ${mode} observed` };
    });
  return [...missing, ...surplus];
}

/** An index or a sequence is reached through its table: a lock no stronger than the table's keeps nobody else away. */
function followsOwner({ kind, owner, mode }: ObservedLock, held: readonly ObservedLock[]): boolean {
  if (kind === 'sequence' && strengthOf(mode) <= strengthOf('RowExclusive')) return true;
  if (owner === undefined) return false;
  const table = held.filter((lock) => displayName(lock.table) === displayName(owner)).map((lock) => lock.mode);
  return table.length > 0 && strengthOf(mode) <= strengthOf(strongestOf(table));
}

/**
 * What works beside readers and writers (`REINDEX CONCURRENTLY`, `DROP INDEX CONCURRENTLY`) locks the index that goes for a
 * moment, after it has waited until nobody uses it: it is seen or not.
 */
function isOfIndexThatGoes({ kind, owner }: ObservedLock, { locks, transactional }: Prediction): boolean {
  if (kind !== 'index' || owner === undefined || transactional) return false;
  const ofOwner = locks.find(({ table }) => displayName(table) === displayName(owner));
  return ofOwner?.mode === 'ShareUpdateExclusive';
}

function strongestPerTable(locks: readonly ObservedLock[]): readonly ObservedLock[] {
  const byTable = new Map<string, ObservedLock>();
  for (const lock of locks) {
    const other = byTable.get(displayName(lock.table));
    if (other === undefined || strengthOf(lock.mode) > strengthOf(other.mode))
      byTable.set(displayName(lock.table), lock);
  }
  return [...byTable.values()];
}

function strongestOf(modes: readonly string[]): string {
  return modes.toSorted((one, other) => strengthOf(other) - strengthOf(one))[0] ?? '';
}

function strengthOf(mode: string | undefined): number {
  return mode === undefined ? -1 : lockModes.indexOf(mode);
}

function compareRewrites({ rewrites: predicted }: Prediction, observation: Observation): readonly Mismatch[] {
  const { rewrites, emptied, known } = observation;
  const changed = namesOf([...rewrites, ...emptied]);
  const missing = [...namesOf(predicted)].filter((table) => known.has(table) && !changed.has(table));
  const surplus = [...namesOf(rewrites)].filter((table) => !namesOf(predicted).has(table));
  return [
    ...missing.map((table): Mismatch => ({
      about: 'rewrite',
      message: `${table}: a rewrite was predicted, none observed`,
    })),
    ...surplus.map((table): Mismatch => ({
      about: 'rewrite',
      message: `${table}: no rewrite was predicted, one observed`,
    })),
  ];
}

function compareScans({ scans: predicted, isPlanned }: Prediction, { scans, known }: Observation): readonly Mismatch[] {
  if (scans === undefined) return [];
  const read = namesOf(scans.map(({ table }) => table));
  const readWhole = namesOf(scans.filter(({ rows, byIndex }) => !byIndex && rows > 0).map(({ table }) => table));
  // Of two tables that are compared, the engine does not read the second when the first has no rows.
  const isObservable = predicted.every((table) => known.get(displayName(table))?.isEmpty === false);
  const missing = isObservable ? [...namesOf(predicted)].filter((table) => !read.has(table)) : [];
  const surplus = isPlanned ? [] : [...readWhole].filter((table) => !namesOf(predicted).has(table));
  return [
    ...missing.map((table): Mismatch => ({ about: 'scan', message: `${table}: a scan was predicted, none observed` })),
    ...surplus.map((table): Mismatch => ({ about: 'scan', message: `${table}: no scan was predicted, one observed` })),
  ];
}

function namesOf(names: readonly QualifiedName[]): ReadonlySet<string> {
  return new Set(names.map(displayName));
}
