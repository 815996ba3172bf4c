import { lookUp } from '../../../model/look-up.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { Recogniser, StatementContext } from '../statement.ts';
import { eachWithSpan, ifExists, objectName, tableName } from '../statement.ts';
import { readSequenceOptions } from '../sequences.ts';
import { alterTable } from './alter-table.ts';
import { readAccount, readModifiers } from './create.ts';
import { alterRoutine } from './routines.ts';
import { createView } from './views.ts';

/** A statement that changes neither the catalog nor rows; all of it is taken. */
export function noChange(statement: string): Recogniser {
  return (cursor, { span }) => {
    cursor.rest();
    return [{ kind: 'NoChange', span, statement }];
  };
}

/** RENAME TABLE, and RENAME USER. */
export function rename(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  if (cursor.accept('USER')) {
    return eachWithSpan(cursor, context, (span): Operation => {
      const name = { name: cursor.text(cursor.skipUntil(() => cursor.isAt('TO'))) };
      cursor.expect('TO');
      const newName = { name: cursor.text(cursor.skipUntil(() => cursor.isAtOperator(','))) };
      return { kind: 'RenameObject', span: span(), objectType: 'role', name, newName };
    });
  }
  if (!cursor.accept('TABLES')) cursor.expect('TABLE');
  return eachWithSpan(cursor, context, (span): Operation => {
    const table = tableName(cursor);
    cursor.expect('TO');
    const newName = objectName(cursor, "the table's new name");
    return { kind: 'RenameTable', span: span(), table, newName };
  });
}

/** What follows ALTER, by the word that says what is altered. */
const alterations: Readonly<Record<string, Recogniser>> = {
  PROCEDURE: (cursor, context) => alterRoutine(cursor, context, 'procedure'),
  FUNCTION: (cursor, context) => alterRoutine(cursor, context, 'function'),
  DATABASE: alterDatabase,
  SCHEMA: alterDatabase,
  EVENT: alterEvent,
  USER: alterObject('role'),
  SERVER: alterObject('server'),
  TABLESPACE: alterObject('tablespace'),
  SEQUENCE: (cursor, { span }) => {
    const guards = ifExists(cursor);
    const name = objectName(cursor, "a sequence's name");
    return [{ kind: 'AlterSequence', span, ...guards, name, attributes: readSequenceOptions(cursor) }];
  },
};

/** `undefined`: what is altered has no recogniser yet. */
export function alter(cursor: TokenCursor, context: StatementContext): readonly Operation[] | undefined {
  if (cursor.isAt('TABLE') || cursor.isAt('IGNORE') || cursor.isAt('ONLINE')) return alterTable(cursor, context);
  const modifiers = readModifiers(cursor);
  if (cursor.accept('VIEW')) return createView(cursor, context, { ...modifiers, replace: true });
  const recogniser = lookUp(alterations, cursor.peekWord());
  if (recogniser === undefined) return undefined;
  cursor.take();
  return recogniser(cursor, context);
}

const databaseOptions: ReadonlySet<string> = new Set([
  ...['CHARACTER', 'CHARSET', 'COLLATE', 'DEFAULT', 'ENCRYPTION', 'READ', 'COMMENT'],
]);

/** ALTER DATABASE; without a name it is the one in use, which MySQL calls DATABASE(). */
function alterDatabase(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const name = databaseOptions.has(cursor.peekWord()) ? 'DATABASE()' : cursor.name("a database's name");
  const definition = cursor.text(cursor.rest());
  return [{ kind: 'AlterObject', span, objectType: 'database', name: { name }, definition }];
}

/** RENAME TO stands between the schedule and the body. */
function alterEvent(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const objectType = 'event';
  const name = { name: cursor.nameParts('a name').join('.') };
  const before = cursor.text(cursor.skipUntil(() => cursor.isAt('RENAME', 'TO') || cursor.isAt('DO')));
  const newName = cursor.accept('RENAME', 'TO') ? { name: cursor.nameParts('a name').join('.') } : undefined;
  const definition = [before, cursor.text(cursor.rest())].filter((part) => part !== '').join(' ');
  const alter: Operation = { kind: 'AlterObject', span, objectType, name, definition };
  if (newName === undefined) return [alter];
  const rename: Operation = { kind: 'RenameObject', span, objectType, name, newName };
  return definition === '' ? [rename] : [alter, rename];
}

function alterObject(objectType: 'role' | 'server' | 'tablespace'): Recogniser {
  return (cursor, { span }) => {
    const guards = ifExists(cursor);
    const name = { name: objectType === 'role' ? readAccount(cursor) : cursor.nameParts('a name').join('.') };
    return [{ kind: 'AlterObject', span, ...guards, objectType, name, definition: cursor.text(cursor.rest()) }];
  };
}

export function grant(revoke: boolean): Recogniser {
  return (cursor, { span, range }) => {
    cursor.skipUntil(() => cursor.isAt('ON'));
    const tables = cursor.accept('ON') ? grantedTables(cursor) : [];
    cursor.rest();
    return [{ kind: 'Grant', span, revoke, text: cursor.text(range), tables }];
  };
}

/** The table after ON; `*.*`, `db.*` and routines are none. */
function grantedTables(cursor: TokenCursor): readonly QualifiedName[] {
  cursor.accept('TABLE');
  if (!cursor.isName() || cursor.isAt('PROCEDURE') || cursor.isAt('FUNCTION')) return [];
  const name = tableName(cursor);
  return cursor.isAtOperator('.') ? [] : [name];
}

/** ANALYZE, CHECK, OPTIMIZE and REPAIR TABLE, FLUSH and the like. */
export function maintenance(command: string): Recogniser {
  return (cursor, { span }) => {
    cursor.skipUntil(() => cursor.isAt('TABLE') || cursor.isAt('TABLES'));
    const named = (cursor.accept('TABLE') || cursor.accept('TABLES')) && cursor.isName() && !cursor.isAt('WITH');
    const tables = named ? cursor.list(() => tableName(cursor)) : [];
    cursor.rest();
    return [{ kind: 'Maintenance', span, command, full: command === 'OPTIMIZE', tables }];
  };
}
