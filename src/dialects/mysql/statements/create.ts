import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import type { Attributes } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementContext } from '../statement.ts';
import { ifNotExists, objectName } from '../statement.ts';
import { readSequenceOptions } from '../sequences.ts';
import { createTable } from './create-table.ts';
import { createIndex } from './indexes.ts';
import { createRoutine, createTrigger } from './routines.ts';
import { createView } from './views.ts';

/** What CREATE says before the word for what it creates. */
export interface CreationModifiers {
  readonly replace: boolean;
  readonly temporary: boolean;
  /** `definer`, `algorithm`, `sql-security`. */
  readonly attributes: Attributes;
}

type Create = (cursor: TokenCursor, context: StatementContext, modifiers: CreationModifiers) => readonly Operation[];

const creations: Readonly<Record<string, Create>> = {
  TABLE: createTable,
  VIEW: createView,
  PROCEDURE: (cursor, context, modifiers) => createRoutine(cursor, context, modifiers, 'procedure'),
  FUNCTION: (cursor, context, modifiers) => createRoutine(cursor, context, modifiers, 'function'),
  TRIGGER: createTrigger,
  DATABASE: createSchema,
  SCHEMA: createSchema,
  SEQUENCE: createSequence,
  EVENT: createObject('event'),
  USER: createObject('role'),
  ROLE: createObject('role'),
  SERVER: createObject('server'),
  TABLESPACE: createObject('tablespace'),
};

const startsIndex: ReadonlySet<string> = new Set(['INDEX', 'UNIQUE', 'FULLTEXT', 'SPATIAL']);

/** `undefined`: what is created has no recogniser yet. */
export function create(cursor: TokenCursor, context: StatementContext): readonly Operation[] | undefined {
  const modifiers = readModifiers(cursor);
  if (startsIndex.has(cursor.peekWord())) return createIndex(cursor, context);
  const creation = lookUp(creations, cursor.peekWord());
  if (creation === undefined) return undefined;
  cursor.take();
  return creation(cursor, context, modifiers);
}

/** DEFINER, ALGORITHM and SQL SECURITY, which ALTER VIEW and ALTER EVENT have too. */
export function readModifiers(cursor: TokenCursor): CreationModifiers {
  const replace = cursor.accept('OR', 'REPLACE');
  const attributes: Record<string, string> = {};
  let temporary = false;
  for (;;) {
    if (cursor.accept('TEMPORARY')) temporary = true;
    else if (cursor.accept('AGGREGATE')) attributes['aggregate'] = 'yes';
    else if (cursor.accept('SQL', 'SECURITY'))
      attributes['sql-security'] = cursor.name('DEFINER or INVOKER').toLowerCase();
    else if (cursor.accept('ALGORITHM')) {
      cursor.expectOperator('=');
      attributes['algorithm'] = cursor.name('MERGE, TEMPTABLE or UNDEFINED').toLowerCase();
    } else if (cursor.accept('DEFINER')) {
      cursor.expectOperator('=');
      attributes['definer'] = readAccount(cursor);
    } else return { replace, temporary, attributes };
  }
}

/** `CURRENT_USER`, `CURRENT_USER()`, `'name'@'host'`, `name`. */
export function readAccount(cursor: TokenCursor): string {
  const from = cursor.index;
  cursor.take();
  if (cursor.isAtOperator('(')) cursor.balanced();
  else if (cursor.peek()?.type === 'variable') cursor.take();
  return cursor.text({ from, to: cursor.index });
}

/** Charset, collation and encryption have no place in the creation of a schema, and so become a change of it. */
function createSchema(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const guards = ifNotExists(cursor);
  const name = cursor.name("a database's name");
  const definition = cursor.text(cursor.rest());
  const created: Operation = { kind: 'CreateSchema', span, ...guards, name };
  if (definition === '') return [created];
  return [created, { kind: 'AlterObject', span, ...guards, objectType: 'database', name: { name }, definition }];
}

function createSequence(
  cursor: TokenCursor,
  { span }: StatementContext,
  { replace }: CreationModifiers,
): readonly Operation[] {
  const guards = ifNotExists(cursor);
  const name = objectName(cursor, "a sequence's name");
  const drop: Operation = { kind: 'DropSequence', span, guards: [{ kind: 'if-exists' }], name, cascade: false };
  const attributes = readSequenceOptions(cursor);
  return [...(replace ? [drop] : []), { kind: 'CreateSequence', span, ...guards, name, attributes }];
}

function createObject(objectType: OtherObjectType): Create {
  return (cursor, { span }, { replace }) => {
    const guards = ifNotExists(cursor);
    const name = { name: objectType === 'role' ? readAccount(cursor) : cursor.nameParts('a name').join('.') };
    const definition = cursor.text(cursor.rest());
    return [{ kind: 'CreateObject', span, ...guards, objectType, name, replace, definition }];
  };
}
