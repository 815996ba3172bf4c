import type { QualifiedName } from '../../model/names.ts';
import type { Guard, Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { Constraint, Index, Unique } from '../../model/table.ts';
import { flag, listOf, option, optionalText, text } from '../javascript/migrations/arguments.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { quotedName, readMade } from '../javascript/migrations/made-sql.ts';
import type { Value } from '../javascript/value.ts';
import { makeColumn } from './columns.ts';
import { checkConstraint, createIndex, exclusionConstraint, foreignKey, primaryKey, uniqueConstraint } from './keys.ts';
import { tableNameOf, uniqueName } from './names.ts';
import { columnOptions, constructed } from './options.ts';

/** A table by its name or by a `Table`. */
export function tableOf(value: Value | undefined, reading: Reading): QualifiedName {
  const named = tableNamed(value);
  if (named === undefined) obstruct(reading, 'the table', value);
  return named ?? { name: '' };
}

/** The table that a value names, when that can be told. */
export function tableNamed(value: Value | undefined): QualifiedName | undefined {
  const options = constructed(value);
  const name = optionalText(options) ?? optionalText(option(options, 'name')) ?? nameOfResult(value);
  if (name === undefined) return undefined;
  const schema = optionalText(option(options, 'schema'));
  const table = tableNameOf(name);
  return schema === undefined ? table : { schema, name: table.name };
}

/** What `await queryRunner.getTable('t')` gave. */
function nameOfResult(value: Value | undefined): string | undefined {
  const last = value?.kind === 'result' && value.path.length === 0 ? value.of.links.at(-1) : undefined;
  return last?.name === 'getTable' ? optionalText(last.arguments[0]) : undefined;
}

/** `createTable(new Table({…}), ifNotExists, createForeignKeys, createIndices)`. */
export function createTable(args: readonly Value[], span: Span, reading: Reading): readonly Operation[] {
  const [value, ifNotExists, createForeignKeys, createIndices] = args;
  const options = constructed(value);
  if (options?.kind !== 'object') {
    obstruct(reading, 'the table', options);
    return [];
  }
  if (options.open !== undefined) obstruct(reading, 'a part of the table', options.open);
  const table = tableOf(value, reading);
  const { name: dialect } = reading.dialect.traits;
  const list = (name: string): readonly Value[] => listOf(option(options, name), `the ${name} of the table`, reading);

  const columns = list('columns').map((column) => columnOptions(column, reading));
  const made = columns.map((column) => makeColumn(column, table, span, reading));
  const primary = columns.filter(({ isPrimary }) => isPrimary);
  const keyColumns = primary.map(({ name }) => name);
  const foreignKeys = flag(createForeignKeys) === false ? [] : list('foreignKeys');
  const uniques = [
    ...list('uniques').map((unique) => uniqueConstraint(unique, table, reading)),
    ...columns.filter(({ isUnique }) => isUnique).map(({ name }) => uniqueColumn(name, table)),
  ].filter(isFirstOfColumn);
  const indices = list('indices').map((index) => createIndex(index, table, span, reading));
  const isMysql = dialect === 'mysql';
  const constraints: readonly Constraint[] = [
    ...made.flatMap((column) => column.constraints),
    ...(keyColumns.length === 0 ? [] : [primaryKey(table, keyColumns, primary[0]?.primaryKeyConstraintName, reading)]),
    ...(isMysql ? [] : uniques),
    // The drivers of MySQL write no checks, and only PostgreSQL's writes exclusions.
    ...(isMysql ? [] : list('checks').map((check) => checkConstraint(check, table, reading))),
    ...(dialect === 'postgres' ? list('exclusions').map((one) => exclusionConstraint(one, table, reading)) : []),
    ...foreignKeys.map((key) => ownForeignKey(key, table, reading)),
  ];
  // MySQL's unique constraints are indexes, and all indexes are a part of CREATE TABLE.
  const indexes: readonly Index[] = isMysql
    ? [
        ...indices.map(({ index }) => index),
        ...uniques.filter(({ columns: own }) => !indices.some(({ index }) => isUniqueOn(index, own))).map(uniqueIndex),
      ]
    : [];
  const comment = optionalText(option(options, 'comment'));
  const engine = optionalText(option(options, 'engine'));
  const guards: readonly Guard[] = flag(ifNotExists) === true ? [{ kind: 'if-not-exists' }] : [];
  const operations: readonly Operation[] = [
    ...made.flatMap(({ before }) => before).filter(isFirstOfType),
    {
      kind: 'CreateTable',
      span,
      table,
      columns: made.map(({ column }) => (keyColumns.includes(column.name) ? { ...column, nullable: false } : column)),
      constraints,
      indexes,
      ...(comment === undefined || (!isMysql && dialect !== 'postgres') ? {} : { comment }),
      ...(engine === undefined || !isMysql ? {} : { attributes: { engine } }),
    },
    ...(isMysql || flag(createIndices) === false ? [] : indices),
  ];
  return guards.length === 0
    ? operations
    : operations.map((operation) => (operation.kind === 'CreateType' ? operation : { ...operation, guards }));
}

/** A foreign key within a table refers to the table's schema unless it says another. */
function ownForeignKey(value: Value, table: QualifiedName, reading: Reading): Constraint {
  const key = foreignKey(value, table, reading);
  const { target } = key;
  return target.schema !== undefined || table.schema === undefined
    ? key
    : { ...key, target: { schema: table.schema, name: target.name } };
}

/** A column that is unique by itself does not ask for a constraint that the table has already. */
function isFirstOfColumn(
  { columns }: { readonly columns: readonly string[] },
  at: number,
  all: readonly { readonly columns: readonly string[] }[],
): boolean {
  if (columns.length !== 1) return true;
  return all.findIndex((other) => other.columns.length === 1 && other.columns[0] === columns[0]) === at;
}

function uniqueColumn(column: string, table: QualifiedName): Unique {
  return { kind: 'Unique', name: uniqueName(table, [column]), columns: [column], validated: true };
}

function uniqueIndex({ name, columns }: Unique): Index {
  return { ...(name === undefined ? {} : { name }), parts: columns.map((column) => ({ column })), unique: true };
}

function isUniqueOn(index: Index, columns: readonly string[]): boolean {
  return (
    index.unique &&
    index.parts.length === columns.length &&
    index.parts.every((part, at) => part.column === columns[at])
  );
}

/** Two columns of one enum create its type once. */
function isFirstOfType(operation: Operation, at: number, all: readonly Operation[]): boolean {
  const same = (other: Operation): boolean =>
    other.kind === 'CreateType' &&
    operation.kind === 'CreateType' &&
    other.name.name === operation.name.name &&
    other.name.schema === operation.name.schema;
  return all.findIndex(same) === at;
}

/** `new View({ name, expression, materialized })`, as the driver writes it. */
export function createView(value: Value | undefined, span: Span, reading: Reading): readonly Operation[] {
  const options = constructed(value);
  const query = text(option(options, 'expression'), "the view's query", reading);
  const what = flag(option(options, 'materialized')) === true ? 'MATERIALIZED VIEW' : 'VIEW';
  const name = quotedName(tableOf(value, reading), reading.dialect.traits.name);
  return readMade(`CREATE ${what} ${name} AS ${query}`, span, reading);
}
