import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Attributes, Constraint } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { readColumn } from '../columns.ts';
import { readDefault } from '../expressions.ts';
import { executionOf } from '../index-options.ts';
import { constraintName, isAtConstraint, readConstraint, readInlineIndex } from '../keys.ts';
import { writtenName } from '../normal-sql.ts';
import type { StatementContext } from '../statement.ts';
import { columnList, columnName, eachWithSpan } from '../statement.ts';

interface Target {
  readonly table: QualifiedName;
  /** False: WITH NOCHECK, existing rows are not checked against a new foreign key or check. */
  readonly validated: boolean;
}

/** What follows ALTER TABLE t ADD. */
export function addElements(cursor: TokenCursor, context: StatementContext, target: Target): readonly Operation[] {
  return eachWithSpan(cursor, context, (span) => addElement(cursor, target, span)).flat();
}

function addElement(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  if (isAtConstraint(cursor) || cursor.isAt('DEFAULT')) return addNamed(cursor, target, span);
  const { table } = target;
  if (cursor.isAt('INDEX') && cursor.isName(1)) {
    const { index, execution } = readInlineIndex(cursor);
    return [{ kind: 'CreateIndex', span: span(), table, index, concurrently: false, ...executionOf(execution) }];
  }
  if (cursor.accept('PERIOD', 'FOR', 'SYSTEM_TIME')) {
    const period = columnList(cursor).map(writtenName).join(', ');
    return [{ kind: 'AlterTable', span: span(), table, attributes: { period } }];
  }
  return addColumn(cursor, target, span);
}

/** A constraint, or a default, which is one too. */
function addNamed(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  const { table } = target;
  const name = constraintName(cursor);
  if (cursor.accept('DEFAULT')) {
    const value = readDefault(cursor);
    cursor.expect('FOR');
    const column = columnName(cursor);
    const execution = cursor.accept('WITH', 'VALUES') ? { 'with-values': 'yes' } : {};
    const change = { default: value, ...(name === undefined ? {} : { defaultName: name }) };
    return [{ kind: 'AlterColumn', span: span(), table, column, change, ...executionOf(execution) }];
  }
  const { constraint, execution } = readConstraint(cursor, name);
  return [addConstraint(target, constraint, execution, span())];
}

function addColumn(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  const { table } = target;
  const { column, constraints, indexes, execution } = readColumn(cursor);
  const place = span();
  return [
    { kind: 'AddColumn', span: place, table, column, ...executionOf(execution) },
    ...constraints.map((constraint) => addConstraint(target, constraint, {}, place)),
    ...indexes.map((index): Operation => ({ kind: 'CreateIndex', span: place, table, index, concurrently: false })),
  ];
}

function addConstraint(
  { table, validated }: Target,
  constraint: Constraint,
  execution: Attributes,
  span: Span,
): Operation {
  const how = executionOf(execution);
  switch (constraint.kind) {
    case 'PrimaryKey':
      return { kind: 'AddPrimaryKey', span, table, constraint, ...how };
    case 'Unique':
      return { kind: 'AddUnique', span, table, constraint, ...how };
    case 'Check':
      return { kind: 'AddCheck', span, table, constraint: { ...constraint, validated }, ...how };
    case 'ForeignKey':
      return { kind: 'AddForeignKey', span, table, constraint: { ...constraint, validated }, ...how };
    case 'Exclusion':
      return { kind: 'AddExclusion', span, table, constraint };
  }
}
