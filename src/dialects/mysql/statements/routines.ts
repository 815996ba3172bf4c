import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { displayName } from '../../../model/names.ts';
import { followCall, keepProcedure } from '../procedures.ts';
import type { StatementContext } from '../statement.ts';
import { ifNotExists, objectName, readsOf, tableName } from '../statement.ts';
import type { CreationModifiers } from './create.ts';

export function createRoutine(
  cursor: TokenCursor,
  context: StatementContext,
  { replace, attributes }: CreationModifiers,
  routineType: 'procedure' | 'function',
): readonly Operation[] {
  const guards = ifNotExists(cursor);
  const name = objectName(cursor, `a ${routineType}'s name`);
  const range = cursor.rest();
  const text = cursor.text(range);
  if (text === '') cursor.fail(`the ${routineType}'s arguments and body`);
  if (routineType === 'procedure') keepProcedure(name, cursor.within(range), context, guards);
  return [
    {
      ...{ kind: 'CreateRoutine', span: context.span, ...guards, name, routineType, replace },
      language: /^RETURNS \w+ SONAME /i.test(text) ? 'native' : 'sql',
      definition: text,
      uses: tablesUsed(cursor, range),
      ...attributesIfAny(attributes),
    },
  ];
}

const timings = { BEFORE: 'before', AFTER: 'after' } as const;
const events = { INSERT: 'insert', UPDATE: 'update', DELETE: 'delete' } as const;

export function createTrigger(
  cursor: TokenCursor,
  { span }: StatementContext,
  { replace }: CreationModifiers,
): readonly Operation[] {
  const guards = ifNotExists(cursor);
  const name = objectName(cursor, "a trigger's name");
  const timing = oneOf(cursor, timings, 'BEFORE or AFTER');
  const event = oneOf(cursor, events, 'INSERT, UPDATE or DELETE');
  cursor.expect('ON');
  const table = tableName(cursor);
  cursor.expect('FOR', 'EACH', 'ROW');
  if (cursor.done) cursor.fail("the trigger's body");
  const definition = cursor.text(cursor.rest());
  return [{ kind: 'CreateTrigger', span, ...guards, ...name, table, replace, timing, events: [event], definition }];
}

/** ALTER PROCEDURE and ALTER FUNCTION change characteristics only. */
export function alterRoutine(
  cursor: TokenCursor,
  { span }: StatementContext,
  routineType: 'procedure' | 'function',
): readonly Operation[] {
  const name = objectName(cursor, `a ${routineType}'s name`);
  const attributes = { characteristics: cursor.text(cursor.rest()) };
  return [{ kind: 'AlterRoutine', span, name, routineType, attributes }];
}

/** CALL is what the procedure's body does, where that is known. */
export function call(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const name = objectName(cursor, "a procedure's name");
  const range = cursor.rest();
  const followed = followCall(name, cursor.within(range), context);
  return followed ?? [{ kind: 'CallRoutine', span: context.span, name, text: cursor.text(range) }];
}

function oneOf<K extends string, V>(cursor: TokenCursor, choices: Readonly<Record<K, V>>, expected: string): V {
  const word = cursor.peekWord();
  for (const choice of keysOf(choices)) {
    if (choice === word) {
      cursor.take();
      return choices[choice];
    }
  }
  return cursor.fail(expected);
}

function* keysOf<K extends string>(record: Readonly<Record<K, unknown>>): Generator<K> {
  for (const key in record) yield key;
}

const beforeChangedTable: ReadonlySet<string> = new Set(['INTO', 'UPDATE', 'TABLE', 'TRUNCATE', 'CALL']);

/** The tables that a body reads, and what follows the words of a change or a call. */
function tablesUsed(cursor: TokenCursor, range: TokenRange): readonly QualifiedName[] {
  const used = new Map<string, QualifiedName>();
  const body = cursor.within(range);
  while (!body.done) {
    const word = body.peekWord();
    body.index++;
    if (!beforeChangedTable.has(word)) continue;
    if (word === 'TABLE' && body.accept('IF')) {
      body.accept('NOT');
      body.accept('EXISTS');
    }
    if (body.isName() && body.peekWord() !== 'TABLE') keep(used, objectName(body, 'a name'));
  }
  for (const name of readsOf(cursor.lexed, range)) keep(used, name);
  return [...used.values()];
}

function keep(names: Map<string, QualifiedName>, name: QualifiedName): void {
  names.set(displayName(name).toLowerCase(), name);
}

function attributesIfAny(attributes: Attributes): { readonly attributes?: Attributes } {
  return Object.keys(attributes).length === 0 ? {} : { attributes };
}
