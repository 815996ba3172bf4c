import type { Guard, Operation } from '../../model/operation.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { SourceText } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import type { NameParts, TokenCursor } from '../lexer/cursor.ts';
import { tablesRead } from '../lexer/references.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';
import type { Script } from './script.ts';
import { stringValue } from './strings.ts';

/** What a recogniser knows of the place of its statement. */
export interface StatementContext {
  /** The whole statement. */
  readonly span: Span;
  /** The tokens of the whole statement. */
  readonly range: TokenRange;
  spanOf(range: TokenRange): Span;
  /** The text of a part of the statement, with its places. */
  readonly sourceOf: (range: TokenRange) => SourceText;
  /** Reads a text of its own as a part of this script, or of another. */
  readonly read: (source: SourceText, script?: Script) => readonly Operation[];
  /** What the statements before have left behind. */
  readonly script: Script;
}

/** Reads one statement from its first token. Throws `Unexpected` where it does not understand. */
export type Recogniser = (cursor: TokenCursor, context: StatementContext) => readonly Operation[];

export function qualified(parts: NameParts): QualifiedName {
  const name = parts.at(-1) ?? parts[0];
  const schema = parts.at(-2);
  return schema === undefined ? { name } : { schema, name };
}

export function tableName(cursor: TokenCursor): QualifiedName {
  return objectName(cursor, "a table's name");
}

export function objectName(cursor: TokenCursor, what: string): QualifiedName {
  return qualified(cursor.nameParts(what));
}

export function columnName(cursor: TokenCursor): string {
  return cursor.name("a column's name");
}

/** The value of a string; strings next to each other are one. */
export function stringIn(cursor: TokenCursor): string {
  if (cursor.peek()?.type !== 'string') return cursor.fail('a string');
  let value = '';
  while (cursor.peek()?.type === 'string') {
    value += stringValue(cursor.peekText());
    cursor.take();
  }
  return value;
}

/** A word, a name, a string or a number where an option's value stands, without quotes. */
export function optionValue(cursor: TokenCursor, what: string): string {
  const token = cursor.peek();
  if (token?.type === 'string') return stringIn(cursor);
  if (token?.type === 'number') {
    const text = cursor.peekText();
    cursor.take();
    return text;
  }
  return cursor.name(what);
}

export function ifExists(cursor: TokenCursor): Guarded {
  return cursor.accept('IF', 'EXISTS') ? { guards: [{ kind: 'if-exists' }] } : {};
}

export function ifNotExists(cursor: TokenCursor): Guarded {
  return cursor.accept('IF', 'NOT', 'EXISTS') ? { guards: [{ kind: 'if-not-exists' }] } : {};
}

/** To be spread into an operation. */
export interface Guarded {
  readonly guards?: readonly Guard[];
}

/** Operations with more conditions around them. */
export function withMoreGuards(operations: readonly Operation[], guards: readonly Guard[]): readonly Operation[] {
  if (guards.length === 0) return operations;
  return operations.map((operation) => ({ ...operation, guards: [...guards, ...(operation.guards ?? [])] }));
}

export function readsOf(lexed: LexedText, range: TokenRange): readonly QualifiedName[] {
  return tablesRead(lexed, range).map(qualified);
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
  const parts = cursor.within({ from: cursor.index, to: cursor.end });
  parts.skipUntil(() => parts.isAtOperator(','));
  const alone = parts.done;
  return cursor.list(() => {
    const from = cursor.index;
    return read(() => (alone ? context.span : context.spanOf({ from, to: cursor.index })));
  });
}
