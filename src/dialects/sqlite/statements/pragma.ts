import { lookUp } from '../../../model/look-up.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { ReadStatement } from '../../lexer/read-statements.ts';
import { readQualified } from '../names.ts';

/** Pragmas that ask something even when they are given a value. https://sqlite.org/pragma.html */
const questions: ReadonlySet<string> = new Set([
  ...['foreign_key_check', 'foreign_key_list', 'index_info', 'index_list', 'index_xinfo', 'integrity_check'],
  ...['quick_check', 'table_info', 'table_list', 'table_xinfo'],
]);

/** Pragmas that do something to the file, with a value or without. */
const tasks: ReadonlySet<string> = new Set(['incremental_vacuum', 'optimize', 'shrink_memory', 'wal_checkpoint']);

type Scope = Operation<'SetVariable'>['scope'];

/** Settings that last longer or shorter than the connection. */
const scopes: Readonly<Record<string, Scope>> = {
  application_id: 'global',
  auto_vacuum: 'global',
  default_cache_size: 'global',
  defer_foreign_keys: 'transaction',
  encoding: 'global',
  journal_mode: 'global',
  page_size: 'global',
  schema_version: 'global',
  user_version: 'global',
};

/** `PRAGMA name`, `PRAGMA name = value`, `PRAGMA name(value)`; without a value it asks. */
export const pragma: ReadStatement = (cursor, { span }) => {
  const qualified = readQualified(cursor, "a pragma's name");
  const key = qualified.name.toLowerCase();
  const from = cursor.index;
  const inParentheses = cursor.isAtOperator('(') ? cursor.balanced() : undefined;
  const range = inParentheses ?? (cursor.acceptOperator('=') ? cursor.rest() : undefined);
  if (range?.from === range?.to && range !== undefined) {
    cursor.index = from + 1;
    return cursor.fail('a value');
  }
  if (tasks.has(key)) return [{ kind: 'Maintenance', span, command: `PRAGMA ${key}`, full: false, tables: [] }];
  if (range === undefined || questions.has(key)) return [{ kind: 'NoChange', span, statement: `PRAGMA ${key}` }];
  const scope = Object.hasOwn(scopes, key) ? lookUp(scopes, key) : undefined;
  const name = displayName({ ...qualified, name: key });
  return [{ kind: 'SetVariable', span, name, value: cursor.text(range), scope: scope ?? 'session' }];
};
