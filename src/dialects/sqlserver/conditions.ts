import { lookUp } from '../../model/look-up.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Guard, ObjectReference } from '../../model/operation.ts';
import { TokenCursor, Unexpected } from '../lexer/cursor.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';
import { catalogObject, objectTypes } from './catalog.ts';
import { conjuncts } from './conjuncts.ts';
import { normalSql, withoutParentheses } from './normal-sql.ts';
import { nameInText } from './statement.ts';
import { stringIn } from './strings.ts';

/** A guard as far as its condition alone says it: OBJECT_ID without a type finds objects of every kind. */
export type PendingGuard =
  | Guard
  | { readonly kind: 'any-object'; readonly exists: boolean; readonly name: QualifiedName; readonly text: string };

/** The condition of an IF. */
export interface Condition {
  /** In normal form. */
  readonly text: string;
  /** What has to hold, one entry for each part that AND joins. */
  readonly guards: readonly PendingGuard[];
}

export function readCondition(lexed: LexedText, range: TokenRange): Condition {
  const inner = withoutParentheses(lexed, range);
  const guards = conjuncts(lexed, inner).map((part) => readGuard(lexed, part));
  return { text: normalSql(lexed, inner), guards };
}

/** What holds where the condition does not. */
export function negated({ text, guards }: Condition): readonly PendingGuard[] {
  const [guard] = guards;
  if (guards.length === 1 && guard !== undefined && (guard.kind === 'object' || guard.kind === 'any-object')) {
    return [{ ...guard, exists: !guard.exists }];
  }
  return [{ kind: 'condition', text: `NOT (${text})` }];
}

function readGuard(lexed: LexedText, range: TokenRange): PendingGuard {
  const inner = withoutParentheses(lexed, range);
  const cursor = new TokenCursor(lexed, inner);
  const text = normalSql(lexed, inner);
  try {
    const isNegated = cursor.accept('NOT');
    const guard = readObject(isNegated ? unwrapped(cursor) : cursor, text);
    if (guard !== undefined) return isNegated ? { ...guard, exists: !guard.exists } : guard;
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
  }
  return { kind: 'condition', text };
}

function unwrapped(cursor: TokenCursor): TokenCursor {
  return cursor.within(withoutParentheses(cursor.lexed, { from: cursor.index, to: cursor.end }));
}

type ObjectGuard = Exclude<PendingGuard, { kind: 'if-exists' | 'if-not-exists' | 'condition' }>;

/** A question about one object; `undefined`: it is another one. May throw `Unexpected`, which means the same. */
function readObject(cursor: TokenCursor, text: string): ObjectGuard | undefined {
  if (cursor.accept('EXISTS')) {
    const query = cursor.balanced();
    const object = cursor.done ? catalogObject(cursor.within(query)) : undefined;
    return object === undefined ? undefined : { kind: 'object', exists: true, object };
  }
  const call = cursor.name('a function').toUpperCase();
  const read = lookUp(metadata, call);
  if (read === undefined) return undefined;
  const args = cursor.parenthesised(() => cursor.list(() => readArgument(cursor)));
  cursor.expect('IS');
  const exists = cursor.accept('NOT');
  cursor.expect('NULL');
  if (!cursor.done) return undefined;
  const found = read(args);
  if (found === undefined) return undefined;
  if ('type' in found) return { kind: 'object', exists, object: found };
  return { kind: 'any-object', exists, name: found, text };
}

/** A string, or `OBJECT_ID('…')` in its place. */
function readArgument(cursor: TokenCursor): string {
  if (!cursor.accept('OBJECT_ID')) return stringIn(cursor);
  return cursor.parenthesised(() => stringIn(cursor));
}

/** The metadata functions that give NULL for what is not there. A name alone: its kind is not said. */
const metadata: Readonly<Record<string, (args: readonly string[]) => ObjectReference | QualifiedName | undefined>> = {
  OBJECT_ID([name = '', code]) {
    const object = nameInText(name);
    if (object === undefined || code === undefined) return object;
    const type = lookUp(objectTypes, code.trim().toUpperCase());
    return type === undefined ? undefined : { type, name: object };
  },
  COL_LENGTH: ([table = '', column = '']) => partOf('column', table, column),
  COLUMNPROPERTY: ([table = '', column = '']) => partOf('column', table, column),
  INDEXPROPERTY: ([table = '', index = '']) => partOf('index', table, index),
  TYPE_ID: ([name = '']) => named('type', name),
  SCHEMA_ID: ([name = '']) => named('schema', name),
};

function named(type: ObjectReference['type'], text: string): ObjectReference | undefined {
  const name = nameInText(text);
  return name === undefined ? undefined : { type, name };
}

/** The part's name is its own and no text to take apart, but for brackets that some people write. */
function partOf(type: 'column' | 'index', table: string, part: string): ObjectReference | undefined {
  const owner = nameInText(table);
  if (owner === undefined || part === '') return undefined;
  return { type, name: { name: nameInText(part)?.name ?? part }, table: owner };
}
