import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Constraint, Expression, Index, IndexPart } from '../../../model/table.ts';
import { elementsOf, flag, integer, option, optionalText, text, texts } from '../migrations/arguments.ts';
import { addition, deferrable, referentialAction } from '../migrations/constraints.ts';
import { compileCheck } from '../migrations/made-sql.ts';
import type { Reading } from '../migrations/reading.ts';
import { notKnown, obstruct } from '../migrations/reading.ts';
import type { Value } from '../value.ts';
import { deferral } from './attributes.ts';
import { constraintName, indexName } from './names.ts';
import { sqlOf, tableNamed, tableOf, whereSql } from './values.ts';

/** `addIndex(table, fields, options)` or `addIndex(table, { fields, … })`. */
export function addIndex([on, second, third]: readonly Value[], span: Span, reading: Reading): readonly Operation[] {
  const options = second?.kind === 'array' ? third : second;
  const fields = second?.kind === 'array' ? second : option(options, 'fields');
  const table = tableOf(on, reading);
  const parts = elementsOf(fields, 'the fields', reading).map((field) => partOf(field, options, reading));
  const { name: dialect } = reading.dialect.traits;
  const type = optionalText(option(options, 'type'))?.toLowerCase();
  const using = optionalText(option(options, 'using')) ?? optionalText(option(options, 'method'));
  const method = dialect === 'mysql' && type !== undefined && type !== 'unique' ? type : using?.toLowerCase();
  const where = dialect === 'mysql' ? undefined : whereOf(option(options, 'where'), reading);
  const index: Index = {
    name: optionalText(option(options, 'name')) ?? derivedName(on, parts, reading),
    parts,
    unique: flag(option(options, 'unique')) === true || type === 'unique',
    ...(method === undefined ? {} : { method }),
    ...(where === undefined ? {} : { where }),
  };
  return [{ kind: 'CreateIndex', span, table, index, concurrently: isConcurrent(options, reading) }];
}

/** Only PostgreSQL knows it. */
function isConcurrent(options: Value | undefined, { dialect }: Reading): boolean {
  return dialect.traits.name === 'postgres' && flag(option(options, 'concurrently')) === true;
}

function derivedName(on: Value | undefined, parts: readonly IndexPart[], reading: Reading): string {
  if (parts.some(({ column }) => column === undefined)) obstruct(reading, 'the name of the index', undefined);
  const prefix = optionalText(on) ?? tableNamed(on)?.name ?? '';
  return indexName(
    prefix,
    parts.map(({ column = '' }) => column),
  );
}

function whereOf(where: Value | undefined, reading: Reading): Expression | undefined {
  if (where === undefined) return undefined;
  const sql = whereSql(where, reading);
  if (sql === undefined) obstruct(reading, 'the condition', where);
  return sql === undefined ? undefined : reading.dialect.expression(sql);
}

/** A column's name, `{ name, order, length, operator, collate }`, or an expression. */
function partOf(field: Value | undefined, options: Value | undefined, reading: Reading): IndexPart {
  const { name: dialect } = reading.dialect.traits;
  if (field?.kind === 'host') {
    const sql = sqlOf(field, reading);
    if (sql === undefined) obstruct(reading, 'a field of the index', field);
    return { expression: reading.dialect.expression(sql ?? '') };
  }
  const isObject = field?.kind === 'object';
  const given = isObject ? (option(field, 'name') ?? option(field, 'attribute')) : field;
  const column = text(given, 'a field of the index', reading);
  const isPostgres = dialect === 'postgres';
  const operator = isPostgres
    ? (optionalText(option(field, 'operator')) ?? optionalText(option(options, 'operator')))
    : undefined;
  const collation = dialect === 'mysql' ? undefined : optionalText(option(field, 'collate'));
  const prefix = dialect === 'mysql' ? integer(option(field, 'length')) : undefined;
  const descending = /^desc/i.test(optionalText(option(field, 'order')) ?? '');
  return {
    column,
    ...(descending ? { descending } : {}),
    ...(operator === undefined ? {} : { operatorClass: operator }),
    ...(collation === undefined ? {} : { collation }),
    ...(prefix === undefined ? {} : { prefix }),
  };
}

