import type { Operation } from '../../../model/operation.ts';
import type { Assignment } from '../../../model/operations/data.ts';
import { quoteList, quoteName, quoteQualified, quoteQualifiedList, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

function insertRows(operation: Operation<'InsertRows'>): Sql {
  const { columns, source, conflict } = operation;
  if (source.kind === 'stream' || conflict === 'replace' || conflict === 'update') return undefined;
  return words(
    `INSERT INTO ${quoteQualified(operation.table)}`,
    columns.length === 0 ? undefined : `(${quoteList(columns)})`,
    source.kind === 'query' ? source.query : valuesClause(source.rows),
    conflict === 'ignore' ? 'ON CONFLICT DO NOTHING' : undefined,
  );
}

function valuesClause(rows: readonly (readonly string[])[]): string {
  if (rows.every((row) => row.length === 0)) return 'DEFAULT VALUES';
  return `VALUES ${rows.map((row) => `(${row.join(', ')})`).join(', ')}`;
}

/** A statement that joins other tables is not known well enough to be said again. */
function updateRows(operation: Operation<'UpdateRows'>): Sql {
  if (operation.limited === true || operation.reads.length > 0 || operation.assignments.length === 0) return undefined;
  if (assignsTogether(operation.assignments)) return undefined;
  const assignments = operation.assignments.map(({ column, value }) => `${quoteName(column)} = ${value.sql}`);
  return words(`UPDATE ${quoteQualified(operation.table)} SET ${assignments.join(', ')}`, where(operation));
}

/** `(a, b) = (SELECT …)` is kept as one text for all of its columns. */
function assignsTogether(assignments: readonly Assignment[]): boolean {
  const texts = assignments.map(({ value }) => value.sql);
  return texts.some((text, at) => text.includes(' = ') && texts.indexOf(text) !== at);
}

function deleteRows(operation: Operation<'DeleteRows'>): Sql {
  if (operation.limited === true || operation.reads.length > 0) return undefined;
  return words(`DELETE FROM ${quoteQualified(operation.table)}`, where(operation));
}

function where(operation: Operation<'UpdateRows' | 'DeleteRows'>): string | undefined {
  return operation.where === undefined ? undefined : `WHERE ${operation.where}`;
}

export const dataWriters: Writers<'InsertRows' | 'UpdateRows' | 'DeleteRows' | 'MergeRows' | 'Truncate' | 'Query'> = {
  InsertRows: insertRows,
  UpdateRows: updateRows,
  DeleteRows: deleteRows,
  MergeRows: (operation) => operation.text,
  Truncate: (operation) =>
    words(`TRUNCATE ${quoteQualifiedList(operation.tables)}`, operation.cascade ? 'CASCADE' : undefined),
  Query: (operation) => operation.text,
};
