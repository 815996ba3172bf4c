import type { QualifiedName } from '../../model/names.ts';
import { nameKey, samePart } from '../../model/names.ts';
import type { Named, Schema, Table, View } from '../../model/schema.ts';
import { findTable, primaryKeyOf } from '../../model/schema.ts';
import type { Constraint } from '../../model/table.ts';
import { mentions } from '../../model/table.ts';
import { tablesPointingTo, viewsReading, withView } from '../referrers.ts';
import { storeTable } from './store.ts';

/** The schema without the views that read one of these relations, and those that read them in turn: CASCADE. */
export function withoutViewsOf(schema: Schema, names: readonly QualifiedName[]): Schema {
  return withoutViews(
    schema,
    names.flatMap((name) => viewsReading(schema, name)),
  );
}

/** The schema without the views that read a column, as far as their queries name it: DROP COLUMN ... CASCADE. */
export function withoutViewsOfColumn(schema: Schema, table: QualifiedName, column: string): Schema {
  return withoutViews(
    schema,
    viewsReading(schema, table).filter((view) => mentions(view.query, column)),
  );
}

function withoutViews(schema: Schema, views: readonly View[]): Schema {
  if (views.length === 0) return schema;
  const gone = views.map(({ name }) => name);
  const left = gone.reduce((soFar, name) => withView(soFar, nameKey(schema.traits, name), undefined), schema);
  return withoutViewsOf(left, gone);
}

/** The schema without the foreign keys that need a key of `target`: they point to its columns, or to just these. */
export function withoutKeysTo(schema: Schema, target: Table, columns?: readonly string[]): Schema {
  const primaryKey = primaryKeyOf(target)?.columns ?? [];
  const isGone = (constraint: Named<Constraint>): boolean => {
    if (constraint.kind !== 'ForeignKey' || findTable(schema, constraint.target) !== target) return false;
    const needed = constraint.targetColumns.length > 0 ? constraint.targetColumns : primaryKey;
    return columns === undefined || needed.some((name) => columns.some((one) => samePart(schema.traits, one, name)));
  };
  return tablesPointingTo(schema, target.name)
    .filter(({ constraints }) => constraints.some(isGone))
    .reduce(
      (soFar, { constraints, ...table }) =>
        storeTable(soFar, { ...table, constraints: constraints.filter((constraint) => !isGone(constraint)) }),
      schema,
    );
}
