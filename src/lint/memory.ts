import { isDeepStrictEqual } from 'node:util';
import type { ProjectFiles } from '../frameworks/framework.ts';

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

export interface Looks {
  /** Set when the list of the files was looked at. */
  paths?: readonly string[];
  readonly texts: Map<string, string | undefined>;
  readonly heads: Map<string, { readonly length: number; readonly text: string | undefined }>;
}

interface Remembered<Value> extends Readonly<Looks> {
  readonly value: Value;
  readonly inputs: readonly unknown[];
}

/** Files that note what is looked at. */
export function watch(files: ProjectFiles): { readonly watched: ProjectFiles; readonly looks: Looks } {
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

/** A computation that hangs on an object; it is done again for other inputs, which are compared by identity. */
export type Attach<Key extends object, Value> = (key: Key, inputs: readonly unknown[], compute: () => Value) => Value;

/** Computes everything anew. */
export function detached<Key extends object, Value>(): Attach<Key, Value> {
  return (_key, _inputs, compute) => compute();
}

/** Remembers the last value of each object for as long as the object lives. */
export function attached<Key extends object, Value>(): Attach<Key, Value> {
  const known = new WeakMap<Key, { readonly inputs: readonly unknown[]; readonly value: Value }>();
  return (key, inputs, compute) => {
    const earlier = known.get(key);
    if (earlier !== undefined && isSameList(earlier.inputs, inputs)) return earlier.value;
    const value = compute();
    known.set(key, { inputs, value });
    return value;
  };
}
