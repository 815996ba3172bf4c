import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { nameOf } from '../../lexer/quoting.ts';
import type { Recogniser, StatementContext } from '../statement.ts';
import { tableName, textOf } from '../statement.ts';
import { readTableElements } from './create-table.ts';

/** Statements that change nothing, and whose words after the leading ones need no reading. */
export function noChange(statement: string): Recogniser {
  return (cursor, { span }) => {
    cursor.rest();
    return [{ kind: 'NoChange', span, statement }];
  };
}

export function maintenance(command: string): Recogniser {
  return (cursor, { span }) => {
    const words = textOf(cursor, cursor.rest());
    return [
      { kind: 'Maintenance', span, command: words === '' ? command : `${command} ${words}`, full: false, tables: [] },
    ];
  };
}

/** BEGIN TRAN, COMMIT, SAVE TRAN. */
export function transaction(kind: 'Begin' | 'Commit' | 'Savepoint'): Recogniser {
  return (cursor, { span, range }) => {
    cursor.rest();
    return [{ kind, span, text: textOf(cursor, range).toUpperCase() }];
  };
}

/** ROLLBACK goes back to where a name of a savepoint says, if there is one; that name cannot be told from others. */
export function rollback(cursor: TokenCursor, { span, range }: StatementContext): readonly Operation[] {
  cursor.rest();
  return [{ kind: 'Rollback', span, text: textOf(cursor, range).toUpperCase() }];
}

/** Options that say whether a table takes values for its identity column, and the like, before ON and OFF. */
const switches: ReadonlySet<string> = new Set(['ON', 'OFF']);

/** SET of an option or of a variable. `SET a, b ON` sets several. */
export function set(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  if (cursor.peek()?.type === 'variable') return setVariable(cursor, span);
  if (cursor.accept('TRANSACTION', 'ISOLATION', 'LEVEL')) {
    const value = textOf(cursor, cursor.rest()).toLowerCase();
    return [{ kind: 'SetVariable', span, name: 'transaction isolation level', value, scope: 'session' }];
  }
  const words = cursor.rest();
  const last = cursor.lexed.tokens[words.to - 1];
  const value = last === undefined ? '' : nameOf(cursor.lexed.text, last);
  if (words.to - words.from < 2) return cursor.fail('a value');
  const names = cursor.within(switches.has(value.toUpperCase()) ? { from: words.from, to: words.to - 1 } : words);
  if (!switches.has(value.toUpperCase())) {
    const name = names.name('an option').toLowerCase();
    names.acceptOperator('=');
    return [{ kind: 'SetVariable', span, name, value: textOf(names, names.rest()), scope: 'session' }];
  }
  if (names.accept('IDENTITY_INSERT')) {
    const name = `identity_insert ${textOf(names, names.rest())}`;
    return [{ kind: 'SetVariable', span, name, value: value.toLowerCase(), scope: 'session' }];
  }
  return names.list((): Operation => {
    const name = textOf(
      names,
      names.skipUntil(() => names.isAtOperator(',')),
    ).toLowerCase();
    return { kind: 'SetVariable', span, name, value: value.toLowerCase(), scope: 'session' };
  });
}

/** `SET @x = 1`, `SET @x += 1`, `SET @c = CURSOR FOR …`, `SET @x.modify('…')`. */
function setVariable(cursor: TokenCursor, span: Operation['span']): readonly Operation[] {
  const name = cursor.peekText();
  cursor.take();
  cursor.acceptOperator('=');
  if (cursor.done) return cursor.fail('a value');
  return [{ kind: 'SetVariable', span, name, value: textOf(cursor, cursor.rest()), scope: 'session' }];
}

/** DECLARE of variables, of a table variable or of a cursor. */
export function declare(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  if (cursor.peek()?.type !== 'variable') {
    cursor.name("a variable's or a cursor's name");
    cursor.skipUntil(() => cursor.isAt('CURSOR'));
    cursor.expect('CURSOR');
    cursor.rest();
    return [{ kind: 'NoChange', span, statement: 'DECLARE CURSOR' }];
  }
  const operations = cursor.list(() => declaration(cursor, span)).flat();
  return operations.length === 0 ? [{ kind: 'NoChange', span, statement: 'DECLARE' }] : operations;
}

/** A variable counts when it has a value from the start, or is a table. */
function declaration(cursor: TokenCursor, span: Operation['span']): readonly Operation[] {
  if (cursor.peek()?.type !== 'variable') return cursor.fail("a variable's name");
  const name = cursor.peekText();
  cursor.take();
  cursor.accept('AS');
  if (cursor.accept('TABLE')) {
    const { columns, constraints, indexes } = readTableElements(cursor);
    return [{ kind: 'CreateTable', span, table: { name }, columns, constraints, indexes, temporary: true }];
  }
  const type = cursor.skipUntil(() => cursor.isAtOperator('=') || cursor.isAtOperator(','));
  if (type.from === type.to) cursor.fail("the variable's type");
  if (!cursor.acceptOperator('=')) return [];
  const value = cursor.skipUntil(() => cursor.isAtOperator(','));
  if (value.from === value.to) cursor.fail('a value');
  return [{ kind: 'SetVariable', span, name, value: textOf(cursor, value), scope: 'session' }];
}

/** GRANT, DENY and REVOKE; DENY takes away, whoever grants. */
export function grant(revoke: boolean): Recogniser {
  return (cursor, { span, range }) => {
    const text = textOf(cursor, range);
    cursor.skipUntil(() => cursor.isAt('ON') || cursor.isAt('TO') || cursor.isAt('FROM'));
    const tables = cursor.accept('ON') ? securable(cursor) : [];
    cursor.rest();
    return [{ kind: 'Grant', span, revoke, text, tables }];
  };
}

/** `t`, `OBJECT::t (a)`; other classes are no tables. */
function securable(cursor: TokenCursor): Operation<'Grant'>['tables'] {
  if (!cursor.isAtOperator('::', 1)) return [tableName(cursor)];
  const isObject = cursor.isAt('OBJECT');
  cursor.skipUntil(() => cursor.isAtOperator('::'));
  if (!isObject) return [];
  cursor.index++;
  return [tableName(cursor)];
}
