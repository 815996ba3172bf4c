import type { QualifiedName } from '../../model/names.ts';
import { sameName, samePart } from '../../model/names.ts';
import type { Schema, Table, TableColumn } from '../../model/schema.ts';
import { findColumn, findTable, foreignKeysOf, primaryKeyOf } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import type { ForeignKey } from '../../model/table.ts';
import { tablesPointingTo } from '../../schema/referrers.ts';

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
  const tables = tablesPointingTo(schema, name).filter((table) =>
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

/** The table of a trigger that is dropped without naming it. */
export function tableOfTrigger(schema: Schema, name: string): QualifiedName | undefined {
  return tablesWhere(schema, (table) =>
    table.triggers.some((trigger) => samePart(schema.traits, trigger.name, name)),
  )[0]?.name;
}

export function tablesWhere(schema: Schema, test: (table: Table) => boolean): readonly Table[] {
  return [...schema.tables.values()].filter(test);
}

export function includes(schema: Schema, names: readonly string[], name: string): boolean {
  return names.some((candidate) => samePart(schema.traits, candidate, name));
}

/** The column, where it was added by the same words as what stands at the span: `ADD COLUMN a int CHECK (a > 0)`. */
export function columnSaidAt(
  schema: Schema,
  table: QualifiedName,
  column: string,
  span: Span,
): TableColumn | undefined {
  const found = findColumn(schema, table, column);
  const own = found?.origin.span;
  const isSame = own?.file === span.file && own.start === span.start && own.end === span.end;
  return isSame ? found : undefined;
}
