import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { sequenceAttributes } from '../sequences.ts';
import type { Recogniser, StatementContext } from '../statement.ts';
import { objectName, textOf } from '../statement.ts';
import { readType } from '../types.ts';
import { createTable } from './create-table.ts';
import { createIndex, createSpecialIndex, createStatistics } from './indexes.ts';
import type { ModuleReader } from './modules.ts';
import { routine, trigger, view } from './modules.ts';

/** Views, procedures, functions and triggers, by the word after CREATE, CREATE OR ALTER or ALTER. */
export const modules: Readonly<Record<string, ModuleReader>> = {
  VIEW: view,
  PROC: routine('procedure'),
  PROCEDURE: routine('procedure'),
  FUNCTION: routine('function'),
  TRIGGER: trigger,
};

/** What follows CREATE, by its first words; the first that matches is taken. Those of an index are left to be read. */
const creations: readonly (readonly [words: readonly string[], read: Recogniser, keep?: true])[] = [
  [['TABLE'], createTable],
  [['UNIQUE'], createIndex, true],
  [['CLUSTERED'], createIndex, true],
  [['NONCLUSTERED'], createIndex, true],
  [['COLUMNSTORE'], createIndex, true],
  [['INDEX'], createIndex, true],
  [['PRIMARY', 'XML', 'INDEX'], createSpecialIndex('primary xml')],
  [['XML', 'INDEX'], createSpecialIndex('xml')],
  [['SPATIAL', 'INDEX'], createSpecialIndex('spatial')],
  [['FULLTEXT', 'INDEX'], createSpecialIndex('fulltext')],
  [['STATISTICS'], createStatistics],
  [['TYPE'], createType],
  [['SEQUENCE'], createSequence],
  [['SCHEMA'], createSchema],
  [['SYNONYM'], createObject('synonym')],
  [['USER'], createObject('role')],
  [['ROLE'], createObject('role')],
  [['LOGIN'], createObject('role')],
  [['SERVER', 'ROLE'], createObject('role')],
  [['APPLICATION', 'ROLE'], createObject('role')],
  [['DATABASE'], createObject('database')],
  [['SECURITY', 'POLICY'], createObject('policy')],
  [['AGGREGATE'], createObject('aggregate')],
  [['FULLTEXT'], createObject('text-search')],
  ...[
    'ASSEMBLY',
    'CERTIFICATE',
    'CREDENTIAL',
    'DEFAULT',
    'ENDPOINT',
    'EVENT',
    'EXTERNAL',
    'MESSAGE',
    'QUEUE',
    'RULE',
  ].map(other),
  ...['ASYMMETRIC', 'BROKER', 'COLUMN', 'CONTRACT', 'CRYPTOGRAPHIC', 'MASTER', 'PARTITION', 'REMOTE', 'ROUTE'].map(
    other,
  ),
  ...['SEARCH', 'SERVER', 'SERVICE', 'SYMMETRIC', 'WORKLOAD', 'XML', 'RESOURCE', 'SELECTIVE'].map(other),
];

function other(word: string): readonly [words: readonly string[], read: Recogniser, keep: true] {
  return [[word], createOther, true];
}

/** CREATE, from the word after it on; `undefined`: a kind of object that the reader does not know. */
export function create(cursor: TokenCursor, context: StatementContext): readonly Operation[] | undefined {
  const replace = cursor.accept('OR', 'ALTER');
  const module = lookUp(modules, cursor.peekWord());
  if (module !== undefined) {
    cursor.take();
    return module(cursor, context, replace);
  }
  const found = creations.find(([words]) => cursor.isAt(...words));
  if (found === undefined) return undefined;
  const [words, read, keep] = found;
  if (keep !== true) cursor.index += words.length;
  return read(cursor, context);
}

function createType(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const name = objectName(cursor, "a type's name");
  if (cursor.accept('FROM')) {
    const base = readType(cursor);
    const nullable = !cursor.accept('NOT', 'NULL');
    if (nullable) cursor.accept('NULL');
    return [{ kind: 'CreateType', span, name, definition: { kind: 'domain', base, nullable, constraints: [] } }];
  }
  if (cursor.isAt('EXTERNAL')) {
    return [{ kind: 'CreateType', span, name, definition: { kind: 'other', text: textOf(cursor, cursor.rest()) } }];
  }
  cursor.expect('AS', 'TABLE');
  const text = textOf(cursor, cursor.rest());
  return [{ kind: 'CreateType', span, name, definition: { kind: 'table', text } }];
}

function createSequence(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const name = objectName(cursor, "a sequence's name");
  return [{ kind: 'CreateSequence', span, name, attributes: sequenceAttributes(cursor) }];
}

function createSchema(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  if (cursor.accept('AUTHORIZATION')) return [{ kind: 'CreateSchema', span, name: cursor.name("an owner's name") }];
  const name = cursor.name("a schema's name");
  // Who owns a schema has no place in the model.
  if (cursor.accept('AUTHORIZATION')) cursor.name("an owner's name");
  return [{ kind: 'CreateSchema', span, name }];
}

function createObject(objectType: OtherObjectType): Recogniser {
  return (cursor, { span }) => {
    const name = objectName(cursor, 'a name');
    const definition = textOf(cursor, cursor.rest());
    return [{ kind: 'CreateObject', span, objectType, name, replace: false, definition }];
  };
}

/** Objects that no rule asks for: the words up to the name are part of the definition. */
function createOther(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const definition = textOf(cursor, { from: cursor.index, to: cursor.end });
  const name = { name: textOf(cursor, { from: cursor.index, to: Math.min(cursor.index + 3, cursor.end) }) };
  cursor.rest();
  return [{ kind: 'CreateObject', span, objectType: 'other', name, replace: false, definition }];
}
