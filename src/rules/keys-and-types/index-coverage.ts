import type { DialectTraits } from '../../model/names.ts';
import { samePart } from '../../model/names.ts';
import type { Origin, Table } from '../../model/schema.ts';
import type { Index, IndexPart } from '../../model/table.ts';

/** An index as a plan can use it: one of its own, or that of a key. */
export interface UsableIndex extends Index {
  readonly name: string;
  readonly origin: Origin;
  /** The key that it belongs to; absent: it is an index of its own. */
  readonly key?: 'PrimaryKey' | 'Unique';
}

/** Every index of a table, those of its keys included. */
export function indexesOf({ indexes, constraints }: Table): readonly UsableIndex[] {
  return [
    ...constraints.flatMap((one): readonly UsableIndex[] => {
      if (one.kind !== 'PrimaryKey' && one.kind !== 'Unique') return [];
      const parts = one.columns.map((column): IndexPart => ({ column }));
      const { name, origin, kind, clustered } = one;
      const include = one.kind === 'Unique' && one.include !== undefined ? { include: one.include } : {};
      const isClustered = clustered === undefined ? {} : { clustered };
      return [{ name, origin, parts, unique: true, key: kind, ...include, ...isClustered }];
    }),
    ...indexes,
  ];
}

/** Methods that find the rows of one value. */
const lookUpMethods: ReadonlySet<string> = new Set(['btree', 'hash']);

/** Whether the rows with given values of these columns are found by an index that begins with them, in any order. */
export function isIndexed(table: Table, columns: readonly string[], traits: DialectTraits): boolean {
  return indexesOf(table).some((index) => {
    if (index.method !== undefined && !lookUpMethods.has(index.method.toLowerCase())) return false;
    if (index.where !== undefined && !/^\(?\S+ IS NOT NULL\)?$/i.test(index.where.sql)) return false;
    const first = index.parts.slice(0, columns.length).map(({ column }) => column);
    return columns.every((column) => first.some((one) => one !== undefined && samePart(traits, one, column)));
  });
}
