import { nameKey } from '../model/names.ts';
import type { QualifiedName } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { Schema } from '../model/schema.ts';
import { findTable } from '../model/schema.ts';
import { changesOfRebuild } from './rebuild-changes.ts';

/** An operation with the schema that it meets and the one that it leaves. */
export interface Placed {
  readonly operation: Operation;
  readonly before: Schema;
  readonly after: Schema;
  readonly applied: boolean;
}

/**
 * A table that is created anew, given the rows of the old one, and put in its place: how SQLite is made to do what its
 * ALTER TABLE cannot. However many statements it takes, it is one change of one table.
 */
export interface Rebuild {
  readonly table: QualifiedName;
  /** The operations that it is made of, in order: the creation, the copies, the drop and the renames. */
  readonly parts: readonly Operation[];
  /** What it comes to for the columns, to be replayed from the schema before the first part. */
  readonly changes: readonly Operation[];
}

/** One table on its way through the names that it has. */
interface Thread {
  /** Absent: the table was there before. */
  readonly created?: Operation<'CreateTable'>;
  /** The name that it had first. */
  readonly name: QualifiedName;
  /** The keys of all names that it has had. */
  readonly keys: Set<string>;
  readonly renames: Operation<'RenameTable'>[];
  /** Where its rows came from. */
  readonly copies: { readonly from: Thread; readonly operation: Operation<'InsertRows'> }[];
}

interface Dropped {
  readonly old: Thread;
  readonly operation: Operation<'DropTable'>;
}

/**
 * The rebuilds among the operations of one side of a migration. A table is rebuilt when another, created there and given
 * rows of it, gets its name and it is dropped itself; in which order does not matter:
 *
 * 1. create the new table, copy, drop the old one, rename the new one;
 * 2. rename the old table out of the way, create the new one, copy, drop the old one;
 * 3. create the new table, copy, let the two change names, drop the old one.
 */
export function rebuildsOf(steps: readonly Placed[]): readonly Rebuild[] {
  const { threads, dropped } = follow(steps);
  // A rebuilt table can be rebuilt again: it stands in the place of the first.
  const places = new Map<Thread, QualifiedName>();
  const used = new Set<Operation>();
  return dropped.flatMap(({ old, operation }): readonly Rebuild[] => {
    const table = old.created === undefined ? old.name : places.get(old);
    const key = table && keyIn(steps, table);
    if (table === undefined || key === undefined) return [];
    for (const successor of threads) {
      const copies = successor.copies.flatMap((copy) => (copy.from === old ? [copy.operation] : []));
      if (successor.created === undefined || copies.length === 0 || !successor.keys.has(key)) continue;
      places.set(successor, table);
      const renames = [...old.renames, ...successor.renames].filter((rename) => !used.has(rename));
      for (const rename of renames) used.add(rename);
      return rebuildBy(steps, table, successor.created, copies, operation, renames);
    }
    return [];
  });
}

/** The rebuild of these parts; none where the schema does not know the table before or after. */
function rebuildBy(
  steps: readonly Placed[],
  table: QualifiedName,
  creation: Operation<'CreateTable'>,
  copies: readonly Operation<'InsertRows'>[],
  drop: Operation<'DropTable'>,
  renames: readonly Operation<'RenameTable'>[],
): readonly Rebuild[] {
  const own = new Set<Operation>([creation, ...copies, drop, ...renames]);
  const parts = steps.filter((step) => own.has(step.operation));
  const schema = parts[0]?.before;
  const end = parts.at(-1)?.after;
  const old = schema && findTable(schema, table);
  const rebuilt = end && findTable(end, table);
  if (schema === undefined || old === undefined || rebuilt === undefined) return [];
  const spans = { created: creation.span, dropped: drop.span };
  const changes = changesOfRebuild({ schema, old, rebuilt, copies, spans });
  return [{ table, parts: parts.map((part) => part.operation), changes }];
}

/** The tables that the operations have to do with, and those that were dropped, in order. */
function follow(steps: readonly Placed[]): {
  readonly threads: readonly Thread[];
  readonly dropped: readonly Dropped[];
} {
  const threads: Thread[] = [];
  const dropped: Dropped[] = [];
  /** The table that each name stands for. */
  const current = new Map<string, Thread>();
  for (const { operation, before, applied } of steps) {
    if (!applied) continue;
    const keyOf = (name: QualifiedName): string => nameKey(before.traits, name);
    const begin = (name: QualifiedName, created?: Operation<'CreateTable'>): Thread => {
      const own = created === undefined ? {} : { created };
      const thread: Thread = { name, ...own, keys: new Set([keyOf(name)]), renames: [], copies: [] };
      threads.push(thread);
      current.set(keyOf(name), thread);
      return thread;
    };
    const threadOf = (name: QualifiedName): Thread => current.get(keyOf(name)) ?? begin(name);
    switch (operation.kind) {
      case 'CreateTable':
        begin(operation.table, operation);
        break;
      case 'InsertRows':
        if (operation.source.kind === 'query') {
          const target = threadOf(operation.table);
          target.copies.push(...operation.source.reads.map((name) => ({ from: threadOf(name), operation })));
        }
        break;
      case 'RenameTable': {
        const thread = threadOf(operation.table);
        const key = keyOf(renamed(operation));
        thread.renames.push(operation);
        thread.keys.add(key);
        current.delete(keyOf(operation.table));
        current.set(key, thread);
        break;
      }
      case 'DropTable':
        dropped.push({ old: threadOf(operation.table), operation });
        current.delete(keyOf(operation.table));
        break;
      default:
    }
  }
  return { threads, dropped };
}

/** A name without a schema stays in the table's. */
function renamed({ table, newName }: Operation<'RenameTable'>): QualifiedName {
  return table.schema === undefined ? newName : { schema: table.schema, ...newName };
}

function keyIn(steps: readonly Placed[], name: QualifiedName): string | undefined {
  const [first] = steps;
  return first && nameKey(first.before.traits, name);
}
