import { nameKey, partKey } from '../../model/names.ts';
import type { Named, Schema, Table } from '../../model/schema.ts';
import type { Constraint, Index } from '../../model/table.ts';
import { isMadeForKey } from '../../model/table.ts';

/** What the replay has and what the picture has in its place. */
export type Pair<T> = readonly [replayed: T | undefined, pictured: T | undefined];

export function pairsByKey<T>(
  replayed: readonly (readonly [key: string, value: T])[],
  pictured: readonly (readonly [key: string, value: T])[],
): readonly Pair<T>[] {
  const others = new Map(pictured);
  const known = new Set(replayed.map(([key]) => key));
  return [
    ...replayed.map(([key, value]): Pair<T> => [value, others.get(key)]),
    ...pictured.filter(([key]) => !known.has(key)).map(([, value]): Pair<T> => [undefined, value]),
  ];
}

/** Keys are the same when they say the same, whatever they are called; a check by its name. */
export function constraintPairs(schema: Schema, one: Table, other: Table): readonly Pair<Named<Constraint>>[] {
  const key = (constraint: Named<Constraint>): string => constraintKey(schema, constraint);
  return paired(one.constraints, other.constraints, [key]);
}

function constraintKey(schema: Schema, constraint: Named<Constraint>): string {
  const columns = constraint.columns.map((column) => partKey(schema.traits, column)).join();
  switch (constraint.kind) {
    case 'PrimaryKey':
      return 'primary';
    case 'Unique':
      return `unique ${columns}`;
    case 'ForeignKey':
      return `foreign ${columns} ${nameKey(schema.traits, constraint.target)}`;
    case 'Check':
    case 'Exclusion':
      return `${constraint.kind} ${partKey(schema.traits, constraint.name)}`;
  }
}

/** Indexes are found by their names, and the rest by what they hold. Those that came with a foreign key are the engine's. */
export function indexPairs(schema: Schema, one: Table, other: Table): readonly Pair<Named<Index>>[] {
  const own = ({ indexes }: Table): readonly Named<Index>[] => indexes.filter((index) => !isMadeForKey(index));
  const byName = ({ name }: Named<Index>): string => partKey(schema.traits, name);
  const byContent = ({ parts, unique, method }: Named<Index>): string =>
    JSON.stringify([parts.map(({ column, expression }) => [column, expression?.sql]), unique, method]).toLowerCase();
  return paired(own(one), own(other), [byName, byContent]);
}

/**
 * Without what is a unique constraint on one side and a unique index of the same columns on the other: to tell them apart is
 * more than pictures do.
 */
export function withoutTwins(
  keys: readonly Pair<Named<Constraint>>[],
  indexes: readonly Pair<Named<Index>>[],
  schema: Schema,
): readonly [keys: readonly Pair<Named<Constraint>>[], indexes: readonly Pair<Named<Index>>[]] {
  const ofIndex = ({ unique, parts, where }: Named<Index>): string | undefined =>
    unique && where === undefined ? parts.map(({ column = '' }) => partKey(schema.traits, column)).join() : undefined;
  const ofKey = ({ kind, columns }: Named<Constraint>): string | undefined =>
    kind === 'Unique' ? columns.map((column) => partKey(schema.traits, column)).join() : undefined;
  const alone = <T>(pairs: readonly Pair<T>[], side: 0 | 1, textOf: (one: T) => string | undefined): Set<string> =>
    new Set(
      pairs.flatMap((pair) => {
        const one = pair[1 - side] === undefined ? pair[side] : undefined;
        return (one === undefined ? undefined : textOf(one)) ?? [];
      }),
    );
  const keysAlone = [alone(keys, 0, ofKey), alone(keys, 1, ofKey)] as const;
  const indexesAlone = [alone(indexes, 0, ofIndex), alone(indexes, 1, ofIndex)] as const;
  const hasTwin = <T>(
    [one, other]: Pair<T>,
    textOf: (one: T) => string | undefined,
    twins: readonly [Set<string>, Set<string>],
  ): boolean => {
    if (one !== undefined && other !== undefined) return false;
    const text = one === undefined ? (other === undefined ? undefined : textOf(other)) : textOf(one);
    return text !== undefined && twins[one === undefined ? 0 : 1].has(text);
  };
  return [
    keys.filter((pair) => !hasTwin(pair, ofKey, indexesAlone)),
    indexes.filter((pair) => !hasTwin(pair, ofIndex, keysAlone)),
  ];
}

/** Pairs by the first key that both have; what is left over stands alone. */
function paired<T>(
  replayed: readonly T[],
  pictured: readonly T[],
  keys: readonly ((one: T) => string)[],
): readonly Pair<T>[] {
  const pairs: Pair<T>[] = [];
  let left = replayed;
  let others = pictured;
  for (const key of keys) {
    const unpaired: T[] = [];
    for (const one of left) {
      const at = others.findIndex((other) => key(other) === key(one));
      const other = others[at];
      if (other === undefined) unpaired.push(one);
      else {
        pairs.push([one, other]);
        others = others.filter((_, index) => index !== at);
      }
    }
    left = unpaired;
  }
  return [...pairs, ...left.map((one): Pair<T> => [one, undefined]), ...others.map((one): Pair<T> => [undefined, one])];
}
