import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { valueKnown } from '../prepared.ts';
import type { Recogniser, StatementContext } from '../statement.ts';
import { eachWithSpan, tableName } from '../statement.ts';

type Scope = Operation<'SetVariable'>['scope'];

/** A statement of which only the text matters: BEGIN, COMMIT, ROLLBACK, SAVEPOINT and their long forms. */
export function transaction(kind: 'Begin' | 'Commit' | 'Rollback' | 'Savepoint'): Recogniser {
  return (cursor, { span, range }) => {
    cursor.rest();
    return [{ kind, span, text: cursor.text(range) }];
  };
}

/** ROLLBACK TO goes back to a savepoint and leaves the transaction open. */
export function rollback(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  cursor.accept('WORK');
  return transaction(cursor.isAt('TO') ? 'Savepoint' : 'Rollback')(cursor, context);
}

const scopes: Readonly<Record<string, Scope>> = {
  GLOBAL: 'global',
  PERSIST: 'global',
  PERSIST_ONLY: 'global',
  SESSION: 'session',
  LOCAL: 'session',
};

/** SET in all its forms; several variables are several operations. */
export function set(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const { span } = context;
  if (cursor.accept('NAMES')) return [variable(cursor, span, 'names', 'session')];
  if (cursor.accept('CHARACTER', 'SET') || cursor.accept('CHARSET'))
    return [variable(cursor, span, 'charset', 'session')];
  if (cursor.accept('PASSWORD')) return [variable(cursor, span, 'password', 'global')];
  if (cursor.accept('DEFAULT', 'ROLE')) return [variable(cursor, span, 'default role', 'global')];
  if (cursor.accept('ROLE')) return [variable(cursor, span, 'role', 'session')];
  if (cursor.accept('STATEMENT')) return cursor.fail('a variable');
  const scope = lookUp(scopes, cursor.peekWord());
  if (cursor.peekWord(scope === undefined ? 0 : 1) === 'TRANSACTION') {
    cursor.index += scope === undefined ? 1 : 2;
    return [variable(cursor, span, 'transaction', scope ?? 'transaction')];
  }
  return eachWithSpan(cursor, context, (place) => assignment(cursor, context, place));
}

/** A setting whose value is all that is left. */
function variable(cursor: TokenCursor, span: Span, name: string, scope: Scope): Operation {
  const value = cursor.text(cursor.rest());
  if (value === '') return cursor.fail(`a value for ${name}`);
  return { kind: 'SetVariable', span, name, ...(value === 'DEFAULT' ? {} : { value }), scope };
}

function assignment(cursor: TokenCursor, { script }: StatementContext, span: () => Span): Operation {
  const { name, scope } = readVariable(cursor);
  if (!cursor.acceptOperator(':=')) cursor.expectOperator('=');
  const range = cursor.skipUntil(() => cursor.isAtOperator(','));
  if (range.from === range.to) cursor.fail('a value');
  const isLocal = script.variables.isLocal(name);
  if (isLocal || name.startsWith('@')) script.variables.set(name, valueKnown(cursor.within(range), script.variables));
  if (isLocal) return { kind: 'NoChange', span: span(), statement: 'SET' };
  const value = cursor.text(range);
  const stated = value.toUpperCase() === 'DEFAULT' ? {} : { value };
  return { kind: 'SetVariable', span: span(), name, ...stated, scope };
}

/** `@user`, `name`, `GLOBAL name`, `@@name`, `@@session.name`. */
function readVariable(cursor: TokenCursor): { readonly name: string; readonly scope: Scope } {
  const text = cursor.peekText();
  if (cursor.peek()?.type === 'variable') {
    cursor.take();
    if (!text.startsWith('@@')) return { name: text, scope: 'session' };
    if (!cursor.acceptOperator('.')) return { name: text.slice(2).toLowerCase(), scope: 'session' };
    return { name: systemName(cursor), scope: lookUp(scopes, text.slice(2).toUpperCase()) ?? 'session' };
  }
  const scope = cursor.isName(1) ? lookUp(scopes, text.toUpperCase()) : undefined;
  if (scope !== undefined) cursor.take();
  return { name: systemName(cursor), scope: scope ?? 'session' };
}

function systemName(cursor: TokenCursor): string {
  return cursor.nameParts("a variable's name").join('.').toLowerCase();
}

/** USE: the database that names without one mean from here on. */
export function use(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  return [{ kind: 'SetVariable', span, name: 'database', value: cursor.name("a database's name"), scope: 'session' }];
}

/** LOCK TABLES: one operation for each table, for each has its own mode. */
export function lockTables(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  return eachWithSpan(cursor, context, (span): Operation => {
    const tables = [tableName(cursor)];
    cursor.accept('AS');
    if (!isAtMode(cursor)) cursor.name('an alias');
    const mode = lockMode(cursor);
    return { kind: 'LockTable', span: span(), tables, mode };
  });
}

function isAtMode(cursor: TokenCursor): boolean {
  return cursor.isAt('READ') || cursor.isAt('WRITE') || cursor.isAt('LOW_PRIORITY');
}

function lockMode(cursor: TokenCursor): string {
  if (!isAtMode(cursor)) return cursor.fail('READ or WRITE');
  const from = cursor.index;
  cursor.take();
  if (!cursor.accept('LOCAL')) cursor.accept('WRITE');
  const range: TokenRange = { from, to: cursor.index };
  return cursor.text(range).toUpperCase();
}