/** `removeIndex(table, nameOrFields, options)`; PostgreSQL and SQLite are told IF EXISTS. */
export function removeIndex(
  [on, which, options]: readonly Value[],
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const table = tableOf(on, reading);
  const name =
    which?.kind === 'array'
      ? indexName(optionalText(on) ?? table.name, texts(which, 'the fields', reading))
      : text(which, 'the index', reading);
  const { name: dialect } = reading.dialect.traits;
  const schema = table.schema === undefined ? {} : { schema: table.schema };
  return [
    {
      kind: 'DropIndex',
      span,
      name: { ...schema, name },
      table,
      concurrently: isConcurrent(options, reading),
      cascade: false,
      ...(dialect === 'postgres' || dialect === 'sqlite' ? { guards: [{ kind: 'if-exists' }] } : {}),
    },
  ];
}

/** `addConstraint(table, { type, fields, … })`; version 5 took the fields before the options. */
export function addConstraint(
  [on, second, third]: readonly Value[],
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const options = second?.kind === 'array' ? third : second;
  const fields = second?.kind === 'array' ? second : option(options, 'fields');
  const table = tableOf(on, reading);
  const columns = elementsOf(fields, 'the fields', reading).map((field) =>
    text(option(field, 'name') ?? option(field, 'attribute') ?? field, 'a field of the constraint', reading),
  );
  const type = text(option(options, 'type'), 'the type of the constraint', reading).toLowerCase();
  if (type === 'default') return addDefault(table, columns, options, span, reading);
  const constraint = constraintOf(type, table, columns, options, reading);
  if (constraint === undefined) notKnown(reading, `addConstraint of the type ${type}`);
  return constraint === undefined ? [] : [addition(constraint, table, span)];
}

const suffixes: Readonly<Record<string, string>> = { unique: 'uk', check: 'ck', 'primary key': 'pk', default: 'df' };

function constraintOf(
  type: string,
  table: QualifiedName,
  columns: readonly string[],
  options: Value | undefined,
  reading: Reading,
): Constraint | undefined {
  const references = option(options, 'references');
  const target = tableNamed(option(references, 'table'));
  const suffix = Object.hasOwn(suffixes, type) ? suffixes[type] : `${target?.name ?? ''}_fk`;
  const name = optionalText(option(options, 'name')) ?? constraintName(table, columns, suffix ?? '');
  const base = { name, columns, validated: true, ...deferrable(deferral(option(options, 'deferrable'))) };
  switch (type) {
    case 'unique':
      return { kind: 'Unique', ...base };
    case 'primary key':
      return { kind: 'PrimaryKey', ...base };
    case 'check': {
      const where = option(options, 'where');
      const sql = whereSql(where, reading);
      if (sql === undefined) obstruct(reading, 'the condition', where);
      return sql === undefined ? undefined : { kind: 'Check', name, validated: true, ...compileCheck(sql, reading) };
    }
    case 'foreign key': {
      if (target === undefined) obstruct(reading, 'the referenced table', option(references, 'table'));
      const several = option(references, 'fields');
      return {
        kind: 'ForeignKey',
        ...base,
        target: target ?? { name: '' },
        targetColumns: texts(several ?? option(references, 'field'), 'the referenced field', reading),
        onDelete: referentialAction(optionalText(option(options, 'onDelete'))),
        onUpdate: referentialAction(optionalText(option(options, 'onUpdate'))),
      };
    }
    default:
      return undefined;
  }
}

/** SQL Server: a default is a constraint. */
function addDefault(
  table: QualifiedName,
  columns: readonly string[],
  options: Value | undefined,
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const [column = ''] = columns;
  const sql = sqlOf(option(options, 'defaultValue'), reading);
  if (sql === undefined) obstruct(reading, 'the default', option(options, 'defaultValue'));
  const defaultName = optionalText(option(options, 'name')) ?? constraintName(table, columns, 'df');
  const change = { default: reading.dialect.expression(`(${sql ?? ''})`), defaultName };
  return [{ kind: 'AlterColumn', span, table, column, change }];
}
