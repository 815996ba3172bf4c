import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import type { NameParts } from '../lexer/cursor.ts';
import { acceptPhrase, phraseTable } from '../lexer/phrases.ts';
import { qualifiedName } from './map/names.ts';
import { fold } from './normal-form.ts';
import type { StatementText } from './statement-text.ts';

/** What a statement is plainly about, whether its grammar is right or not. */
interface Subject {
  /** `ALTER TABLE t`, `CREATE INDEX on t`. */
  readonly phrase: string;
  readonly table: QualifiedName;
}

/** What the first words say, and where the table's name stands: right after them, or after the next ON. */
const openings = phraseTable<{ readonly phrase: string; readonly place: 'next' | 'on' }>([
  ['CREATE TABLE', { phrase: 'CREATE TABLE', place: 'next' }],
  ['CREATE TEMP TABLE', { phrase: 'CREATE TABLE', place: 'next' }],
  ['CREATE TEMPORARY TABLE', { phrase: 'CREATE TABLE', place: 'next' }],
  ['CREATE UNLOGGED TABLE', { phrase: 'CREATE TABLE', place: 'next' }],
  ['CREATE FOREIGN TABLE', { phrase: 'CREATE TABLE', place: 'next' }],
  ['CREATE INDEX', { phrase: 'CREATE INDEX on', place: 'on' }],
  ['CREATE UNIQUE INDEX', { phrase: 'CREATE INDEX on', place: 'on' }],
  ['CREATE TRIGGER', { phrase: 'CREATE TRIGGER on', place: 'on' }],
  ['ALTER TABLE', { phrase: 'ALTER TABLE', place: 'next' }],
  ['ALTER FOREIGN TABLE', { phrase: 'ALTER TABLE', place: 'next' }],
  ['DROP TABLE', { phrase: 'DROP TABLE', place: 'next' }],
]);

/** Words between an opening and the name. */
const fillers = phraseTable<true>([
  ['IF NOT EXISTS', true],
  ['IF EXISTS', true],
  ['ONLY', true],
  ['CONCURRENTLY', true],
]);

/** The table that a statement is about; `undefined` when its first words do not say so plainly. */
export function subjectOf({ lexed, tokens }: StatementText): Subject | undefined {
  const cursor = new TokenCursor(lexed, tokens);
  const opening = acceptPhrase(cursor, openings);
  if (opening === undefined) return undefined;
  if (opening.place === 'on') {
    cursor.skipUntil(() => cursor.isAt('ON'));
    cursor.accept('ON');
  }
  while (acceptPhrase(cursor, fillers) !== undefined);
  if (!cursor.isName()) return undefined;
  const table = qualifiedName(nameParts(cursor));
  return { phrase: `${opening.phrase} ${displayName(table)}`, table };
}

/** A dotted name, folded where it is not quoted. */
function nameParts(cursor: TokenCursor): NameParts {
  const part = (): string => (cursor.peek()?.type === 'word' ? fold(cursor.name('a name')) : cursor.name('a name'));
  const parts: [string, ...string[]] = [part()];
  while (cursor.isAtOperator('.') && cursor.isName(1)) {
    cursor.take();
    parts.push(part());
  }
  return parts;
}
