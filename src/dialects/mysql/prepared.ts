import type { Guard } from '../../model/operation.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import type { TokenRange } from '../lexer/token.ts';
import { conditionGuard, countedObject, negated } from './conditions.ts';
import { stringValue } from './strings.ts';
import type { Known, PossibleText, Variables } from './variables.ts';
import { isBounded } from './variables.ts';

/** What is known of a variable that is set to an expression. */
export function valueKnown(value: TokenCursor, variables: Variables): Known {
  const counted = countedObject(value.within({ from: value.index, to: value.end }));
  const texts = possibleTexts(value, variables);
  return { ...(texts === undefined ? {} : { texts }), ...(counted === undefined ? {} : { counted }) };
}

/**
 * The texts that an expression can yield: a string, a variable that holds one, `IF(c, 'a', 'b')`, a CASE over strings,
 * their CONCAT, and each of them in parentheses or after SELECT. `undefined`: it is put together when it runs.
 */
export function possibleTexts(cursor: TokenCursor, variables: Variables): readonly PossibleText[] | undefined {
  const texts = alternatives(cursor, variables);
  return cursor.done ? texts : undefined;
}

function alternatives(cursor: TokenCursor, variables: Variables): readonly PossibleText[] | undefined {
  const type = cursor.peek()?.type;
  if (type === 'number') return [{ sql: cursor.text({ from: cursor.index, to: ++cursor.index }), guards: [] }];
  if (type === 'string') return [{ sql: concatenated(cursor), guards: [] }];
  const known = type === 'variable' || type === 'word' ? variables.get(cursor.peekText()) : undefined;
  if (type === 'variable' || known !== undefined) {
    cursor.take();
    return known?.texts;
  }
  if (cursor.isAtOperator('(')) return possibleTexts(cursor.within(cursor.balanced()), variables);
  if (cursor.accept('SELECT')) return alternatives(cursor, variables);
  if (cursor.isAt('IF') && cursor.isAtOperator('(', 1)) {
    cursor.take();
    return choice(cursor.within(cursor.balanced()), variables);
  }
  if (cursor.isAt('CONCAT') && cursor.isAtOperator('(', 1)) {
    cursor.take();
    return concatenation(cursor.within(cursor.balanced()), variables);
  }
  return cursor.accept('CASE') ? cases(cursor, variables) : undefined;
}

function concatenated(cursor: TokenCursor): string {
  let sql = '';
  while (cursor.peek()?.type === 'string') {
    sql += stringValue(cursor.peekText());
    cursor.take();
  }
  return sql;
}

/** The inside of `CONCAT(a, b, …)`: each form of one part with each of the others. */
function concatenation(cursor: TokenCursor, variables: Variables): readonly PossibleText[] | undefined {
  let texts: readonly PossibleText[] = [{ sql: '', guards: [] }];
  do {
    const part = possibleTexts(cursor.within(upTo(cursor, ',')), variables);
    if (part === undefined) return undefined;
    texts = texts.flatMap((text) =>
      part.map(({ sql, guards }) => ({ sql: text.sql + sql, guards: [...text.guards, ...guards] })),
    );
    if (!isBounded(texts)) return undefined;
  } while (cursor.acceptOperator(','));
  return cursor.done ? texts : undefined;
}

/** The inside of `IF(condition, a, b)`. */
function choice(cursor: TokenCursor, variables: Variables): readonly PossibleText[] | undefined {
  const condition = conditionGuard(cursor.within(upTo(cursor, ',')), variables);
  if (!cursor.acceptOperator(',')) return undefined;
  const yes = alternatives(cursor, variables);
  if (!cursor.acceptOperator(',')) return undefined;
  const no = alternatives(cursor, variables);
  if (!cursor.done) return undefined;
  return both(guarded(yes, condition), guarded(no, negated(condition)));
}

/** The rest of a CASE expression, END included. */
function cases(cursor: TokenCursor, variables: Variables): readonly PossibleText[] | undefined {
  const subject = cursor.isAt('WHEN') ? undefined : cursor.text(cursor.skipUntil(() => cursor.isAt('WHEN')));
  const conditions: Guard[] = [];
  let texts: readonly PossibleText[] | undefined = [];
  while (cursor.accept('WHEN')) {
    const range = cursor.skipUntil(() => cursor.isAt('THEN'));
    const condition: Guard =
      subject === undefined
        ? conditionGuard(cursor.within(range), variables)
        : { kind: 'condition', text: `${subject} = ${cursor.text(range)}` };
    if (!cursor.accept('THEN')) return undefined;
    texts = both(texts, guarded(alternatives(cursor, variables), ...conditions.map(negated), condition));
    conditions.push(condition);
  }
  if (cursor.accept('ELSE')) texts = both(texts, guarded(alternatives(cursor, variables), ...conditions.map(negated)));
  return cursor.accept('END') ? texts : undefined;
}

function guarded(
  texts: readonly PossibleText[] | undefined,
  ...conditions: readonly Guard[]
): readonly PossibleText[] | undefined {
  return texts?.map(({ sql, guards }) => ({ sql, guards: [...conditions, ...guards] }));
}

function both(
  some: readonly PossibleText[] | undefined,
  others: readonly PossibleText[] | undefined,
): readonly PossibleText[] | undefined {
  return some === undefined || others === undefined ? undefined : [...some, ...others];
}

function upTo(cursor: TokenCursor, operator: string): TokenRange {
  return cursor.skipUntil(() => cursor.isAtOperator(operator));
}
