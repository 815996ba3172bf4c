import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { phrase } from '../../phrase.ts';
import { lexSqlite } from '../lexicon.ts';
import { readsOf } from '../names.ts';
import { quotedName } from '../quoting.ts';
import { writeNames, writeQualified } from './names.ts';

const verbs = { ignore: 'INSERT OR IGNORE', replace: 'INSERT OR REPLACE', none: 'INSERT' } as const;

/** `undefined` for rows from a file, and for ON CONFLICT DO UPDATE, whose assignments the model does not keep. */
export function writeInsert({ table, columns, source, conflict }: Operation<'InsertRows'>): string | undefined {
  if (conflict === 'update' || source.kind === 'stream') return undefined;
  const head = phrase(
    verbs[conflict ?? 'none'],
    'INTO',
    writeQualified(table),
    columns.length > 0 && writeNames(columns),
  );
  if (source.kind === 'query') return `${head} ${source.query}`;
  const isDefault = source.rows.length === 1 && source.rows[0]?.length === 0;
  if (isDefault) return columns.length === 0 ? `${head} DEFAULT VALUES` : undefined;
  return `${head} VALUES ${source.rows.map((row) => `(${row.join(', ')})`).join(', ')}`;
}

export function writeUpdate(operation: Operation<'UpdateRows'>): string | undefined {
  const { table, assignments, where } = operation;
  const values = assignments.map(({ column, value }) => `${quotedName(column)} = ${value.sql}`).join(', ');
  const statement = phrase('UPDATE', writeQualified(table), 'SET', values, where !== undefined && `WHERE ${where}`);
  return saysAll(operation, `${values} ${where ?? ''}`) ? statement : undefined;
}

export function writeDelete(operation: Operation<'DeleteRows'>): string | undefined {
  const { table, where } = operation;
  const statement = phrase('DELETE FROM', writeQualified(table), where !== undefined && `WHERE ${where}`);
  return saysAll(operation, where ?? '') ? statement : undefined;
}

/** False when a limit, a FROM or a WITH clause decided which rows change: the model keeps none of them as written. */
function saysAll(
  { table, reads, limited }: Pick<Operation<'UpdateRows' | 'DeleteRows'>, 'table' | 'reads' | 'limited'>,
  text: string,
): boolean {
  const lexed = lexSqlite(text);
  const written = readsOf(lexed, { from: 0, to: lexed.tokens.length });
  return limited !== true && keysOf(written, table) === keysOf(reads, table);
}

function keysOf(names: readonly QualifiedName[], target: QualifiedName): string {
  const keys = new Set(names.map((name) => displayName(name).toLowerCase()));
  keys.delete(displayName(target).toLowerCase());
  return [...keys].toSorted().join(' ');
}
