import type { QualifiedName } from '../../model/names.ts';
import { displayName, partKey } from '../../model/names.ts';
import type { Origin, Schema, Table } from '../../model/schema.ts';
import type { Aspect } from './aspects.ts';
import { columnAspects, constraintAspects, indexAspects } from './aspects.ts';
import type { Pair } from './pairs.ts';
import { constraintPairs, indexPairs, pairsByKey, withoutTwins } from './pairs.ts';

/** What kind of thing differs, for people. */
type Part =
  | 'table'
  | 'column'
  | 'primary key'
  | 'unique constraint'
  | 'check constraint'
  | 'foreign key'
  | 'exclusion constraint'
  | 'index'
  | 'sequence'
  | 'type';

/** One thing in which a picture of the schema is not what the replay came to. */
export interface Difference {
  readonly part: Part;
  /** The table that it belongs to, or is. */
  readonly table?: QualifiedName;
  readonly name: string;
  /** `missing`: the replay has it and the picture has not; `extra`: the other way round. */
  readonly kind: 'missing' | 'extra' | 'different';
  /** In what the two differ. */
  readonly aspects: readonly Aspect[];
  /** What made it, in the replay and in the picture. */
  readonly replayed?: Origin;
  readonly pictured?: Origin;
}

/**
 * Where a tool's picture of the schema disagrees with the replayed one. What no picture tells (views, routines, triggers,
 * comments) and what means the same to the engine is left out.
 */
export function differencesOf(replayed: Schema, picture: Schema): readonly Difference[] {
  const { traits } = replayed;
  const tables = pairsByKey(
    [...replayed.tables.entries()].filter(([, table]) => !table.temporary),
    [...picture.tables.entries()],
  );
  return [
    ...tables.flatMap(([one, other]) => tableDifferences(replayed, one, other)),
    ...named('sequence', ownSequences(replayed), ownSequences(picture)),
    ...pairsByKey([...replayed.types.entries()], [...picture.types.entries()]).flatMap(([one, other]) => {
      const name = displayName((one ?? other)?.name ?? { name: '' });
      if (one === undefined || other === undefined) {
        return (one ?? other)?.kind === 'enum' ? difference('type', undefined, name, [one, other], []) : [];
      }
      const labels = (values: readonly string[]): string => [...values].sort().join(', ');
      const aspects: readonly Aspect[] =
        labels(one.values) === labels(other.values)
          ? []
          : [{ what: 'labels', replayed: labels(one.values), pictured: labels(other.values) }];
      return difference('type', undefined, name, [one, other], aspects);
    }),
  ];

  function tableDifferences(schema: Schema, one: Table | undefined, other: Table | undefined): readonly Difference[] {
    // Of a table that the chain never created only pieces are known.
    if (one?.complete === false) return [];
    const name = (one ?? other)?.name ?? { name: '' };
    if (one === undefined || other === undefined) return difference('table', name, name.name, [one, other], []);
    const columns = pairsByKey(
      one.columns.map((column) => [partKey(traits, column.name), column] as const),
      other.columns.map((column) => [partKey(traits, column.name), column] as const),
    );
    const [keys, indexes] = withoutTwins(constraintPairs(schema, one, other), indexPairs(schema, one, other), schema);
    return [
      ...columns.flatMap((pair) =>
        difference('column', name, (pair[0] ?? pair[1])?.name ?? '', pair, ifBoth(pair, columnAspects(schema))),
      ),
      ...keys.flatMap((pair) => {
        const made = pair[0] ?? pair[1];
        if (made === undefined) return [];
        return difference(partOf[made.kind], name, made.name, pair, ifBoth(pair, constraintAspects(schema)));
      }),
      ...indexes.flatMap((pair) =>
        difference('index', name, (pair[0] ?? pair[1])?.name ?? '', pair, ifBoth(pair, indexAspects(schema))),
      ),
    ];
  }
}

const partOf = {
  PrimaryKey: 'primary key',
  Unique: 'unique constraint',
  Check: 'check constraint',
  ForeignKey: 'foreign key',
  Exclusion: 'exclusion constraint',
} as const;

function ifBoth<T>([one, other]: Pair<T>, compare: (one: T, other: T) => readonly Aspect[]): readonly Aspect[] {
  return one === undefined || other === undefined ? [] : compare(one, other);
}

function difference(
  part: Part,
  table: QualifiedName | undefined,
  name: string,
  [one, other]: Pair<{ readonly origin: Origin }>,
  aspects: readonly Aspect[],
): readonly Difference[] {
  if (one !== undefined && other !== undefined && aspects.length === 0) return [];
  return [
    {
      part,
      ...(table === undefined ? {} : { table }),
      name,
      kind: other === undefined ? 'missing' : one === undefined ? 'extra' : 'different',
      aspects,
      ...(one === undefined ? {} : { replayed: one.origin }),
      ...(other === undefined ? {} : { pictured: other.origin }),
    },
  ];
}

interface Thing {
  readonly name: QualifiedName;
  readonly origin: Origin;
}

function named(
  part: Part,
  one: readonly (readonly [string, Thing])[],
  other: readonly (readonly [string, Thing])[],
): readonly Difference[] {
  return pairsByKey(one, other).flatMap((pair) =>
    difference(part, undefined, displayName((pair[0] ?? pair[1])?.name ?? { name: '' }), pair, []),
  );
}

/** The sequences that no column made for itself. */
function ownSequences({ sequences }: Schema): readonly (readonly [string, Thing])[] {
  return [...sequences.entries()].filter(([, { ownedBy }]) => ownedBy === undefined);
}
