import type { QualifiedName } from '../../model/names.ts';
import { samePart } from '../../model/names.ts';
import type { Named, Origin, Schema, Table } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { ForeignKey, Index } from '../../model/table.ts';
import { isMadeForKey } from '../../model/table.ts';
import { implicitNameOf, isKey } from './implicit-names.ts';
import { storeTable } from './store.ts';

/**
 * The schema with an index for a foreign key that was added, unless one begins with its columns already. It is named after
 * the key, where that has a name, the index that the key asks for, or its first column.
 * https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html
 */
export function withIndexFor(schema: Schema, name: QualifiedName, key: ForeignKey, origin: Origin): Schema {
  const table = findTable(schema, name);
  if (schema.traits.foreignKeysMakeIndexes !== true || table === undefined || isIndexed(schema, table, key.columns)) {
    return schema;
  }
  const alone = withoutMadeIndexes(schema, name, key.columns);
  const left = findTable(alone, name) ?? table;
  const index: Named<Index> = {
    name: key.name ?? key.attributes?.['index'] ?? implicitNameOf(alone, left, 'Index', key.columns),
    parts: key.columns.map((column) => ({ column })),
    unique: false,
    attributes: { 'made-for': 'foreign-key' },
    origin,
  };
  return storeTable(alone, { ...left, indexes: [...left.indexes, index] });
}

/** The schema without the indexes that came with foreign keys and that a new one on these columns serves as well. */
export function withoutMadeIndexes(schema: Schema, name: QualifiedName, columns: readonly string[]): Schema {
  const table = findTable(schema, name);
  if (schema.traits.foreignKeysMakeIndexes !== true || table === undefined) return schema;
  const indexes = table.indexes.filter(
    (index) => !isMadeForKey(index) || !begins(schema, columns, wholeColumns(index)),
  );
  return indexes.length === table.indexes.length ? schema : storeTable(schema, { ...table, indexes });
}

/** The columns that an index holds whole, up to the first part that is none. */
export function wholeColumns(index: Index): readonly string[] {
  if (index.method === 'fulltext' || index.method === 'spatial') return [];
  const columns: string[] = [];
  for (const { column, prefix } of index.parts) {
    if (column === undefined || prefix !== undefined) break;
    columns.push(column);
  }
  return columns;
}

/** Whether somebody's index, or a key, begins with these columns; one that came with another key serves as well when it is longer. */
function isIndexed(schema: Schema, table: Table, columns: readonly string[]): boolean {
  const keys = table.constraints.filter(isKey).map((key) => key.columns);
  const indexes = table.indexes
    .map((index) => ({ isMade: isMadeForKey(index), whole: wholeColumns(index) }))
    .filter(({ isMade, whole }) => !isMade || whole.length > columns.length)
    .map(({ whole }) => whole);
  return [...keys, ...indexes].some((list) => begins(schema, list, columns));
}

function begins(schema: Schema, list: readonly string[], columns: readonly string[]): boolean {
  return columns.length > 0 && columns.every((column, at) => samePart(schema.traits, column, list[at] ?? ''));
}
