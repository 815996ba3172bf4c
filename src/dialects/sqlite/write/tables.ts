import type { Operation } from '../../../model/operation.ts';
import type { Attributes, Column, Constraint, PrimaryKey } from '../../../model/table.ts';
import { phrase } from '../../phrase.ts';
import { quotedName } from '../quoting.ts';
import { writeColumn } from './columns.ts';
import { writeConflict, writeConstraint, writeConstraintName } from './constraints.ts';
import { writeGuards, writeQualified } from './names.ts';

export function writeCreateTable(operation: Operation<'CreateTable'>): string | undefined {
  const { attributes = {}, indexes, comment, from, partitionBy, query } = operation;
  const guard = writeGuards(operation.guards, 'if-not-exists');
  const isForeign = indexes.length > 0 || comment !== undefined || from !== undefined || partitionBy !== undefined;
  if (guard === undefined || isForeign) return undefined;
  if (attributes['virtual'] !== undefined) return writeVirtualTable(operation, attributes['virtual'], attributes);

  const head = phrase(
    'CREATE',
    operation.temporary === true && 'TEMPORARY',
    'TABLE',
    guard,
    writeQualified(operation.table),
  );
  if (query !== undefined) return `${head} AS ${query}`;
  const elements = writeElements(operation.columns, operation.constraints);
  const options = [attributes['strict'] && 'STRICT', attributes['without-rowid'] && 'WITHOUT ROWID'].filter(Boolean);
  return elements && phrase(head, `(\n  ${elements.join(',\n  ')}\n)`, options.join(', '));
}

function writeVirtualTable(
  { table, guards }: Operation<'CreateTable'>,
  module: string,
  attributes: Attributes,
): string {
  const args = attributes['arguments'];
  const using = args === undefined ? quotedName(module) : `${quotedName(module)}(${args})`;
  return phrase('CREATE VIRTUAL TABLE', writeGuards(guards, 'if-not-exists'), writeQualified(table), 'USING', using);
}

/** A primary key of one column stands in that column when it is the first constraint, as most people write it. */
function writeElements(columns: readonly Column[], constraints: readonly Constraint[]): readonly string[] | undefined {
  const isNumbered = columns.some((column) => column.identity !== undefined);
  if (columns.length === 0 || (isNumbered && !constraints.some(({ kind }) => kind === 'PrimaryKey'))) return undefined;
  const isInColumn = (constraint: Constraint | undefined): constraint is PrimaryKey =>
    constraint?.kind === 'PrimaryKey' && standsInColumn(constraint);
  const [first] = constraints;
  const descending = constraints.find((constraint) => constraint.attributes?.['descending'] !== undefined);
  const inColumn = [descending, first].find(isInColumn);
  const written = [
    ...columns.map((column) => writeColumn(column, inColumn && writeKeyOf(column, inColumn))),
    ...constraints
      .filter((constraint) => constraint !== inColumn)
      .map((constraint) => writeConstraint(constraint, isNumbered && constraint.kind === 'PrimaryKey')),
  ];
  const complete = written.filter((element) => element !== undefined);
  return complete.length === written.length ? complete : undefined;
}

function standsInColumn({ columns, attributes }: PrimaryKey): boolean {
  return columns.length === 1 && attributes?.['parts'] === undefined;
}

function writeKeyOf(column: Column, key: PrimaryKey): string {
  if (column.name.toLowerCase() !== key.columns[0]?.toLowerCase()) return '';
  const numbering = column.identity && 'AUTOINCREMENT';
  const order = key.attributes?.['descending'] && 'DESC';
  return phrase(writeConstraintName(key), 'PRIMARY KEY', order, writeConflict(key.attributes), numbering);
}
