import { slice } from '../../model/source-text.ts';
import type { SourceText } from '../../model/source-text.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import { acceptPhrase, phraseTable } from '../lexer/phrases.ts';
import { lex } from './lexicon.ts';
import { concatenated } from './nested-source.ts';
import { normalForm } from './normal-form.ts';
import { parseStatement } from './parser.ts';

/** What follows the words of a clause. */
type Argument = 'nothing' | 'word' | 'list' | 'perhaps-list' | 'setting' | 'name-and-list' | 'count' | 'rest';

/** Clauses of databases that speak PostgreSQL's language and add to it, from their reference manuals. */
const clauses = phraseTable<Argument>([
  // Amazon Redshift: CREATE TABLE, ALTER TABLE
  ['BACKUP', 'word'],
  ['COMPOUND SORTKEY', 'list'],
  ['DISTKEY', 'perhaps-list'],
  ['DISTSTYLE', 'word'],
  ['ENCODE', 'word'],
  ['IDENTITY', 'list'],
  ['INTERLEAVED SORTKEY', 'list'],
  ['SORTKEY', 'perhaps-list'],
  // Amazon Redshift: COPY, whose options follow in any order
  ['CREDENTIALS', 'rest'],
  ['IAM_ROLE', 'rest'],
  // Greenplum: CREATE TABLE
  ['DISTRIBUTED BY', 'list'],
  ['DISTRIBUTED RANDOMLY', 'nothing'],
  ['DISTRIBUTED REPLICATED', 'nothing'],
  // CockroachDB: CREATE TABLE, CREATE INDEX
  ['CREATE FAMILY', 'word'],
  ['CREATE IF NOT EXISTS FAMILY', 'word'],
  ['INTERLEAVE IN PARENT', 'name-and-list'],
  ['NOT VISIBLE', 'nothing'],
  ['STORING', 'list'],
  ['USING HASH', 'nothing'],
  ['WITH BUCKET_COUNT', 'setting'],
  // YugabyteDB: CREATE TABLE, CREATE INDEX
  ['SPLIT AT VALUES', 'list'],
  ['SPLIT INTO', 'count'],
]);

/** The longest clause in words: the parser may only stop at its last one. */
const longestClause = 4;

/** So many clauses are taken out of one statement; one with more is not read. */
const mostClauses = 500;

/** So many characters are parsed for that, as each clause that is gone shows the next; a longer one is not read. */
const mostCharacters = 2_000_000;

/** A statement without the clauses of other databases, and these as they were written. */
interface PlainStatement {
  readonly source: SourceText;
  readonly unread: readonly string[];
}

/**
 * Takes out the clause at which the parser stops, if it is one that is known, until the statement can be read.
 * `undefined`: it cannot. `at` is where the parser stopped first.
 */
export function withoutVendorClauses(statement: SourceText, at: number): PlainStatement | undefined {
  const unread: string[] = [];
  let source = statement;
  let stop = at;
  for (let left = mostCharacters; unread.length < mostClauses && left >= 0; left -= source.text.length) {
    const clause = clauseAt(source.text, stop);
    if (clause === undefined) return undefined;
    unread.push(clause.written);
    const { text, file } = source;
    source = concatenated(file, [slice(source, 0, clause.start), slice(source, clause.end, text.length)]);
    const parsed = parseStatement(source.text);
    if (parsed.ok) return { source, unread };
    stop = parsed.at;
  }
  return undefined;
}

interface Clause {
  readonly start: number;
  readonly end: number;
  readonly written: string;
}

/** The clause that has the token at `offset` among its words. */
function clauseAt(text: string, offset: number): Clause | undefined {
  const lexed = lex(text);
  const at = lexed.tokens.findIndex(({ end }) => end > offset);
  if (at === -1) return undefined;
  for (let from = at; from >= Math.max(0, at - longestClause + 1); from--) {
    const cursor = new TokenCursor(lexed, { from, to: lexed.tokens.length });
    const argument = acceptPhrase(cursor, clauses);
    if (argument === undefined || cursor.index <= at || !takeArgument(cursor, argument)) continue;
    const start = lexed.tokens[from]?.start ?? 0;
    const end = lexed.tokens[cursor.index - 1]?.end ?? start;
    return { start, end, written: normalForm(lexed, from, cursor.index) };
  }
  return undefined;
}

/** Takes what belongs to a clause; false when it is not there. */
function takeArgument(cursor: TokenCursor, argument: Argument): boolean {
  switch (argument) {
    case 'nothing':
      return true;
    case 'word':
      return takeWord(cursor);
    case 'list':
      return takeList(cursor);
    case 'perhaps-list':
      // As an attribute of a column it has none.
      if (!takeList(cursor)) cursor.accept('AUTO');
      return true;
    case 'setting':
      return cursor.acceptOperator('=') && takeAny(cursor);
    case 'name-and-list':
      return takeWord(cursor) && takeList(cursor);
    case 'count':
      return takeAny(cursor) && cursor.accept('TABLETS');
    case 'rest':
      cursor.rest();
      return true;
  }
}

function takeWord(cursor: TokenCursor): boolean {
  return cursor.isName() && takeAny(cursor);
}

function takeAny(cursor: TokenCursor): boolean {
  if (cursor.done) return false;
  cursor.take();
  return true;
}

function takeList(cursor: TokenCursor): boolean {
  if (!cursor.isAtOperator('(')) return false;
  const open = cursor.index;
  cursor.take();
  cursor.skipUntil(() => cursor.isAtOperator(')'));
  if (cursor.acceptOperator(')')) return true;
  cursor.index = open;
  return false;
}
