import type { QualifiedName } from '../../model/names.ts';
import type { Guard } from '../../model/operation.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { nameOf, undouble } from '../lexer/quoting.ts';
import { tablesRead } from '../lexer/references.ts';
import type { LexedText, Token, TokenRange } from '../lexer/token.ts';
import { isReserved } from './keywords.ts';

/** A name without its quotes. SQLite takes a string for a name too, where no value can stand. */
export function readName(cursor: TokenCursor, what: string): string {
  const token = cursor.peek();
  const name = token === undefined ? undefined : nameIn(cursor.lexed, token);
  if (name === undefined) return cursor.fail(what);
  cursor.take();
  return name;
}

/** Whether a name comes next, and no reserved word. */
export function isAtName(cursor: TokenCursor): boolean {
  const token = cursor.peek();
  return token !== undefined && nameIn(cursor.lexed, token) !== undefined;
}

/** `name` or `schema.name`. */
export function readQualified(cursor: TokenCursor, what: string): QualifiedName {
  const first = readName(cursor, what);
  if (!cursor.acceptOperator('.')) return { name: first };
  return { schema: first, name: readName(cursor, what) };
}

export function tableName(cursor: TokenCursor): QualifiedName {
  return readQualified(cursor, "a table's name");
}

export function columnName(cursor: TokenCursor): string {
  return readName(cursor, "a column's name");
}

export function columnList(cursor: TokenCursor): readonly string[] {
  return cursor.parenthesised(() => cursor.list(() => columnName(cursor)));
}

/** The tables that the queries of a part read. */
export function readsOf(lexed: LexedText, range: TokenRange): readonly QualifiedName[] {
  return tablesRead(lexed, range).map((parts) => {
    const name = parts.at(-1) ?? parts[0];
    const schema = parts.at(-2);
    return schema === undefined ? { name } : { schema, name };
  });
}

/** To be spread into an operation. */
export interface Guarded {
  readonly guards?: readonly Guard[];
}

export function ifExists(cursor: TokenCursor): Guarded {
  return cursor.accept('IF', 'EXISTS') ? { guards: [{ kind: 'if-exists' }] } : {};
}

export function ifNotExists(cursor: TokenCursor): Guarded {
  return cursor.accept('IF', 'NOT', 'EXISTS') ? { guards: [{ kind: 'if-not-exists' }] } : {};
}

/** The name that a token is; `undefined` when it cannot be one. */
export function nameIn({ text }: LexedText, token: Token): string | undefined {
  if (token.type === 'quoted-name') return nameOf(text, token);
  if (token.type === 'word') {
    const word = nameOf(text, token);
    return isReserved(word) ? undefined : word;
  }
  const isString = token.type === 'string' && text.charAt(token.start) === "'";
  return isString ? undouble(text.slice(token.start + 1, token.end - 1), "'") : undefined;
}
