import type { Operation } from '../../../model/operation.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { phrase } from '../../phrase.ts';
import { writeName, writeNames, writeQualified } from './names.ts';

/** `undefined` for rows from a file, and for what T-SQL says with MERGE. */
export function writeInsert({ table, columns, source, conflict }: Operation<'InsertRows'>): string | undefined {
  if (conflict !== undefined || source.kind === 'stream') return undefined;
  const rows = source.kind === 'query' ? source.query : writeRows(source.rows);
  if (rows === undefined || rows.startsWith('WITH ')) return undefined;
  return phrase('INSERT INTO', writeQualified(table), columns.length > 0 && writeNames(columns), rows);
}

function writeRows(rows: readonly (readonly string[])[]): string | undefined {
  if (rows.length === 1 && rows[0]?.length === 0) return 'DEFAULT VALUES';
  if (rows.length === 0 || rows.some((row) => row.length === 0)) return undefined;
  return `VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}`;
}

/** `undefined` when a join or TOP decides which rows change: the model keeps neither as it was written. */
export function writeUpdate(operation: Operation<'UpdateRows'>): string | undefined {
  const { table, assignments, where, reads, limited } = operation;
  const values = assignments.map(({ column, value }) => `${writeName(column)} = ${value.sql}`).join(', ');
  if (values === '' || limited === true || isJoin(reads, `${values} ${where ?? ''}`)) return undefined;
  return phrase('UPDATE', writeQualified(table), 'SET', values, where !== undefined && `WHERE ${where}`);
}

export function writeDelete({ table, where, reads, limited }: Operation<'DeleteRows'>): string | undefined {
  if (limited === true || isJoin(reads, where ?? '')) return undefined;
  return phrase('DELETE FROM', writeQualified(table), where !== undefined && `WHERE ${where}`);
}

/** Other tables without a sub-query that reads them were joined. */
function isJoin(reads: readonly QualifiedName[], text: string): boolean {
  return reads.length > 0 && !/\bselect\b/i.test(text);
}

export function writeTruncate({ tables, cascade }: Operation<'Truncate'>): readonly string[] | undefined {
  return cascade ? undefined : tables.map((table) => `TRUNCATE TABLE ${writeQualified(table)}`);
}
