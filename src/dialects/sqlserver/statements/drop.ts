import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { Recogniser, StatementContext } from '../statement.ts';
import { eachWithSpan, ifExists, objectName, tableName, textOf } from '../statement.ts';
import { dropIndexes, dropStatistics } from './indexes.ts';

/** What follows DROP, by the word that says what is dropped. */
const drops: Readonly<Record<string, Recogniser>> = {
  TABLE: dropTables,
  VIEW: dropEach((name) => ({ kind: 'DropView', ...name, materialized: false, cascade: false })),
  PROC: dropEach((name) => ({ kind: 'DropRoutine', ...name, routineType: 'procedure', cascade: false })),
  PROCEDURE: dropEach((name) => ({ kind: 'DropRoutine', ...name, routineType: 'procedure', cascade: false })),
  FUNCTION: dropEach((name) => ({ kind: 'DropRoutine', ...name, routineType: 'function', cascade: false })),
  SEQUENCE: dropEach((name) => ({ kind: 'DropSequence', ...name, cascade: false })),
  TYPE: dropEach((name) => ({ kind: 'DropType', ...name, cascade: false })),
  INDEX: dropIndexes,
  TRIGGER: dropTriggers,
  STATISTICS: dropStatistics,
  SCHEMA: dropSchema,
  SYNONYM: dropEach((name) => ({ kind: 'DropObject', objectType: 'synonym', ...name, cascade: false })),
  USER: dropObject('role'),
  ROLE: dropObject('role'),
  LOGIN: dropObject('role'),
  DATABASE: dropObject('database'),
  AGGREGATE: dropObject('aggregate'),
  FULLTEXT: dropFullText,
  SECURITY: dropOther('policy'),
};

const others: ReadonlySet<string> = new Set([
  ...['APPLICATION', 'ASSEMBLY', 'ASYMMETRIC', 'BROKER', 'CERTIFICATE', 'COLUMN', 'CONTRACT', 'CREDENTIAL', 'DEFAULT'],
  ...[
    'ENDPOINT',
    'EVENT',
    'EXTERNAL',
    'MASTER',
    'MESSAGE',
    'PARTITION',
    'QUEUE',
    'REMOTE',
    'RESOURCE',
    'ROUTE',
    'RULE',
    'SEARCH',
  ],
  ...['SENSITIVITY', 'SERVER', 'SERVICE', 'SIGNATURE', 'SYMMETRIC', 'WORKLOAD', 'XML'],
]);

/** DROP, from the word after it on; `undefined`: a kind of object that the reader does not know. */
export function drop(cursor: TokenCursor, context: StatementContext): readonly Operation[] | undefined {
  if (others.has(cursor.peekWord())) return dropOther('other')(cursor, context);
  const read = lookUp(drops, cursor.peekWord());
  if (read === undefined) return undefined;
  cursor.take();
  return read(cursor, context);
}

function dropTables(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const guards = ifExists(cursor);
  return eachWithSpan(cursor, context, (span): Operation => {
    const table = tableName(cursor);
    const temporary = table.name.startsWith('#') ? { temporary: true } : {};
    return { kind: 'DropTable', span: span(), ...guards, table, cascade: false, ...temporary };
  });
}

type Named = { readonly name: { readonly schema?: string; readonly name: string } } & Pick<
  Operation,
  'span' | 'guards'
>;

/** `DROP X [IF EXISTS] a, b`. */
function dropEach(operation: (named: Named) => Operation): Recogniser {
  return (cursor, context) => {
    const guards = ifExists(cursor);
    return eachWithSpan(cursor, context, (span) => {
      const name = objectName(cursor, 'a name');
      return operation({ name, span: span(), ...guards });
    });
  };
}

function dropTriggers(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const guards = ifExists(cursor);
  const operations = eachWithSpan(cursor, context, (span): Operation => {
    const name = objectName(cursor, "a trigger's name");
    return { kind: 'DropTrigger', span: span(), ...guards, ...name, cascade: false };
  });
  if (!cursor.accept('ON')) return operations;
  if (!cursor.accept('DATABASE')) cursor.expect('ALL', 'SERVER');
  return operations.flatMap((operation): readonly Operation[] => {
    if (operation.kind !== 'DropTrigger') return [operation];
    const { span, name } = operation;
    return [{ kind: 'DropObject', span, ...guards, objectType: 'event-trigger', name: { name }, cascade: false }];
  });
}

function dropSchema(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const guards = ifExists(cursor);
  return [{ kind: 'DropSchema', span, ...guards, name: cursor.name("a schema's name"), cascade: false }];
}

function dropFullText(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  if (!cursor.accept('INDEX')) return dropOther('text-search')(cursor, context);
  cursor.expect('ON');
  const table = tableName(cursor);
  const name = { name: 'FULLTEXT' };
  return [{ kind: 'DropIndex', span: context.span, name, table, concurrently: false, cascade: false }];
}

function dropObject(objectType: OtherObjectType): Recogniser {
  return (cursor, { span }) => {
    const guards = ifExists(cursor);
    const name = { name: textOf(cursor, cursor.rest()) };
    return [{ kind: 'DropObject', span, ...guards, objectType, name, cascade: false }];
  };
}

/** Objects that no rule asks for: the words that say what they are are part of the name. */
function dropOther(objectType: OtherObjectType): Recogniser {
  return (cursor, { span }) => {
    const name = { name: textOf(cursor, cursor.rest()) };
    return [{ kind: 'DropObject', span, objectType, name, cascade: false }];
  };
}
