import type { QualifiedName } from '../../model/names.ts';
import { nameKey, sameName, samePart } from '../../model/names.ts';
import type { Named, Schema, Table, View } from '../../model/schema.ts';
import { findTable, primaryKeyOf } from '../../model/schema.ts';
import type { Constraint } from '../../model/table.ts';
import { mentions } from '../../model/table.ts';

/** The schema without the views that read one of these relations, and those that read them in turn: CASCADE. */
export function withoutViewsOf(schema: Schema, names: readonly QualifiedName[]): Schema {
  return withoutViews(schema, (view) => reads(schema, view, names));
}

/** The schema without the views that read a column, as far as their queries name it: DROP COLUMN ... CASCADE. */
export function withoutViewsOfColumn(schema: Schema, table: QualifiedName, column: string): Schema {
  return withoutViews(schema, (view) => reads(schema, view, [table]) && mentions(view.query, column));
}

function withoutViews(schema: Schema, isMeant: (view: View) => boolean): Schema {
  const gone = [...schema.views.values()].filter(isMeant).map((view) => view.name);
  if (gone.length === 0) return schema;
  const views = schema.views.deleteAll(gone.map((name) => nameKey(schema.traits, name)));
  return withoutViewsOf({ ...schema, views }, gone);
}

function reads(schema: Schema, view: View, names: readonly QualifiedName[]): boolean {
  return view.reads.some((read) => names.some((name) => sameName(schema.traits, read, name)));
}

/** The schema without the foreign keys that need a key of `target`: they point to its columns, or to just these. */
export function withoutKeysTo(schema: Schema, target: Table, columns?: readonly string[]): Schema {
  const primaryKey = primaryKeyOf(target)?.columns ?? [];
  const isGone = (constraint: Named<Constraint>): boolean => {
    if (constraint.kind !== 'ForeignKey' || findTable(schema, constraint.target) !== target) return false;
    const needed = constraint.targetColumns.length > 0 ? constraint.targetColumns : primaryKey;
    return columns === undefined || needed.some((name) => columns.some((one) => samePart(schema.traits, one, name)));
  };
  const tables = schema.tables.map((table) =>
    table.constraints.some(isGone)
      ? { ...table, constraints: table.constraints.filter((constraint) => !isGone(constraint)) }
      : table,
  );
  return { ...schema, tables };
}
