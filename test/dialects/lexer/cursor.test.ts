import { describe, expect, it } from 'vitest';
import { TokenCursor, Unexpected } from '../../../src/dialects/lexer/cursor.ts';
import { createLexer } from '../../../src/dialects/lexer/lex.ts';
import { plain } from './lexicons.ts';

function cursorOver(text: string): TokenCursor {
  const lexed = createLexer(plain)(text);
  return new TokenCursor(lexed, { from: 0, to: lexed.tokens.length });
}

describe('TokenCursor', () => {
  it('accepts a sequence of words without case, or nothing of it', () => {
    const cursor = cursorOver('if Not exists');
    expect(cursor.accept('IF', 'EXISTS')).toBe(false);
    expect(cursor.accept('IF', 'NOT', 'EXISTS')).toBe(true);
    expect(cursor.done).toBe(true);
  });

  it('takes no quoted name for a key word', () => {
    expect(cursorOver('"TABLE"').accept('TABLE')).toBe(false);
  });

  it('reads names without their quotes', () => {
    expect(cursorOver('"a""b" . c').nameParts('a name')).toEqual(['a"b', 'c']);
  });

  it('reads a list in parentheses', () => {
    const cursor = cursorOver('(a, b)');
    expect(cursor.parenthesised(() => cursor.list(() => cursor.name('a name')))).toEqual(['a', 'b']);
  });

  it('gives what stands between balanced parentheses', () => {
    const cursor = cursorOver('(a (b) c) d');
    expect(cursor.text(cursor.balanced())).toBe('a(b) c');
    expect(cursor.peekText()).toBe('d');
  });

  it('names the parenthesis that is never closed', () => {
    const cursor = cursorOver('a (b (c)');
    cursor.take();
    expect(() => cursor.balanced()).toThrow(expect.objectContaining({ at: 1, expected: '")" for this parenthesis' }));
  });

  it('skips over parentheses as a whole', () => {
    const cursor = cursorOver('a (b, c), d');
    expect(cursor.text(cursor.skipUntil(() => cursor.isAtOperator(',')))).toBe('a(b, c)');
  });

  it('does not skip out of the parentheses that it is in', () => {
    const cursor = cursorOver('a) b');
    cursor.skipUntil(() => false);
    expect(cursor.peekText()).toBe(')');
  });

  it('says what was expected and where', () => {
    const cursor = cursorOver('a b');
    cursor.take();
    expect(() => {
      cursor.expect('TABLE');
    }).toThrow(Unexpected);
    expect(() => {
      cursor.expect('TABLE');
    }).toThrow(expect.objectContaining({ expected: 'TABLE', at: 1 }));
  });
});
