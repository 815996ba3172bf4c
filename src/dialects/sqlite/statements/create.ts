import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { createTable } from './create-table.ts';
import { createIndex } from './indexes.ts';
import { createTrigger } from './triggers.ts';
import { createView } from './views.ts';
import { createVirtualTable } from './virtual-tables.ts';

type Create = (cursor: TokenCursor, place: StatementPlace, temporary: boolean) => readonly Operation[];

type Creations = readonly (readonly [words: readonly string[], create: Create])[];

/** What can be made for the connection alone. */
const temporaryCreations: Creations = [
  [['TABLE'], createTable],
  [['VIEW'], createView],
  [['TRIGGER'], createTrigger],
];

const creations: Creations = [
  ...temporaryCreations,
  [['VIRTUAL', 'TABLE'], createVirtualTable],
  [['INDEX'], createIndex(false)],
  [['UNIQUE', 'INDEX'], createIndex(true)],
];

/** `undefined`: SQLite has no such object. */
export function create(cursor: TokenCursor, place: StatementPlace): readonly Operation[] | undefined {
  const temporary = cursor.accept('TEMP') || cursor.accept('TEMPORARY');
  const found = (temporary ? temporaryCreations : creations).find(([words]) => cursor.accept(...words));
  return found?.[1](cursor, place, temporary);
}
