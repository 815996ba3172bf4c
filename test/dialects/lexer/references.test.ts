import { describe, expect, it } from 'vitest';
import { createLexer } from '../../../src/dialects/lexer/lex.ts';
import { tablesRead } from '../../../src/dialects/lexer/references.ts';
import { plain } from './lexicons.ts';

function reads(text: string): readonly string[] {
  const lexed = createLexer(plain)(text);
  return tablesRead(lexed, { from: 0, to: lexed.tokens.length }).map((parts) => parts.join('.'));
}

describe('tablesRead', () => {
  it.each([
    ['tables after FROM and JOIN', 'SELECT 1 FROM a JOIN s.b ON a.x = b.x', ['a', 's.b']],
    ['a list with aliases', 'SELECT 1 FROM a AS x, b y, c WHERE 1', ['a', 'b', 'c']],
    ['each table once', 'SELECT 1 FROM a JOIN A ON 1', ['A']],
    ['tables of sub-queries', 'SELECT (SELECT 1 FROM a) FROM (SELECT 1 FROM b) x', ['a', 'b']],
    ['tables behind common table expressions, not these', 'WITH x AS (SELECT 1 FROM a) SELECT 1 FROM x', ['a']],
    ['no table where FROM separates arguments', 'SELECT EXTRACT(DAY FROM d), TRIM(BOTH FROM e) FROM a', ['a']],
    ['no table in a comparison with IS DISTINCT FROM', 'SELECT a IS DISTINCT FROM b', []],
    ['no functions', 'SELECT 1 FROM f(1) JOIN a ON 1', ['a']],
  ])('finds %s', (_, text, expected) => {
    expect(reads(text)).toEqual(expected);
  });
});
