import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { procedureKey } from '../procedures.ts';
import type { Recogniser, StatementContext } from '../statement.ts';
import { eachWithSpan, ifExists, objectName, tableName } from '../statement.ts';
import { dropIndex } from './indexes.ts';

/** What follows DROP, by the word that says what is dropped. */
const drops: Readonly<Record<string, Recogniser>> = {
  TABLE: (cursor, context) => dropTables(cursor, context, false),
  TABLES: (cursor, context) => dropTables(cursor, context, false),
  TEMPORARY: (cursor, context) => {
    cursor.expect('TABLE');
    return dropTables(cursor, context, true);
  },
  VIEW: dropViews,
  INDEX: dropIndex,
  PROCEDURE: dropRoutine('procedure'),
  FUNCTION: dropRoutine('function'),
  TRIGGER: dropTrigger,
  DATABASE: dropSchema,
  SCHEMA: dropSchema,
  SEQUENCE: dropSequences,
  EVENT: dropObject('event'),
  USER: dropObject('role'),
  ROLE: dropObject('role'),
  SERVER: dropObject('server'),
  TABLESPACE: dropObject('tablespace'),
  PREPARE: deallocate,
};

export function drop(cursor: TokenCursor, context: StatementContext): readonly Operation[] | undefined {
  const recogniser = lookUp(drops, cursor.peekWord());
  if (recogniser === undefined) return undefined;
  cursor.take();
  return recogniser(cursor, context);
}

function dropTables(cursor: TokenCursor, context: StatementContext, temporary: boolean): readonly Operation[] {
  const guards = ifExists(cursor);
  const operations = eachWithSpan(cursor, context, (span): Operation => {
    const table = tableName(cursor);
    return { kind: 'DropTable', span: span(), ...guards, table, cascade: false, ...(temporary ? { temporary } : {}) };
  });
  acceptBehaviour(cursor);
  return operations;
}

function dropViews(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const guards = ifExists(cursor);
  const operations = eachWithSpan(cursor, context, (span): Operation => {
    const name = objectName(cursor, "a view's name");
    return { kind: 'DropView', span: span(), ...guards, name, materialized: false, cascade: false };
  });
  acceptBehaviour(cursor);
  return operations;
}

function dropRoutine(routineType: 'procedure' | 'function'): Recogniser {
  return (cursor, { span, script }) => {
    const guards = ifExists(cursor);
    const name = objectName(cursor, `a ${routineType}'s name`);
    if (routineType === 'procedure') script.procedures.delete(procedureKey(name));
    return [{ kind: 'DropRoutine', span, ...guards, name, routineType, cascade: false }];
  };
}

function dropTrigger(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const guards = ifExists(cursor);
  const name = objectName(cursor, "a trigger's name");
  return [{ kind: 'DropTrigger', span, ...guards, ...name, cascade: false }];
}

function dropSchema(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const guards = ifExists(cursor);
  return [{ kind: 'DropSchema', span, ...guards, name: cursor.name("a database's name"), cascade: true }];
}

function dropSequences(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const guards = ifExists(cursor);
  return eachWithSpan(cursor, context, (span): Operation => {
    const name = objectName(cursor, "a sequence's name");
    return { kind: 'DropSequence', span: span(), ...guards, name, cascade: false };
  });
}

function dropObject(objectType: OtherObjectType): Recogniser {
  return (cursor, { span }) => {
    const guards = ifExists(cursor);
    const name = { name: cursor.text(cursor.rest()) };
    return [{ kind: 'DropObject', span, ...guards, objectType, name, cascade: false }];
  };
}

function deallocate(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  cursor.name("a prepared statement's name");
  return [{ kind: 'NoChange', span, statement: 'DROP PREPARE' }];
}

/** RESTRICT and CASCADE are read by the server and without effect. */
function acceptBehaviour(cursor: TokenCursor): void {
  if (!cursor.accept('RESTRICT')) cursor.accept('CASCADE');
}
