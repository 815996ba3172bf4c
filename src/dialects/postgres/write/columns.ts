import type { Operation } from '../../../model/operation.ts';
import type { ColumnChange } from '../../../model/operations/tables.ts';
import type { Attributes, Column, Expression, Identity } from '../../../model/table.ts';
import type { AttributeClauses } from './attributes.ts';
import { areOptions, attributeClauses, choose, optionChanges } from './attributes.ts';
import { alterTable, cascade, ifExists, ifNotExists } from './clauses.ts';
import { quoteName, quoteQualified, quoteString, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

/** A column as CREATE TABLE and ADD COLUMN define it; its comment is a statement of its own. */
export function columnDefinition(column: Column): string | undefined {
  if (column.onUpdate !== undefined || column.identity?.generation === 'auto-increment') return undefined;
  const { storage, compression, ...options } = column.attributes ?? {};
  if (Object.keys(options).length > 0) return undefined;
  const serial = column.identity?.generation === 'serial';
  return words(
    quoteName(column.name),
    serial ? serialType(column) : column.type.text,
    storage === undefined ? undefined : `STORAGE ${storage}`,
    compression === undefined ? undefined : `COMPRESSION ${compression}`,
    column.collation === undefined ? undefined : `COLLATE ${collationName(column.collation)}`,
    column.default === undefined ? undefined : `DEFAULT ${defaultValue(column.default)}`,
    column.generated === undefined ? undefined : generatedClause(column.generated),
    column.identity === undefined || serial ? undefined : identityClause(column.identity),
    column.nullable || serial ? undefined : 'NOT NULL',
  );
}

/** A column's definition goes on with words like NOT: an expression that has such words stands in parentheses. */
function defaultValue({ sql }: Expression): string {
  const unquoted = sql.replaceAll(/'(?:[^']|'')*'/g, '');
  const isOpen = /\b(?:AND|OR|NOT|IS|ISNULL|NOTNULL|IN|LIKE|ILIKE|SIMILAR|BETWEEN|at (?:time zone|local))\b/.test(
    unquoted,
  );
  return isOpen && !sql.startsWith('(') ? `(${sql})` : sql;
}

export function commentOnColumn(table: string, column: string, text: string | null): string {
  return `COMMENT ON COLUMN ${table}.${quoteName(column)} IS ${text === null ? 'NULL' : quoteString(text)}`;
}

function serialType(column: Column): string {
  return column.type.bits === 16 ? 'smallserial' : column.type.bits === 64 ? 'bigserial' : 'serial';
}

function generatedClause(generated: NonNullable<Column['generated']>): string {
  return `GENERATED ALWAYS AS (${generated.expression.sql}) ${generated.stored ? 'STORED' : 'VIRTUAL'}`;
}

function identityClause(identity: Identity): string {
  const options = words(
    identity.start === undefined ? undefined : `START WITH ${identity.start}`,
    identity.increment === undefined ? undefined : `INCREMENT BY ${identity.increment}`,
  );
  return words(
    `GENERATED ${identity.generation === 'always' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`,
    options === '' ? undefined : `(${options})`,
  );
}

/** A collation is kept as a name with or without its schema. */
function collationName(collation: string): string {
  return collation.split('.').map(quoteName).join('.');
}

function addColumn(operation: Operation<'AddColumn'>): Sql {
  const definition = columnDefinition(operation.column);
  if (definition === undefined || operation.position !== undefined) return undefined;
  const add = alterTable(operation, words('ADD COLUMN', ifNotExists(operation), definition));
  const { comment, name } = operation.column;
  return comment === undefined ? add : [add, commentOnColumn(quoteQualified(operation.table), name, comment)];
}

/** Every facet that changes as one subcommand of a single ALTER TABLE, so that the table is locked and rewritten once. */
function alterColumn(operation: Operation<'AlterColumn'>): Sql {
  const { change } = operation;
  if (operation.position !== undefined || change.onUpdate !== undefined) return undefined;
  if (ifExists(operation) !== undefined && change.generated !== null && change.identity !== null) return undefined;
  if (!areOptions(change.attributes, namedAttributes)) return undefined;
  const changes = columnChanges(change, ifExists(operation));
  if (changes.includes(undefined)) return undefined;
  const column = quoteName(operation.column);
  const actions = [
    ...changes.map((action) => `ALTER COLUMN ${column} ${action}`),
    ...(isConstraint(change) ? [addNotNull(change, column)] : []),
  ];
  const alter = actions.length === 0 ? [] : [alterTable(operation, actions.join(', '))];
  if (change.comment === undefined) return alter.length === 0 ? undefined : alter;
  return [...alter, commentOnColumn(quoteQualified(operation.table), operation.column, change.comment)];
}

