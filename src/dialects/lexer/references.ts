import type { NameParts } from './cursor.ts';
import { TokenCursor } from './cursor.ts';
import type { LexedText, TokenRange } from './token.ts';

const beforeTable: ReadonlySet<string> = new Set(['FROM', 'JOIN', 'STRAIGHT_JOIN']);

/** Words that can follow a table and so are no alias of it. */
const afterTable: ReadonlySet<string> = new Set([
  ...[
    'WHERE',
    'JOIN',
    'INNER',
    'LEFT',
    'RIGHT',
    'CROSS',
    'FULL',
    'NATURAL',
    'STRAIGHT_JOIN',
    'ON',
    'USING',
    'SET',
    'GROUP',
  ],
  ...[
    'ORDER',
    'HAVING',
    'LIMIT',
    'UNION',
    'EXCEPT',
    'INTERSECT',
    'WINDOW',
    'FOR',
    'INTO',
    'PARTITION',
    'USE',
    'FORCE',
    'IGNORE',
  ],
  ...[
    'VALUES',
    'SELECT',
    'WITH',
    'LOCK',
    'PROCEDURE',
    'FETCH',
    'OFFSET',
    'OUTER',
    'APPLY',
    'PIVOT',
    'UNPIVOT',
    'OPTION',
  ],
]);

/** Calls whose arguments are separated by FROM: `EXTRACT(DAY FROM d)`. */
const callsWithFrom: ReadonlySet<string> = new Set([
  'EXTRACT',
  'TRIM',
  'SUBSTRING',
  'SUBSTR',
  'OVERLAY',
  'POSITION',
  'MID',
]);

/**
 * The tables that a query, or a piece of code with queries inside, names after FROM and JOIN, each once and in order.
 * Names of common table expressions are left out.
 */
export function tablesRead(lexed: LexedText, range: TokenRange): readonly NameParts[] {
  const cursor = new TokenCursor(lexed, range);
  const found = new Map<string, NameParts>();
  const expressions = commonTableExpressions(cursor.within(range));
  const callOfParenthesis: string[] = [];
  let expected: { readonly commas: boolean } | undefined;
  let before = '';
  while (!cursor.done) {
    const word = cursor.peekWord();
    if (cursor.isAtOperator('(')) callOfParenthesis.push(before);
    else if (cursor.isAtOperator(')')) callOfParenthesis.pop();
    // Joined tables can stand in parentheses of their own.
    if (!cursor.isAtOperator('(')) expected = undefined;
    cursor.index++;
    const isBefore = beforeTable.has(word) && before !== 'DISTINCT';
    if (isBefore && !callsWithFrom.has(callOfParenthesis.at(-1) ?? '')) expected = { commas: word === 'FROM' };
    if (expected !== undefined) {
      for (const name of tableList(cursor, expected.commas)) {
        if (name.length > 1 || !expressions.has(name[0].toLowerCase())) found.set(name.join('.').toLowerCase(), name);
      }
    }
    before = word;
  }
  return [...found.values()];
}

/** `a x, b AS y`: stops in front of a derived table, whose own FROM is met later. */
function tableList(cursor: TokenCursor, commas: boolean): readonly NameParts[] {
  const names: NameParts[] = [];
  do {
    if (!cursor.isName() || afterTable.has(cursor.peekWord())) break;
    const call = cursor.index;
    const name = cursor.nameParts('a table');
    if (cursor.isAtOperator('(')) {
      cursor.index = call + 1;
      break;
    }
    if (!(name.length === 1 && name[0].toUpperCase() === 'DUAL')) names.push(name);
    cursor.accept('AS');
    if (cursor.isName() && !afterTable.has(cursor.peekWord())) cursor.index++;
  } while (commas && cursor.acceptOperator(','));
  return names;
}

/** `WITH a AS (…), b (x) AS (…)`: names, in lower case, that are followed by AS and a parenthesis. */
function commonTableExpressions(cursor: TokenCursor): ReadonlySet<string> {
  const names = new Set<string>();
  while (!cursor.done) {
    if (!cursor.accept('WITH')) {
      cursor.index++;
      continue;
    }
    cursor.accept('RECURSIVE');
    do {
      if (!cursor.isName()) break;
      const name = cursor.name('a name').toLowerCase();
      if (cursor.isAtOperator('(')) cursor.skipUntil(() => cursor.isAt('AS'));
      if (!cursor.isAt('AS') || !cursor.isAtOperator('(', 1)) break;
      names.add(name);
      cursor.index++;
      cursor.skipUntil(() => !cursor.isAtOperator('('));
    } while (cursor.acceptOperator(','));
  }
  return names;
}
