import { isDeepStrictEqual } from 'node:util';
import type { ProjectFiles } from '../frameworks/framework.ts';
import type { Migration } from '../model/migration.ts';
import type { DialectTraits } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { MigrationView } from '../rules/rule.ts';
import { emptySchema } from '../schema/empty.ts';
import { schemaAfter, viewMigration } from './views.ts';

/**
 * A computation over files that is done again only when what it looked at has changed: the list of the paths, or the
 * text of a file that it read. `key` tells computations apart; `inputs` are compared by identity.
 */
export type Recall<Value> = (
  key: string,
  inputs: readonly unknown[],
  files: ProjectFiles,
  compute: (files: ProjectFiles) => Value,
) => Value;

/** Computes everything anew. */
export function forgetful<Value>(): Recall<Value> {
  return (_key, _inputs, files, compute) => compute(files);
}

/**
 * Remembers the last value of each key. What a computation looks at is watched, so nobody has to say it. `settle` may
 * keep what of the earlier value is still the same, so that what hangs on its identity lives on.
 */
export function remembering<Value>(settle: (value: Value, earlier: Value) => Value = (value) => value): Recall<Value> {
  const known = new Map<string, Remembered<Value>>();
  return (key, inputs, files, compute) => {
    const earlier = known.get(key);
    if (earlier !== undefined && isCurrent(earlier, inputs, files)) return earlier.value;
    const { watched, looks } = watch(files);
    const computed = compute(watched);
    const value = earlier === undefined ? computed : settle(computed, earlier.value);
    known.set(key, { value, inputs, ...looks });
    return value;
  };
}

/** Keeps the items of a list that have not changed. */
export function keepEqual<Item>(items: readonly Item[], earlier: readonly Item[]): readonly Item[] {
  return items.map((item) => earlier.find((old) => isDeepStrictEqual(old, item)) ?? item);
}

interface Looks {
  /** Set when the list of the files was looked at. */
  paths?: readonly string[];
  readonly texts: Map<string, string | undefined>;
  readonly heads: Map<string, { readonly length: number; readonly text: string | undefined }>;
}

interface Remembered<Value> extends Readonly<Looks> {
  readonly value: Value;
  readonly inputs: readonly unknown[];
}

function watch(files: ProjectFiles): { readonly watched: ProjectFiles; readonly looks: Looks } {
  const looks: Looks = { texts: new Map(), heads: new Map() };
  const watched: ProjectFiles = {
    get paths() {
      looks.paths = files.paths;
      return files.paths;
    },
    read(path) {
      const text = files.read(path);
      looks.texts.set(path, text);
      return text;
    },
    readHead(path, length) {
      const text = files.readHead(path, length);
      const before = looks.heads.get(path);
      if (before === undefined || before.length < length) looks.heads.set(path, { length, text });
      return text;
    },
  };
  return { watched, looks };
}

function isCurrent(earlier: Remembered<unknown>, inputs: readonly unknown[], files: ProjectFiles): boolean {
  if (!isSameList(earlier.inputs, inputs)) return false;
  if (earlier.paths !== undefined && !isSameList(earlier.paths, files.paths)) return false;
  for (const [path, text] of earlier.texts) if (files.read(path) !== text) return false;
  for (const [path, { length, text }] of earlier.heads) if (files.readHead(path, length) !== text) return false;
  return true;
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || (one.length === other.length && one.every((item, at) => item === other[at]));
}

/** How migrations are replayed. */
export interface Replay {
  /** The database before the first migration. */
  readonly start: typeof emptySchema;
  readonly after: typeof schemaAfter;
  readonly view: typeof viewMigration;
}

/** Replays everything anew, and keeps no schema but the last. */
export const plainReplay: Replay = { start: emptySchema, after: schemaAfter, view: viewMigration };

/** Replays a migration again only when it, or the schema before it, is another. */
export function rememberedReplay(): Replay {
  const starts = new Map<DialectTraits, Schema>();
  const ends = new WeakMap<Migration, { readonly before: Schema; readonly after: Schema }>();
  const views = new WeakMap<Migration, { readonly inputs: readonly unknown[]; readonly view: MigrationView }>();
  return {
    start(traits) {
      const start = starts.get(traits) ?? emptySchema(traits);
      starts.set(traits, start);
      return start;
    },
    after(before, migration) {
      const earlier = ends.get(migration);
      if (earlier?.before === before) return earlier.after;
      const after = schemaAfter(before, migration);
      ends.set(migration, { before, after });
      return after;
    },
    view(before, migration, ...rest) {
      const inputs = [before, ...rest];
      const earlier = views.get(migration);
      if (earlier !== undefined && isSameList(earlier.inputs, inputs)) return earlier.view;
      const view = viewMigration(before, migration, ...rest);
      views.set(migration, { inputs, view });
      return view;
    },
  };
}
