import type { ColumnType } from '../../../model/column-type.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { nameKey, sameName, samePart } from '../../../model/names.ts';
import type { Schema, Table } from '../../../model/schema.ts';
import { findTable, foreignKeysOf, primaryKeyOf, tableOfIndex } from '../../../model/schema.ts';
import type { Constraint, ForeignKey } from '../../../model/table.ts';
import { quoteName } from '../write/names.ts';

/** The table and all its partitions and inheriting children, which a change of its columns reaches too. */
export function withDescendants(schema: Schema, table: QualifiedName): readonly QualifiedName[] {
  const found = new Map([[nameKey(schema.traits, table), table]]);
  for (const parent of found.values()) {
    for (const child of childrenOf(schema, parent)) found.set(nameKey(schema.traits, child.name), child.name);
  }
  return [...found.values()];
}

/** The table and its partitions: indexes, keys and triggers reach these, but no inheriting children. */
export function withPartitions(schema: Schema, table: QualifiedName): readonly QualifiedName[] {
  return findTable(schema, table)?.partitionBy === undefined ? [table] : withDescendants(schema, table);
}

/** Those of them that hold rows: a partitioned table has none of its own. */
export function storedTables(schema: Schema, table: QualifiedName): readonly QualifiedName[] {
  return withDescendants(schema, table).filter((name) => hasRows(schema, name));
}

export function storedPartitions(schema: Schema, table: QualifiedName): readonly QualifiedName[] {
  return withPartitions(schema, table).filter((name) => hasRows(schema, name));
}

function hasRows(schema: Schema, name: QualifiedName): boolean {
  return findTable(schema, name)?.partitionBy === undefined;
}

function childrenOf(schema: Schema, parent: QualifiedName): readonly Table[] {
  return tablesWhere(schema, (table) => table.parents.some((name) => sameName(schema.traits, name, parent)));
}

/** The partitioned tables that the table is a partition of. */
export function partitionedParents(schema: Schema, name: QualifiedName): readonly QualifiedName[] {
  const parents = findTable(schema, name)?.parents ?? [];
  return parents.filter((parent) => findTable(schema, parent)?.partitionBy !== undefined);
}

/** The partition that holds the rows which no other takes; it is locked whenever partitions come or go. */
export function defaultPartitions(schema: Schema, parent: QualifiedName): readonly QualifiedName[] {
  return childrenOf(schema, parent).flatMap((child) => (child.bound === 'DEFAULT' ? [child.name] : []));
}

/** The tables that the table's foreign keys point to, itself left out. */
export function referencedTables(schema: Schema, name: QualifiedName): readonly QualifiedName[] {
  const targets = foreignKeysOf(findTable(schema, name)).map((key) => key.target);
  return targets.filter((target) => !sameName(schema.traits, target, name));
}

/** The tables whose foreign keys point to the table, itself left out; with columns: to one of those. */
export function referencingTables(
  schema: Schema,
  name: QualifiedName,
  columns?: readonly string[],
): readonly QualifiedName[] {
  const tables = tablesWhere(schema, (table) =>
    foreignKeysOf(table).some((key) => {
      if (!sameName(schema.traits, key.target, name)) return false;
      return columns === undefined || keyTarget(schema, key).some((column) => includes(schema, columns, column));
    }),
  );
  return tables.map((table) => table.name).filter((table) => !sameName(schema.traits, table, name));
}

/** The columns that a foreign key points to: the primary key's, when it names none. */
function keyTarget(schema: Schema, key: ForeignKey): readonly string[] {
  if (key.targetColumns.length > 0) return key.targetColumns;
  return primaryKeyOf(findTable(schema, key.target))?.columns ?? [];
}

/** The table of an index, which may be that of a key. */
export function ownerOfIndex(schema: Schema, index: QualifiedName, table?: QualifiedName): QualifiedName | undefined {
  const owner = tableOfIndex(schema, index, table)?.name ?? table;
  return owner ?? tablesWhere(schema, (candidate) => hasKeyNamed(schema, candidate, index))[0]?.name;
}

function hasKeyNamed(schema: Schema, table: Table, index: QualifiedName): boolean {
  const { defaultSchema } = schema.traits;
  const isInSchema = (table.name.schema ?? defaultSchema) === (index.schema ?? defaultSchema);
  return isInSchema && table.constraints.some((key) => hasIndex(key) && samePart(schema.traits, key.name, index.name));
}

/** Whether a constraint is kept by an index of its name. */
export function hasIndex({ kind }: Constraint): boolean {
  return kind === 'PrimaryKey' || kind === 'Unique' || kind === 'Exclusion';
}

/** The tables with a column of a type that the chain created, and these columns. */
export function usersOfType(
  schema: Schema,
  type: QualifiedName,
): readonly { table: Table; columns: readonly string[] }[] {
  return [...schema.tables.values()].flatMap((table) => {
    const columns = table.columns.filter((column) => isOfType(schema, column.type, type)).map((column) => column.name);
    return columns.length === 0 ? [] : [{ table, columns }];
  });
}

/** Whether a type, or the elements of an array, are of the type of that name. */
export function isOfType(schema: Schema, type: ColumnType, name: QualifiedName): boolean {
  const own = quoteName(name.name);
  const isDefault = name.schema === undefined || name.schema === schema.traits.defaultSchema;
  return type.name === (isDefault ? own : `${quoteName(name.schema ?? '')}.${own}`);
}

export function tablesWhere(schema: Schema, test: (table: Table) => boolean): readonly Table[] {
  return [...schema.tables.values()].filter(test);
}

export function includes(schema: Schema, names: readonly string[], name: string): boolean {
  return names.some((candidate) => samePart(schema.traits, candidate, name));
}
