import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { textOf } from '../statement.ts';

/** What UPDATE and DELETE say of the rows that they change, after SET or the table. */
export interface Filter {
  readonly where?: string;
  readonly limited?: boolean;
}

const afterFrom: ReadonlySet<string> = new Set(['OPTION', 'WHERE']);
const joinWords: ReadonlySet<string> = new Set(['CROSS', 'FULL', 'INNER', 'JOIN', 'LEFT', 'OUTER', 'RIGHT']);

/**
 * OUTPUT, FROM, WHERE and OPTION, in this order, each when it comes next. What inner joins ask of the rows is part of
 * the condition.
 */
export function readFilter(cursor: TokenCursor, limited: boolean): Filter {
  const conditions: string[] = [];
  let isLimited = limited;
  skipOutput(cursor);
  if (cursor.accept('FROM')) {
    const from = cursor.skipUntil(() => afterFrom.has(cursor.peekWord()));
    conditions.push(...joinConditions(cursor.within(from)));
  }
  if (cursor.accept('WHERE')) {
    const where = cursor.skipUntil(() => cursor.isAt('OPTION'));
    if (where.from === where.to) cursor.fail('a condition');
    if (cursor.within(where).isAt('CURRENT', 'OF')) isLimited = true;
    conditions.push(textOf(cursor, where));
  }
  if (cursor.accept('OPTION')) cursor.balanced();
  const where = conditions.length > 1 ? conditions.map((one) => `(${one})`).join(' AND ') : conditions[0];
  return { ...(where === undefined ? {} : { where }), ...(isLimited ? { limited: true } : {}) };
}

/** `OUTPUT deleted.a INTO @t (a)`: what it gives back is no change of its own but for a table after INTO. */
export function skipOutput(cursor: TokenCursor): void {
  if (!cursor.accept('OUTPUT')) return;
  cursor.skipUntil(() => afterOutput.has(cursor.peekWord()));
}

const afterOutput: ReadonlySet<string> = new Set([
  ...['DEFAULT', 'EXEC', 'EXECUTE', 'FROM', 'OPTION', 'SELECT', 'VALUES', 'WHERE', 'WITH'],
]);

/** The conditions after ON of the inner joins of a FROM clause. */
function joinConditions(cursor: TokenCursor): readonly string[] {
  const conditions: string[] = [];
  let outer = false;
  while (!cursor.done) {
    cursor.skipUntil(() => joinWords.has(cursor.peekWord()) || cursor.isAt('ON'));
    const word = cursor.peekWord();
    cursor.index++;
    if (word === 'LEFT' || word === 'RIGHT' || word === 'FULL') outer = true;
    else if (word === 'INNER') outer = false;
    else if (word === 'ON') {
      const condition = cursor.skipUntil(() => joinWords.has(cursor.peekWord()) && !cursor.isAtOperator('(', 1));
      if (!outer) conditions.push(textOf(cursor, condition));
      outer = false;
    }
  }
  return conditions;
}

/** `TOP (n) [PERCENT]`, which makes a change one of some rows only. */
export function acceptTop(cursor: TokenCursor): boolean {
  if (!cursor.accept('TOP')) return false;
  if (cursor.isAtOperator('(')) cursor.balanced();
  else cursor.take();
  cursor.accept('PERCENT');
  return true;
}

/** `WITH (TABLOCK, …)` after a table. */
export function skipHints(cursor: TokenCursor): void {
  if (cursor.isAt('WITH') && cursor.isAtOperator('(', 1)) {
    cursor.index++;
    cursor.balanced();
  }
}

/** The queries in front of a statement, by their names in lower case: `WITH a AS (SELECT …), b (x) AS (…)`. */
export function readExpressions(cursor: TokenCursor): ReadonlyMap<string, TokenRange> {
  const expressions = new Map<string, TokenRange>();
  if (cursor.accept('XMLNAMESPACES')) {
    cursor.balanced();
    if (!cursor.acceptOperator(',')) return expressions;
  }
  do {
    const name = cursor.name("an expression's name").toLowerCase();
    if (cursor.isAtOperator('(')) cursor.balanced();
    cursor.expect('AS');
    expressions.set(name, cursor.balanced());
  } while (cursor.acceptOperator(','));
  return expressions;
}
