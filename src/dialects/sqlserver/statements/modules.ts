import { lookUp } from '../../../model/look-up.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { attributesOf } from '../index-options.ts';
import { normalSql } from '../normal-sql.ts';
import { referencesIn } from '../references.ts';
import type { Recogniser, StatementContext } from '../statement.ts';
import { columnList, objectName, tableName, textOf } from '../statement.ts';

/** Reads what follows CREATE, CREATE OR ALTER or ALTER and the word for the module; its body takes all that is left. */
export type ModuleReader = (cursor: TokenCursor, context: StatementContext, replace: boolean) => readonly Operation[];

export function view(cursor: TokenCursor, { span }: StatementContext, replace: boolean): readonly Operation[] {
  const name = objectName(cursor, "a view's name");
  const columns = cursor.isAtOperator('(') ? columnList(cursor) : [];
  const head = readHead(cursor);
  const query = withoutTerminator(cursor, cursor.rest());
  if (query.from === query.to) cursor.fail('a query');
  const checked = endsWithCheckOption(cursor, query);
  const own = checked ? { from: query.from, to: query.to - 3 } : query;
  const attributes = { ...head, ...(checked ? { 'check-option': 'yes' } : {}) };
  const { reads } = referencesIn(cursor.lexed, own);
  const text = normalSql(cursor.lexed, own);
  const create = { kind: 'CreateView', span, name, materialized: false, replace, query: text, columns, reads } as const;
  return [{ ...create, ...attributesOf(attributes) }];
}

function endsWithCheckOption(cursor: TokenCursor, { from, to }: TokenRange): boolean {
  return to - from > 3 && cursor.within({ from: to - 3, to }).isAt('WITH', 'CHECK', 'OPTION');
}

/** WITH SCHEMABINDING and its kin, up to AS, which is taken. */
function readHead(cursor: TokenCursor): Attributes {
  const head = cursor.skipUntil(() => cursor.isAt('AS') && cursor.peekWord(1) !== 'CALLER');
  cursor.expect('AS');
  return headAttributes(cursor, head);
}

const headWords: Readonly<Record<string, string>> = {
  ENCRYPTION: 'encryption',
  NATIVE_COMPILATION: 'native-compilation',
  RECOMPILE: 'recompile',
  SCHEMABINDING: 'schemabinding',
  VIEW_METADATA: 'view-metadata',
};

function headAttributes(cursor: TokenCursor, range: TokenRange): Attributes {
  const attributes: Record<string, string> = {};
  const head = cursor.within(range);
  for (; !head.done; head.index++) {
    const key = lookUp(headWords, head.peekWord());
    if (key !== undefined) attributes[key] = 'yes';
  }
  return attributes;
}

/** A procedure or function: everything after its name is its definition. */
export function routine(routineType: 'function' | 'procedure'): ModuleReader {
  return (cursor, { span }, replace) => {
    const name = objectName(cursor, `a ${routineType}'s name`);
    const range = withoutTerminator(cursor, cursor.rest());
    const inside = cursor.within(range);
    const head = inside.skipUntil(() => isBody(inside));
    if (inside.done) cursor.fail('AS and a body');
    const body = { from: inside.index, to: range.to };
    const definition = normalSql(cursor.lexed, range);
    const language = inside.isAt('EXTERNAL') || inside.isAt('AS', 'EXTERNAL') ? 'clr' : 'tsql';
    const attributes = attributesOf(headAttributes(cursor, head));
    const uses = usesOf(cursor, body);
    return [{ kind: 'CreateRoutine', span, name, routineType, replace, language, definition, uses, ...attributes }];
  };
}

/** AS in front of the body: not that of a parameter's type or of EXECUTE AS. BEGIN and RETURN need none in functions. */
function isBody(cursor: TokenCursor): boolean {
  const word = cursor.peekWord();
  if (word === 'BEGIN' || word === 'RETURN') return true;
  if (word !== 'AS') return false;
  const previous = cursor.within({ from: cursor.index - 1, to: cursor.end });
  return previous.peek()?.type !== 'variable' && !previous.isAt('EXECUTE') && !previous.isAt('EXEC');
}

/** Tables, views and routines that a body names, but temporary tables, which are its own. */
function usesOf(cursor: TokenCursor, body: TokenRange): readonly QualifiedName[] {
  const { reads, writes, routines } = referencesIn(cursor.lexed, body);
  const names = new Map<string, QualifiedName>();
  for (const name of [...reads, ...writes, ...routines]) {
    const key = `${name.schema ?? ''}.${name.name}`.toLowerCase();
    if (!name.name.startsWith('#') && !names.has(key)) names.set(key, name);
  }
  return [...names.values()];
}

const events: Readonly<Record<string, 'insert' | 'update' | 'delete'>> = {
  INSERT: 'insert',
  UPDATE: 'update',
  DELETE: 'delete',
};

export function trigger(cursor: TokenCursor, context: StatementContext, replace: boolean): readonly Operation[] {
  const { span } = context;
  const name = objectName(cursor, "a trigger's name");
  cursor.expect('ON');
  if (cursor.isAt('DATABASE') || cursor.isAt('ALL', 'SERVER')) {
    const definition = textOf(cursor, withoutTerminator(cursor, cursor.rest()));
    return [{ kind: 'CreateObject', span, objectType: 'event-trigger', name, replace, definition }];
  }
  const table = tableName(cursor);
  const from = cursor.index;
  if (cursor.accept('WITH')) cursor.skipUntil(() => timingWords.has(cursor.peekWord()));
  const timing = cursor.accept('INSTEAD', 'OF') ? 'instead-of' : 'after';
  if (timing === 'after' && !cursor.accept('FOR')) cursor.expect('AFTER');
  const fires = cursor.list(() => {
    const event = lookUp(events, cursor.peekWord()) ?? cursor.fail('INSERT, UPDATE or DELETE');
    cursor.take();
    return event;
  });
  cursor.skipUntil(() => cursor.isAt('AS'));
  cursor.expect('AS');
  if (cursor.done) cursor.fail('a body');
  const { to } = withoutTerminator(cursor, cursor.rest());
  const definition = normalSql(cursor.lexed, { from, to });
  return [{ kind: 'CreateTrigger', span, ...name, table, replace, timing, events: fires, definition }];
}

const timingWords: ReadonlySet<string> = new Set(['AFTER', 'FOR', 'INSTEAD']);

/** A semicolon after a module's last statement says nothing. */
function withoutTerminator(cursor: TokenCursor, { from, to }: TokenRange): TokenRange {
  let end = to;
  while (end > from && cursor.lexed.tokens[end - 1]?.type === 'terminator') end--;
  return { from, to: end };
}

/** ENABLE and DISABLE TRIGGER. */
export function setTrigger(enabled: boolean): Recogniser {
  return (cursor, { span }) => {
    const names = cursor.accept('ALL') ? [undefined] : cursor.list(() => objectName(cursor, "a trigger's name"));
    cursor.expect('ON');
    if (cursor.isAt('DATABASE') || cursor.isAt('ALL', 'SERVER')) {
      cursor.rest();
      return [{ kind: 'NoChange', span, statement: enabled ? 'ENABLE TRIGGER' : 'DISABLE TRIGGER' }];
    }
    const table = tableName(cursor);
    return names.map((name): Operation => {
      return { kind: 'SetTrigger', span, ...(name === undefined ? {} : { name: name.name }), table, enabled };
    });
  };
}
