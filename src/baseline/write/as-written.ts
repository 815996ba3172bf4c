import type { Operation } from '../../model/operation.ts';
import type { Schema, Table } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { Constraint } from '../../model/table.ts';

/** Tables that the chain never made, or made from a query: their columns are not known, and they cannot be created. */
export function strangersOf(schema: Schema): readonly Table[] {
  return [...schema.tables.values()].filter(
    ({ complete, temporary, name }) => !complete && !temporary && !schema.views.has(name.name),
  );
}

/** An operation that creates as people write it: of a table that is not known whole, only what was added to it. */
export function asToBeWritten(operation: Operation, schema: Schema): readonly Operation[] {
  if (operation.kind !== 'CreateTable') return [operation];
  const { span, table, columns } = operation;
  if (findTable(schema, table)?.complete === false) {
    return columns.map((column): Operation => ({ kind: 'AddColumn', span, table, column }));
  }
  const constraints = operation.constraints.map((constraint) => withoutGivenName(constraint, operation, schema));
  return [{ ...operation, constraints }];
}

/** SQLite has no names for constraints but those that are written; those of the replay are its own. */
function withoutGivenName(constraint: Constraint, { table }: Operation<'CreateTable'>, schema: Schema): Constraint {
  const { traits } = schema;
  if (traits.constraintsAreFixed !== true || constraint.name === undefined) return constraint;
  const given = traits.implicitName({ of: constraint.kind, table, columns: constraint.columns, taken: () => false });
  const stem = (name: string): string => name.replace(/(?<!\d)\d+$/, '');
  if (stem(given) !== stem(constraint.name)) return constraint;
  const { name: _given, ...unnamed } = constraint;
  return unnamed;
}
