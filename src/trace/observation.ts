import type { QualifiedName } from '../model/names.ts';
import { displayName } from '../model/names.ts';
import type { HeldLock, Relation, Snapshot } from './snapshot.ts';

export interface ObservedLock {
  readonly table: QualifiedName;
  readonly kind: Relation['kind'];
  /** The table of an index or a sequence. */
  readonly owner?: QualifiedName;
  readonly mode: string;
  /** False: an earlier statement of the transaction had taken it already. */
  readonly isNew: boolean;
}

interface ObservedScan {
  readonly table: QualifiedName;
  readonly rows: number;
  /** Its rows were found through an index only. */
  readonly byIndex: boolean;
}

/** What one statement did, as the engine itself says. Relations that the statement made are left out: nobody waits for them. */
export interface Observation {
  /** Absent: the engine has no second session from which to look. */
  readonly locks?: readonly ObservedLock[];
  /** Tables with another file than before that holds rows. */
  readonly rewrites: readonly QualifiedName[];
  /** Tables with another file that is empty. */
  readonly emptied: readonly QualifiedName[];
  /** Indexes with another file than before, by name: one that is made again is another object. */
  readonly rebuiltIndexes: readonly QualifiedName[];
  /** The tables whose TOAST table has another file. */
  readonly rewrittenToast: readonly QualifiedName[];
  /** Absent: the engine does not count in time (before 15, outside of a transaction). */
  readonly scans?: readonly ObservedScan[];
  /** The relations there were before, and which of them had no rows: nothing can be seen of reading those. */
  readonly known: ReadonlyMap<string, { readonly isEmpty: boolean }>;
}

/** What changed between two moments, with the names that the relations had before. */
export function observe(before: Snapshot, after: Snapshot): Observation & { readonly locks: readonly ObservedLock[] } {
  const isHeld = new Set(before.locks.map(({ relation, mode }) => `${relation} ${mode}`));
  const locks = after.locks.flatMap((lock) => lockOf(lock, before, !isHeld.has(`${lock.relation} ${lock.mode}`)));
  const changed = changedFiles(before, after);
  const tables = changed.filter(({ is }) => is.kind === 'table');
  const known = [...before.relations.values()].filter(({ kind }) => kind !== 'toast');
  return {
    locks,
    rewrites: tables.filter(({ is }) => is.bytes > 0).map(({ was }) => was.name),
    emptied: tables.filter(({ is }) => is.bytes === 0).map(({ was }) => was.name),
    rebuiltIndexes: rebuiltIndexes(before, after),
    rewrittenToast: rewrittenToast(before, after),
    scans: scansBetween(before, after),
    known: new Map(known.map(({ name, bytes }) => [displayName(name), { isEmpty: bytes === 0 }])),
  };
}

/** A lock on a relation that was there before, by the name that it had; TOAST tables follow their tables. */
export function lockOf({ relation, mode }: HeldLock, before: Snapshot, isNew: boolean): readonly ObservedLock[] {
  const known = before.relations.get(relation);
  if (known === undefined || known.kind === 'toast') return [];
  const owner = ownerOf(known, before);
  if (owner?.kind === 'toast') return [];
  return [
    {
      table: known.name,
      kind: known.kind,
      ...(owner === undefined ? {} : { owner: owner.name }),
      mode,
      isNew,
    },
  ];
}

function ownerOf({ owner }: Relation, { relations }: Snapshot): Relation | undefined {
  return owner === undefined ? undefined : relations.get(owner);
}

function changedFiles(before: Snapshot, after: Snapshot): readonly { readonly was: Relation; readonly is: Relation }[] {
  return [...before.relations.values()].flatMap((was) => {
    const is = after.relations.get(was.oid);
    return is === undefined || was.file === undefined || is.file === was.file ? [] : [{ was, is }];
  });
}

/** A table that is written anew gets another TOAST table with it. */
function rewrittenToast(before: Snapshot, after: Snapshot): readonly QualifiedName[] {
  const toast = ({ relations }: Snapshot): ReadonlyMap<string | undefined, Relation> =>
    new Map(
      [...relations.values()].filter(({ kind }) => kind === 'toast').map((relation) => [relation.owner, relation]),
    );
  const now = toast(after);
  return [...toast(before)].flatMap(([owner = '', { file }]) => {
    const table = before.relations.get(owner);
    return table === undefined || !now.has(owner) || now.get(owner)?.file === file ? [] : [table.name];
  });
}

function rebuiltIndexes(before: Snapshot, after: Snapshot): readonly QualifiedName[] {
  const indexes = ({ relations }: Snapshot): readonly Relation[] =>
    [...relations.values()].filter(
      ({ kind, owner }) => kind === 'index' && relations.get(owner ?? '')?.kind === 'table',
    );
  const files = new Map(indexes(after).map(({ name, file }) => [displayName(name), file]));
  return indexes(before)
    .filter(({ name, file }) => files.has(displayName(name)) && files.get(displayName(name)) !== file)
    .map(({ name }) => name);
}

function scansBetween(before: Snapshot, after: Snapshot): readonly ObservedScan[] {
  const byTable = new Map<string, ObservedScan>();
  for (const was of before.relations.values()) {
    const is = after.relations.get(was.oid);
    const table = was.kind === 'index' ? ownerOf(was, before) : was;
    if (is === undefined || table?.kind !== 'table' || is.scans === was.scans) continue;
    const rows = is.rowsRead - was.rowsRead;
    const known = byTable.get(table.oid);
    const byIndex = was.kind === 'index';
    if (known === undefined || (known.byIndex && !byIndex))
      byTable.set(table.oid, { table: table.name, rows, byIndex });
  }
  return [...byTable.values()];
}
