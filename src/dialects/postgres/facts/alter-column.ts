import type { ColumnType } from '../../../model/column-type.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { findColumn, findTable, foreignKeysOf } from '../../../model/schema.ts';
import type { Index } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { together } from '../../facts/effect.ts';
import { lossOfType } from '../../facts/loss.ts';
import { includes, referencingTables } from '../../facts/relations.ts';
import type { Context } from './effect.ts';
import { locksOn } from './locks.ts';
import { isProvedNotNull } from './not-null.ts';
import { storedTables, withDescendants, wordsIn } from './relations.ts';
import { isPlainCast, keepsIndexes, rewriteReason } from './type-change.ts';

/** Each facet that changes has an effect of its own; one statement carries them all. */
export function alterColumn(operation: Operation<'AlterColumn'>, context: Context): Effect {
  const { change } = operation;
  return together([
    { locks: locksOn(lockOf(operation), ...withDescendants(context.schema, operation.table)) },
    ...(change.type === undefined || isTypeRestated(operation) ? [] : [changeType(operation, change.type, context)]),
    ...(change.nullable === false ? [setNotNull(operation, context)] : []),
    ...(change.generated == null ? [] : [setExpression(operation, context)]),
  ]);
}

/** EF Core says the type each time; its provider writes TYPE only when that or the collation changes. */
function isTypeRestated({ change, old }: Operation<'AlterColumn'>): boolean {
  return old?.type?.text === change.type?.text && (old?.collation ?? null) === (change.collation ?? null);
}

/** Statistics, options and comments let reads and writes pass. */
function lockOf({ change }: Operation<'AlterColumn'>): 'AccessExclusive' | 'ShareUpdateExclusive' {
  const { comment, attributes, ...others } = change;
  const isStrong = Object.keys(others).length > 0 || Object.keys(attributes ?? {}).some(isStrongAttribute);
  return isStrong || (comment === undefined && attributes === undefined) ? 'AccessExclusive' : 'ShareUpdateExclusive';
}

function isStrongAttribute(key: string): boolean {
  return key === 'storage' || key === 'compression' || key.startsWith('identity-');
}

function setNotNull({ table, column, change, old }: Operation<'AlterColumn'>, { schema, version }: Context): Effect {
  if (findColumn(schema, table, column) === undefined && old?.nullable === false) return {};
  if (change.attributes?.['not-null-validated'] === 'false') return {};
  const scans = storedTables(schema, table).filter((name) => !isProvedNotNull(schema, version, name, column));
  if (scans.length === 0) return {};
  return { scans, because: `every row is read to see that ${column} is not NULL` };
}

/** Only a stored column holds what is to be computed anew. */
function setExpression({ table, column, change }: Operation<'AlterColumn'>, { schema }: Context): Effect {
  if (!(change.generated?.stored ?? findColumn(schema, table, column)?.generated?.stored ?? true)) return {};
  const rewrites = storedTables(schema, table);
  return { rewrites, scans: rewrites, because: `${column} is computed anew for every row` };
}

function changeType(operation: Operation<'AlterColumn'>, to: ColumnType, { schema }: Context): Effect {
  const { table, column, change, old } = operation;
  const from = findColumn(schema, table, column)?.type ?? old?.type;
  const loss = from === undefined ? undefined : lossOfChange(operation, from, to);
  const loses = loss === undefined ? undefined : `in ${displayName(table)}.${column}: ${loss}`;
  const keys = keyPartners(schema, table, column);
  const locks = locksOn('AccessExclusive', ...keys);
  const because = reasonToRewrite(operation, from, to, schema);
  if (because !== undefined) {
    const rewrites = storedTables(schema, table);
    return { locks, rewrites, scans: [...rewrites, ...keys], because, loses };
  }

  const collates = change.collation !== undefined;
  const recheck = recheckReason(
    schema,
    table,
    column,
    collates || (from !== undefined && !keepsIndexes(schema, from, to)),
  );
  if (recheck === undefined) return { locks, loses };
  return { locks, scans: storedTables(schema, table), because: recheck, loses };
}

/** A cast keeps what the new type holds; of another expression only its author knows what it keeps. */
function lossOfChange(
  { column, change: { using } }: Operation<'AlterColumn'>,
  from: ColumnType,
  to: ColumnType,
): string | undefined {
  if (using === undefined || isPlainCast(using, column, to)) return lossOfType(from, to);
  return `what ${using.sql} does not keep`;
}

function reasonToRewrite(
  { column, change }: Operation<'AlterColumn'>,
  from: ColumnType | undefined,
  to: ColumnType,
  schema: Schema,
): string | undefined {
  if (change.using !== undefined && !isPlainCast(change.using, column, to))
    return `USING computes every value of ${column} anew`;
  if (from === undefined)
    return `the type of ${column} before is not known here, so it is taken that every row is written anew`;
  return rewriteReason(schema, from, to);
}

/** The tables at the other end of the column's foreign keys, which are dropped and added again with its new type. */
function keyPartners(schema: Schema, table: QualifiedName, column: string): readonly QualifiedName[] {
  const keys = foreignKeysOf(findTable(schema, table)).filter((key) => includes(schema, key.columns, column));
  return [...keys.map((key) => key.target), ...referencingTables(schema, table, [column])];
}

/** Why the rows are read although they stay as they are: what depends on the column is made again. */
function recheckReason(schema: Schema, name: QualifiedName, column: string, sortsAnew: boolean): string | undefined {
  const table = findTable(schema, name);
  const check = table?.constraints.find(
    (constraint) => constraint.kind === 'Check' && constraint.validated && includes(schema, constraint.columns, column),
  );
  if (check !== undefined) return `${check.name} is checked again for every row`;
  const index = table?.indexes.find((candidate) => dependsOn(schema, candidate, column, sortsAnew));
  return index === undefined ? undefined : `${index.name} is built anew`;
}

/** An index over the plain column stays when its order does; an expression or a condition always makes it anew. */
function dependsOn(schema: Schema, index: Index, column: string, sortsAnew: boolean): boolean {
  const isKey = index.parts.some((part) => part.column !== undefined && includes(schema, [part.column], column));
  const computes = index.where !== undefined || index.parts.some((part) => part.expression !== undefined);
  const texts = [index.where?.sql, ...index.parts.map((part) => part.expression?.sql)];
  const isNamed = texts.some((text) => text !== undefined && wordsIn(text).includes(column));
  return computes ? isKey || isNamed : isKey && sortsAnew;
}
