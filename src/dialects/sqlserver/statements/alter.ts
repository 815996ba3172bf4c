import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { sequenceAttributes } from '../sequences.ts';
import type { Recogniser, StatementContext } from '../statement.ts';
import { objectName, textOf } from '../statement.ts';
import { alterTable } from './alter-table.ts';
import { modules } from './create.ts';
import { alterIndex } from './indexes.ts';

/** What follows ALTER, by the word that says what is altered. */
const alterations: Readonly<Record<string, Recogniser>> = {
  TABLE: alterTable,
  INDEX: alterIndex,
  SEQUENCE: alterSequence,
  SCHEMA: transfer,
  DATABASE: alterDatabase,
  ROLE: alterObject('role'),
  USER: alterObject('role'),
  LOGIN: alterObject('role'),
  AUTHORIZATION: alterAuthorization,
  FULLTEXT: alterOther('text-search'),
};

const others: ReadonlySet<string> = new Set([
  ...['APPLICATION', 'ASSEMBLY', 'ASYMMETRIC', 'AVAILABILITY', 'CERTIFICATE', 'COLUMN', 'CREDENTIAL', 'ENDPOINT'],
  ...['EVENT', 'EXTERNAL', 'MASTER', 'MESSAGE', 'PARTITION', 'QUEUE', 'REMOTE', 'RESOURCE', 'ROUTE', 'SEARCH'],
  ...['SECURITY', 'SERVER', 'SERVICE', 'SYMMETRIC', 'WORKLOAD', 'XML'],
]);

/** ALTER, from the word after it on; `undefined`: a kind of object that the reader does not know. */
export function alter(cursor: TokenCursor, context: StatementContext): readonly Operation[] | undefined {
  const word = cursor.peekWord();
  const module = lookUp(modules, word);
  if (module !== undefined) {
    cursor.take();
    return module(cursor, context, true);
  }
  if (others.has(word)) return alterOther('other')(cursor, context);
  const read = lookUp(alterations, word);
  if (read === undefined) return undefined;
  cursor.take();
  return read(cursor, context);
}

function alterSequence(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const name = objectName(cursor, "a sequence's name");
  return [{ kind: 'AlterSequence', span, name, attributes: sequenceAttributes(cursor) }];
}

/** `ALTER SCHEMA new TRANSFER old.t`: the object moves to another schema and keeps its name. */
function transfer(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const schema = cursor.name("a schema's name");
  cursor.expect('TRANSFER');
  const isType = cursor.isAt('TYPE') && cursor.isAtOperator('::', 1);
  if (cursor.isAtOperator('::', 1)) cursor.index += 2;
  const table = objectName(cursor, "an object's name");
  const newName = { schema, name: table.name };
  if (isType) return [{ kind: 'RenameType', span, name: table, newName }];
  return [{ kind: 'RenameTable', span, table, newName }];
}

function alterDatabase(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const from = cursor.index;
  const isName = cursor.isName() && !cursor.isAt('SCOPED') && !cursor.isAt('CURRENT') && !cursor.isAt('AUDIT');
  const name = { name: isName ? cursor.name("a database's name") : 'CURRENT' };
  const definition = textOf(cursor, { from: isName ? cursor.index : from, to: cursor.end });
  cursor.rest();
  return [{ kind: 'AlterObject', span, objectType: 'database', name, definition }];
}

function alterObject(objectType: OtherObjectType): Recogniser {
  return (cursor, { span }) => {
    const name = objectName(cursor, 'a name');
    return [{ kind: 'AlterObject', span, objectType, name, definition: textOf(cursor, cursor.rest()) }];
  };
}

/** Who owns an object. */
function alterAuthorization(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  cursor.expect('ON');
  return [{ kind: 'Grant', span, revoke: false, text: textOf(cursor, cursor.rest()), tables: [] }];
}

function alterOther(objectType: OtherObjectType): Recogniser {
  return (cursor, { span }) => {
    const definition = textOf(cursor, { from: cursor.index, to: cursor.end });
    const name = { name: textOf(cursor, { from: cursor.index, to: Math.min(cursor.index + 3, cursor.end) }) };
    cursor.rest();
    return [{ kind: 'AlterObject', span, objectType, name, definition }];
  };
}
