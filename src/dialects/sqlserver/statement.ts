import type { QualifiedName } from '../../model/names.ts';
import type { Guard, Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import type { TokenRange } from '../lexer/token.ts';
import { nameOf } from '../lexer/quoting.ts';
import { lexSqlServer } from './lexicon.ts';
import { normalSql } from './normal-sql.ts';

/** What a recogniser knows of the place of its statement. */
export interface StatementContext {
  /** The whole statement. */
  readonly span: Span;
  /** The tokens of the whole statement. */
  readonly range: TokenRange;
  spanOf(range: TokenRange): Span;
  /**
   * Reads the SQL that an expression of strings and variables yields; spans are those inside the strings, wherever they
   * stand. A sentence without its full stop when that is only known at run time: what is not known.
   */
  readText(range: TokenRange): readonly Operation[] | string;
}

/** Reads one statement after its leading words. Throws `Unexpected` where it does not understand. */
export type Recogniser = (cursor: TokenCursor, context: StatementContext) => readonly Operation[];

/** To be spread into an operation. */
export interface Guarded {
  readonly guards?: readonly Guard[];
}

/** `name`, `schema.name`, `database.schema.name`, `database..name`: the database and the server are left out. */
export function objectName(cursor: TokenCursor, what: string): QualifiedName {
  let schema: string | undefined;
  let name = cursor.name(what);
  while (cursor.isAtOperator('.') && (cursor.isName(1) || cursor.isAtOperator('.', 1))) {
    cursor.index++;
    schema = name;
    if (cursor.acceptOperator('.')) schema = undefined;
    name = cursor.name(what);
  }
  return schema === undefined ? { name } : { schema, name };
}

export function tableName(cursor: TokenCursor): QualifiedName {
  return objectName(cursor, "a table's name");
}

/** A table, or a table variable under its name with the `@`. */
export function targetName(cursor: TokenCursor): QualifiedName {
  if (cursor.peek()?.type !== 'variable') return tableName(cursor);
  const name = cursor.peekText();
  cursor.take();
  return { name };
}

export function columnName(cursor: TokenCursor): string {
  return cursor.name("a column's name");
}

/** The name that a string says, as procedures and metadata functions are given it; `undefined`: it is no name. */
export function nameInText(text: string): QualifiedName | undefined {
  const parts = namePartsInText(text);
  const name = parts?.at(-1);
  const schema = parts?.at(-2);
  if (name === undefined) return undefined;
  return schema === undefined || schema === '' ? { name } : { schema, name };
}

/** The parts of the name that a string says; an empty part stands for a schema left out. */
export function namePartsInText(text: string): readonly string[] | undefined {
  const lexed = lexSqlServer(text);
  const parts: string[] = [];
  let expectsName = true;
  for (const token of lexed.tokens) {
    const isName = token.type === 'word' || token.type === 'quoted-name';
    if (!isName && text.slice(token.start, token.end) !== '.') return undefined;
    if (isName && !expectsName) return undefined;
    if (isName) parts.push(nameOf(text, token));
    else if (expectsName) parts.push('');
    expectsName = !isName;
  }
  return expectsName ? undefined : parts;
}

/** `(a, b)`. */
export function columnList(cursor: TokenCursor): readonly string[] {
  return cursor.parenthesised(() => cursor.list(() => columnName(cursor)));
}

export function textOf(cursor: TokenCursor, range: TokenRange): string {
  return normalSql(cursor.lexed, range);
}

export function ifExists(cursor: TokenCursor): Guarded {
  return cursor.accept('IF', 'EXISTS') ? { guards: [{ kind: 'if-exists' }] } : {};
}

/**
 * Several things in one statement, with commas between: each gets the span of its own part. A statement with one thing
 * only is that thing's span.
 */
export function eachWithSpan<T>(
  cursor: TokenCursor,
  context: StatementContext,
  read: (span: () => Span) => T,
): readonly T[] {
  const parts = new TokenCursor(cursor.lexed, { from: cursor.index, to: cursor.end });
  parts.skipUntil(() => parts.isAtOperator(','));
  const alone = parts.done;
  return cursor.list(() => {
    const from = cursor.index;
    return read(() => (alone ? context.span : context.spanOf({ from, to: cursor.index })));
  });
}
