import type { Operation } from '../../../model/operation.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { phrase } from '../../phrase.ts';
import { writeName, writeNames, writeQualified } from './names.ts';

/** `undefined` for rows from a file, and for ON DUPLICATE KEY UPDATE, whose assignments the model does not keep. */
export function writeInsert({ table, columns, source, conflict }: Operation<'InsertRows'>): string | undefined {
  if (conflict === 'update' || source.kind === 'stream') return undefined;
  const verb = { ignore: 'INSERT IGNORE', replace: 'REPLACE', none: 'INSERT' }[conflict ?? 'none'];
  const rows = source.kind === 'query' ? source.query : `VALUES ${source.rows.map(writeRow).join(', ')}`;
  return phrase(verb, 'INTO', writeQualified(table), columns.length > 0 && writeNames(columns), rows);
}

function writeRow(values: readonly string[]): string {
  return `(${values.join(', ')})`;
}

/** `undefined` when a join or a limit decides which rows change: the model keeps neither as it was written. */
export function writeUpdate({
  table,
  assignments,
  where,
  reads,
  limited,
}: Operation<'UpdateRows'>): string | undefined {
  const values = assignments.map(({ column, value }) => `${writeName(column)} = ${value.sql}`).join(', ');
  if (limited === true || isJoin(reads, `${values} ${where ?? ''}`)) return undefined;
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

export function writeTruncate({ tables }: Operation<'Truncate'>): readonly string[] {
  return tables.map((table) => `TRUNCATE TABLE ${writeQualified(table)}`);
}
