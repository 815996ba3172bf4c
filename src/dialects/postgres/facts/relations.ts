import type { ColumnType } from '../../../model/column-type.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { nameKey, samePart } from '../../../model/names.ts';
import type { Schema, Table } from '../../../model/schema.ts';
import { findTable, tableOfIndex } from '../../../model/schema.ts';
import type { Constraint } from '../../../model/table.ts';
import { childrenOf, tablesWithConstraint, viewsReading } from '../../../schema/referrers.ts';
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

/** The partitioned tables that the table is a partition of. */
export function partitionedParents(schema: Schema, name: QualifiedName): readonly QualifiedName[] {
  const parents = findTable(schema, name)?.parents ?? [];
  return parents.filter((parent) => findTable(schema, parent)?.partitionBy !== undefined);
}

/** The partition that holds the rows which no other takes; it is locked whenever partitions come or go. */
export function defaultPartitions(schema: Schema, parent: QualifiedName): readonly QualifiedName[] {
  return childrenOf(schema, parent).flatMap((child) => (child.bound === 'DEFAULT' ? [child.name] : []));
}

/** The table of an index, which may be that of a key. */
export function ownerOfIndex(schema: Schema, index: QualifiedName, table?: QualifiedName): QualifiedName | undefined {
  const owner = tableOfIndex(schema, index, table)?.name ?? table;
  const ofKey = tablesWithConstraint(schema, index.name).find((candidate) => hasKeyNamed(schema, candidate, index));
  return owner ?? ofKey?.name;
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

/** Relations, and those that views among them read: a query of a view locks what is behind it in the same way. */
export function throughViews(schema: Schema, names: readonly QualifiedName[]): readonly QualifiedName[] {
  const found = new Map(names.map((name) => [nameKey(schema.traits, name), name]));
  for (const key of found.keys()) {
    const view = schema.views.get(key);
    if (view === undefined || view.materialized) continue;
    for (const read of view.reads) found.set(nameKey(schema.traits, read), read);
  }
  return [...found.values()];
}

/** The views that read a table or a view, by way of others too; with a column: whose queries name it. */
export function viewsOver(schema: Schema, name: QualifiedName, column?: string): readonly QualifiedName[] {
  const found = new Map([[nameKey(schema.traits, name), name]]);
  for (const below of found.values()) {
    for (const view of viewsReading(schema, below)) {
      if (column === undefined || wordsIn(view.query).includes(column)) {
        found.set(nameKey(schema.traits, view.name), view.name);
      }
    }
  }
  return [...found.values()].slice(1);
}

/** The names in a piece of SQL, and its other words. */
export function wordsIn(sql: string): readonly string[] {
  return sql.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
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