function columnChanges(change: ColumnChange, guard: string | undefined): readonly (string | undefined)[] {
  return [
    ...(change.default === null ? ['DROP DEFAULT'] : []),
    ...(change.generated === null ? [words('DROP EXPRESSION', guard)] : []),
    ...(change.identity === null ? [words('DROP IDENTITY', guard)] : []),
    ...typeChange(change),
    ...(change.generated == null ? [] : [`SET EXPRESSION AS (${change.generated.expression.sql})`]),
    ...(change.nullable === undefined || isConstraint(change)
      ? []
      : [change.nullable ? 'DROP NOT NULL' : 'SET NOT NULL']),
    ...(change.default == null ? [] : [`SET DEFAULT ${change.default.sql}`]),
    ...(change.identity == null ? [] : [addIdentity(change.identity)]),
    ...attributeChanges(change.attributes ?? {}),
  ];
}

/** A collation is only ever changed together with the type. */
function typeChange({ type, using, collation }: ColumnChange): readonly (string | undefined)[] {
  if (type === undefined) return using === undefined && collation === undefined ? [] : [undefined];
  return [
    words(
      `TYPE ${type.text}`,
      collation == null ? undefined : `COLLATE ${collationName(collation)}`,
      using === undefined ? undefined : `USING ${using.sql}`,
    ),
  ];
}

function addIdentity(identity: Identity): string | undefined {
  const known = identity.generation === 'always' || identity.generation === 'by-default';
  return known ? `ADD ${identityClause(identity)}` : undefined;
}

/** NOT NULL with a name or not yet checked, which PostgreSQL 18 keeps as a constraint. */
function isConstraint({ nullable, attributes }: ColumnChange): boolean {
  return nullable === false && notNullAttributes.some((key) => attributes?.[key] !== undefined);
}

function addNotNull({ attributes = {} }: ColumnChange, column: string): string {
  const name = attributes['not-null-constraint'];
  return words(
    'ADD',
    name === undefined ? undefined : `CONSTRAINT ${quoteName(name)}`,
    `NOT NULL ${column}`,
    attributes['not-null-validated'] === 'false' ? 'NOT VALID' : undefined,
  );
}

const notNullAttributes: readonly string[] = ['not-null-constraint', 'not-null-validated'];

const columnClauses: AttributeClauses = {
  storage: (value) => `SET STORAGE ${value}`,
  compression: (value) => `SET COMPRESSION ${value}`,
  statistics: (value) => `SET STATISTICS ${value}`,
  'identity-increment': (value) => `SET INCREMENT BY ${value}`,
  'identity-start': (value) => `SET START WITH ${value}`,
  'identity-minvalue': (value) => (value === '' ? 'SET NO MINVALUE' : `SET MINVALUE ${value}`),
  'identity-maxvalue': (value) => (value === '' ? 'SET NO MAXVALUE' : `SET MAXVALUE ${value}`),
  'identity-cache': (value) => `SET CACHE ${value}`,
  'identity-cycle': choose('SET CYCLE', 'SET NO CYCLE'),
  'identity-restart': (value) => (value === '' ? 'RESTART' : `RESTART WITH ${value}`),
};

const namedAttributes: ReadonlySet<string> = new Set([...Object.keys(columnClauses), ...notNullAttributes]);

function attributeChanges(attributes: Attributes): readonly (string | undefined)[] {
  return [...attributeClauses(attributes, columnClauses), ...optionChanges(attributes, namedAttributes)];
}

export const columnWriters: Writers<'AddColumn' | 'DropColumn' | 'RenameColumn' | 'AlterColumn'> = {
  AddColumn: addColumn,
  DropColumn: (operation) =>
    alterTable(operation, words('DROP COLUMN', ifExists(operation), quoteName(operation.column), cascade(operation))),
  RenameColumn: (operation) =>
    alterTable(operation, `RENAME COLUMN ${quoteName(operation.column)} TO ${quoteName(operation.newName)}`),
  AlterColumn: alterColumn,
};
