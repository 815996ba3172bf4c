import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { columnName, ifNotExists, readQualified, tableName } from '../names.ts';

type Trigger = Operation<'CreateTrigger'>;

/** CREATE TRIGGER from the name on; what follows the name is the definition. A temporary one is of the schema `temp`. */
export function createTrigger(cursor: TokenCursor, { span }: StatementPlace, temporary: boolean): readonly Operation[] {
  const guards = ifNotExists(cursor);
  const named = readQualified(cursor, "a trigger's name");
  const name = temporary ? { schema: 'temp', name: named.name } : named;
  const from = cursor.index;
  const timing = readTiming(cursor);
  const event = readEvent(cursor);
  cursor.expect('ON');
  const table = tableName(cursor);
  cursor.accept('FOR', 'EACH', 'ROW');
  if (cursor.accept('WHEN')) cursor.skipUntil(() => cursor.isAt('BEGIN'));
  cursor.expect('BEGIN');
  readBody(cursor);
  const definition = cursor.text({ from, to: cursor.index });
  return [
    { kind: 'CreateTrigger', span, ...guards, ...name, table, replace: false, timing, events: [event], definition },
  ];
}

function readTiming(cursor: TokenCursor): Trigger['timing'] {
  if (cursor.accept('INSTEAD', 'OF')) return 'instead-of';
  if (cursor.accept('AFTER')) return 'after';
  cursor.accept('BEFORE');
  return 'before';
}

function readEvent(cursor: TokenCursor): Trigger['events'][number] {
  if (cursor.accept('INSERT')) return 'insert';
  if (cursor.accept('DELETE')) return 'delete';
  if (!cursor.accept('UPDATE')) return cursor.fail('INSERT, UPDATE or DELETE');
  if (cursor.accept('OF')) cursor.list(() => columnName(cursor));
  return 'update';
}

const startsInBody: ReadonlySet<string> = new Set([
  ...['DELETE', 'INSERT', 'REPLACE', 'SELECT', 'UPDATE', 'VALUES', 'WITH'],
]);

/** Statements, each with its semicolon, up to END. */
function readBody(cursor: TokenCursor): void {
  do {
    if (!startsInBody.has(cursor.peekWord())) cursor.fail('INSERT, UPDATE, DELETE or SELECT');
    cursor.skipUntil(() => cursor.peek()?.type === 'terminator');
    if (cursor.peek()?.type !== 'terminator') cursor.fail('";" and END');
    cursor.take();
  } while (!cursor.accept('END'));
}
