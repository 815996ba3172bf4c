import type { Guard, ObjectReference } from '../../model/operation.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import type { TokenRange } from '../lexer/token.ts';
import { conditionGuard, negated } from './conditions.ts';
import { stringValue } from './strings.ts';

/** A text that a statement can turn out to be, and when. */
export interface PossibleText {
  readonly sql: string;
  readonly guards: readonly Guard[];
}

/** What PREPARE can refer to, as far as it is known without running anything. */
export class PreparedStatements {
  readonly #variables = new Map<string, readonly PossibleText[]>();
  readonly #statements = new Map<string, readonly PossibleText[]>();
  readonly #counted = new Map<string, ObjectReference>();

  /** Keeps what a variable is set to; a value that is not known makes it unknown. */
  setVariable(name: string, texts: readonly PossibleText[] | undefined): void {
    if (texts === undefined) this.#variables.delete(name.toLowerCase());
    else this.#variables.set(name.toLowerCase(), texts);
  }

  prepare(name: string, texts: readonly PossibleText[] | undefined): void {
    if (texts === undefined) this.#statements.delete(name.toLowerCase());
    else this.#statements.set(name.toLowerCase(), texts);
  }

  /** Keeps that a variable counts an object of the catalog; `undefined`: it does not, or no longer. */
  setCount(name: string, counted: ObjectReference | undefined): void {
    if (counted === undefined) this.#counted.delete(name.toLowerCase());
    else this.#counted.set(name.toLowerCase(), counted);
  }

  counted(name: string): ObjectReference | undefined {
    return this.#counted.get(name.toLowerCase());
  }

  variable(name: string): readonly PossibleText[] | undefined {
    return this.#variables.get(name.toLowerCase());
  }

  statement(name: string): readonly PossibleText[] | undefined {
    return this.#statements.get(name.toLowerCase());
  }
}

/**
 * The texts that an expression can yield: a string, a variable that holds one, `IF(c, 'a', 'b')`, a CASE over strings,
 * and each of them in parentheses or after SELECT. `undefined`: it is put together when it runs.
 */
export function possibleTexts(cursor: TokenCursor, prepared: PreparedStatements): readonly PossibleText[] | undefined {
  const texts = alternatives(cursor, prepared);
  return cursor.done ? texts : undefined;
}

function alternatives(cursor: TokenCursor, prepared: PreparedStatements): readonly PossibleText[] | undefined {
  const type = cursor.peek()?.type;
  if (type === 'string') return [{ sql: concatenated(cursor), guards: [] }];
  if (type === 'variable') {
    const name = cursor.peekText();
    cursor.take();
    return prepared.variable(name);
  }
  if (cursor.isAtOperator('(')) return possibleTexts(cursor.within(cursor.balanced()), prepared);
  if (cursor.accept('SELECT')) return alternatives(cursor, prepared);
  if (cursor.isAt('IF') && cursor.isAtOperator('(', 1)) {
    cursor.take();
    return choice(cursor.within(cursor.balanced()), prepared);
  }
  return cursor.accept('CASE') ? cases(cursor, prepared) : undefined;
}

function concatenated(cursor: TokenCursor): string {
  let sql = '';
  while (cursor.peek()?.type === 'string') {
    sql += stringValue(cursor.peekText());
    cursor.take();
  }
  return sql;
}

/** The inside of `IF(condition, a, b)`. */
function choice(cursor: TokenCursor, prepared: PreparedStatements): readonly PossibleText[] | undefined {
  const condition = conditionGuard(cursor.within(upTo(cursor, ',')), (name) => prepared.counted(name));
  if (!cursor.acceptOperator(',')) return undefined;
  const yes = alternatives(cursor, prepared);
  if (!cursor.acceptOperator(',')) return undefined;
  const no = alternatives(cursor, prepared);
  if (!cursor.done) return undefined;
  return both(guarded(yes, condition), guarded(no, negated(condition)));
}

/** The rest of a CASE expression, END included. */
function cases(cursor: TokenCursor, prepared: PreparedStatements): readonly PossibleText[] | undefined {
  const subject = cursor.isAt('WHEN') ? undefined : cursor.text(cursor.skipUntil(() => cursor.isAt('WHEN')));
  const conditions: Guard[] = [];
  let texts: readonly PossibleText[] | undefined = [];
  while (cursor.accept('WHEN')) {
    const range = cursor.skipUntil(() => cursor.isAt('THEN'));
    const condition: Guard =
      subject === undefined
        ? conditionGuard(cursor.within(range), (name) => prepared.counted(name))
        : { kind: 'condition', text: `${subject} = ${cursor.text(range)}` };
    if (!cursor.accept('THEN')) return undefined;
    texts = both(texts, guarded(alternatives(cursor, prepared), ...conditions.map(negated), condition));
    conditions.push(condition);
  }
  if (cursor.accept('ELSE')) texts = both(texts, guarded(alternatives(cursor, prepared), ...conditions.map(negated)));
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
