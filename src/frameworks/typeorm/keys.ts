import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { Check, Exclusion, ForeignKey, Index, PrimaryKey, Unique } from '../../model/table.ts';
import { flag, option, optionalText, text, texts } from '../javascript/migrations/arguments.ts';
import { deferrable, referentialAction } from '../javascript/migrations/constraints.ts';
import { compileCheck } from '../javascript/migrations/made-sql.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import type { Value } from '../javascript/value.ts';
import {
  checkName,
  exclusionName,
  foreignKeyName,
  indexName,
  primaryKeyName,
  tableNameOf,
  uniqueName,
} from './names.ts';
import { constructed } from './options.ts';

/** The constraint of primary columns; MySQL and SQLite know no name for it. */
export function primaryKey(
  table: QualifiedName,
  columns: readonly string[],
  given: string | undefined,
  { dialect }: Reading,
): PrimaryKey {
  const { name: database } = dialect.traits;
  const isNamed = database === 'postgres' || database === 'sqlserver';
  const name = given ?? primaryKeyName(table, columns);
  return { kind: 'PrimaryKey', columns, validated: true, ...(isNamed ? { name } : {}) };
}

export function uniqueConstraint(value: Value | undefined, table: QualifiedName, reading: Reading): Unique {
  const options = constructed(value);
  const columns = texts(option(options, 'columnNames'), 'the columns', reading);
  return {
    kind: 'Unique',
    name: optionalText(option(options, 'name')) ?? uniqueName(table, columns),
    columns,
    validated: true,
    ...deferrable(optionalText(option(options, 'deferrable'))),
  };
}

export function checkConstraint(value: Value | undefined, table: QualifiedName, reading: Reading): Check {
  const options = constructed(value);
  const written = text(option(options, 'expression'), 'the check', reading);
  return {
    kind: 'Check',
    name: optionalText(option(options, 'name')) ?? checkName(table, written),
    ...compileCheck(written, reading),
    validated: true,
  };
}

export function exclusionConstraint(value: Value | undefined, table: QualifiedName, reading: Reading): Exclusion {
  const options = constructed(value);
  const definition = text(option(options, 'expression'), 'the exclusion', reading);
  return {
    kind: 'Exclusion',
    name: optionalText(option(options, 'name')) ?? exclusionName(table, definition),
    columns: [],
    definition,
    validated: true,
    ...deferrable(optionalText(option(options, 'deferrable'))),
  };
}

/** A foreign key of a table; it refers to the table's own schema unless it says another. */
export function foreignKey(value: Value | undefined, table: QualifiedName, reading: Reading): ForeignKey {
  const options = constructed(value);
  const columns = texts(option(options, 'columnNames'), 'the columns', reading);
  const target = tableNameOf(text(option(options, 'referencedTableName'), 'the referenced table', reading));
  const schema = optionalText(option(options, 'referencedSchema')) ?? target.schema;
  return {
    kind: 'ForeignKey',
    name: optionalText(option(options, 'name')) ?? foreignKeyName(table, columns),
    columns,
    target: schema === undefined ? target : { schema, name: target.name },
    targetColumns: texts(option(options, 'referencedColumnNames'), 'the referenced columns', reading),
    onDelete: referentialAction(optionalText(option(options, 'onDelete'))),
    onUpdate: referentialAction(optionalText(option(options, 'onUpdate'))),
    validated: true,
    ...deferrable(optionalText(option(options, 'deferrable'))),
  };
}

/** The name of an index as TypeORM derives it. */
export function nameOfIndex(value: Value | undefined, table: QualifiedName, reading: Reading): string {
  const options = constructed(value);
  const given = optionalText(options) ?? optionalText(option(options, 'name'));
  if (given !== undefined) return given;
  const where = optionalText(option(options, 'where'));
  return indexName(table, texts(option(options, 'columnNames'), 'the columns', reading), where);
}

export function createIndex(
  value: Value | undefined,
  table: QualifiedName,
  span: Span,
  reading: Reading,
): Extract<Operation, { kind: 'CreateIndex' }> {
  const options = constructed(value);
  const { name: dialect } = reading.dialect.traits;
  const is = (name: string): boolean => flag(option(options, name)) === true;
  const where = dialect === 'mysql' ? undefined : optionalText(option(options, 'where'));
  const method = methodOf(options, is, dialect === 'postgres', dialect === 'mysql');
  const index: Index = {
    name: nameOfIndex(value, table, reading),
    parts: texts(option(options, 'columnNames'), 'the columns', reading).map((column) => ({ column })),
    unique: is('isUnique'),
    ...(method === undefined ? {} : { method }),
    ...(where === undefined ? {} : { where: reading.dialect.expression(where) }),
  };
  return { kind: 'CreateIndex', span, table, index, concurrently: dialect === 'postgres' && is('isConcurrent') };
}

function methodOf(
  options: Value | undefined,
  is: (name: string) => boolean,
  isPostgres: boolean,
  isMysql: boolean,
): string | undefined {
  if (isPostgres) return is('isSpatial') ? 'gist' : optionalText(option(options, 'type'))?.toLowerCase();
  if (!isMysql) return undefined;
  if (is('isFulltext')) return 'fulltext';
  return is('isSpatial') ? 'spatial' : undefined;
}
