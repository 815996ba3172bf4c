import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLexer } from '../../../src/dialects/lexer/lex.ts';
import type { Lexicon } from '../../../src/dialects/lexer/lexicon.ts';
import type { LexedText } from '../../../src/dialects/lexer/token.ts';
import { mysql, plain, postgres, sqlserver } from './lexicons.ts';

/** Each token as `type text`, an open one with `…` behind. */
function show(lexicon: Lexicon, text: string): readonly string[] {
  return createLexer(lexicon)(text).tokens.map(
    (token) => `${token.type} ${text.slice(token.start, token.end)}${token.closed ? '' : '…'}`,
  );
}

function showComments(lexicon: Lexicon, text: string): readonly string[] {
  return createLexer(lexicon)(text).comments.map(
    (comment) => `${comment.type} ${text.slice(comment.start, comment.end)}${comment.closed ? '' : '…'}`,
  );
}

describe('words and numbers', () => {
  it('takes letters, digits, underscores and all that is not ASCII as words', () => {
    expect(show(plain, 'Größe_1 表')).toEqual(['word Größe_1', 'word 表']);
  });

  it('lets a word hold the characters that the dialect adds', () => {
    expect(show(sqlserver, '#t a@b')).toEqual(['word #t', 'word a@b']);
  });

  it.each(['1', '1.5', '.5', '1e3', '1.5E-3', '0xFF', '0b01'])('reads %s as one number', (number) => {
    expect(show(plain, number)).toEqual([`number ${number}`]);
  });

  it('reads a point after a name as an operator', () => {
    expect(show(plain, 'a.1')).toEqual(['word a', 'operator .', 'number 1']);
  });

  it('reads a name that starts with a digit as a word', () => {
    expect(show(plain, '2fa')).toEqual(['word 2fa']);
  });

  it('takes white space that is not ASCII as white space', () => {
    expect(show(plain, '\ufeffa\u00a0b')).toEqual(['word a', 'word b']);
  });
});

describe('quotes', () => {
  it('takes a doubled quote as part of the string', () => {
    expect(show(plain, "'it''s' b")).toEqual(["string 'it''s'", 'word b']);
  });

  it('escapes with a backslash only where the dialect says so', () => {
    expect(show(mysql, String.raw`'\'' b`)).toEqual([String.raw`string '\''`, 'word b']);
    expect(show(plain, String.raw`'\' b`)).toEqual([String.raw`string '\'`, 'word b']);
  });

  it('escapes with a backslash after a prefix that says so', () => {
    expect(show(postgres, String.raw`E'\'' b`)).toEqual([String.raw`string E'\''`, 'word b']);
  });

  it('reads a double quote as a name or as a string', () => {
    expect(show(postgres, '"a"')).toEqual(['quoted-name "a"']);
    expect(show(mysql, '"a"')).toEqual(['string "a"']);
  });

  it('closes a bracket with a bracket', () => {
    expect(show(sqlserver, '[a]]b] c')).toEqual(['quoted-name [a]]b]', 'word c']);
  });

  it('reads dollar quotes with and without a tag', () => {
    expect(show(postgres, "$$;'$$ $a$ $$ $a$")).toEqual(["string $$;'$$", 'string $a$ $$ $a$']);
  });

  it('reads a dollar inside a word as part of the word', () => {
    expect(show(postgres, 'a$$b$$')).toEqual(['word a$$b$$']);
  });

  it.each([
    ["'a", plain],
    ['"a', plain],
    ['$$a', postgres],
    ['[a', sqlserver],
  ])('flags %s as open', (text, lexicon) => {
    expect(createLexer(lexicon)(text).tokens).toMatchObject([{ start: 0, end: text.length, closed: false }]);
  });
});

describe('comments', () => {
  it('takes a line comment to the end of its line, in either line ending', () => {
    expect(showComments(plain, '-- a\r\nb -- c')).toEqual(['line-comment -- a', 'line-comment -- c']);
  });

  it('asks for white space after two dashes in MySQL', () => {
    expect(show(mysql, '1--1')).toEqual(['number 1', 'operator -', 'operator -', 'number 1']);
    expect(showComments(mysql, '--\n-- a')).toEqual(['line-comment --', 'line-comment -- a']);
  });

  it('ends a line comment at a carriage return where the dialect does', () => {
    expect(showComments({ ...plain, returnEndsLine: true }, '-- a\rDROP')).toEqual(['line-comment -- a']);
    expect(showComments(plain, '-- a\rDROP')).toEqual(['line-comment -- a\rDROP']);
  });

  it('takes a hash as a comment where the dialect has it', () => {
    expect(showComments(mysql, 'a # b')).toEqual(['line-comment # b']);
  });

  it('nests block comments where the dialect nests them', () => {
    expect(show(postgres, '/* a /* b */ c */ d')).toEqual(['word d']);
    expect(show(mysql, '/* a /* b */ c')).toEqual(['word c']);
  });

  it('reads the content of a version comment as code', () => {
    expect(show(mysql, '/*!50100 a */ b')).toEqual(['word a', 'word b']);
    expect(showComments(mysql, '/*!50100 a */')).toEqual(['version-mark /*!50100', 'version-mark */']);
  });

  it('reads that of MariaDB as code too, and none that no server is new enough for', () => {
    expect(showComments(mysql, '/*M!100100 a */')).toEqual(['version-mark /*M!100100', 'version-mark */']);
    const sandbox = String.raw`/*M!999999\- enable the sandbox mode */`;
    expect(showComments(mysql, sandbox)).toEqual([`block-comment ${sandbox}`]);
    expect(showComments(mysql, '/*M a */')).toEqual(['block-comment /*M a */']);
  });

  it('flags a block comment and a version comment as open', () => {
    expect(showComments(plain, '/* a')).toEqual(['block-comment /* a…']);
    expect(showComments(mysql, '/*!50100 a')).toEqual(['version-mark /*!50100…']);
  });
});

describe('variables, parameters and operators', () => {
  it('reads variables with their marks', () => {
    expect(show(mysql, "@a @@global.b @'c d' @`e`")).toEqual([
      'variable @a',
      'variable @@global',
      'operator .',
      'word b',
      "variable @'c d'",
      'variable @`e`',
    ]);
  });

  it('reads the parameters that the dialect has', () => {
    expect(show(mysql, '? ?1')).toEqual(['parameter ?', 'parameter ?1']);
    expect(show(postgres, '$1')).toEqual(['parameter $1']);
    expect(show({ ...plain, placeholders: [':'] }, ':a')).toEqual(['parameter :a']);
  });

  it('takes the longest operator', () => {
    expect(show(plain, 'a->>b<=c')).toEqual(['word a', 'operator ->>', 'word b', 'operator <=', 'word c']);
  });
});

describe("MySQL's DELIMITER", () => {
  it('replaces the terminator until it is set back', () => {
    expect(show(mysql, 'DELIMITER //\na; b//\nDELIMITER ;\nc;')).toEqual([
      'delimiter-command DELIMITER //',
      'word a',
      'operator ;',
      'word b',
      'terminator //',
      'delimiter-command DELIMITER ;',
      'word c',
      'terminator ;',
    ]);
  });

  it('ends a word when it is made of word characters', () => {
    expect(show(mysql, 'delimiter $$\nEND$$')).toEqual(['delimiter-command delimiter $$', 'word END', 'terminator $$']);
  });

  it('is a word anywhere but at the start of a statement', () => {
    expect(show(mysql, 'a delimiter b')).toEqual(['word a', 'word delimiter', 'word b']);
  });
});

describe('any text', () => {
  const fragment = fc.constantFrom(
    ...["'", '"', '`', '[', ']', '$$', '$a$', '/*', '*/', '/*!', '--', '-- ', '#', '@', ':', '?', '$', '\\', ';', '\n'],
    ...[' ', 'a', 'N', 'E', '1', '.', '0x', '1e', 'DELIMITER ', 'delimiter a', '(', ')', '\u00a0', 'é', '\ud83d'],
  );
  const text = fc.oneof(
    fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  const lexicon = fc.constantFrom(plain, mysql, postgres, sqlserver);

  it('is covered by tokens and comments, in order and without overlap, but for white space', () => {
    fc.assert(
      fc.property(lexicon, text, (rules, source) => {
        expect(gaps(createLexer(rules)(source)).join('')).toMatch(/^[\p{Z}\p{Cc}\u200b\ufeff]*$/u);
      }),
    );
  });
});

/** What stands between the lexemes; fails when two overlap or one is empty. */
function gaps({ text, tokens, comments }: LexedText): readonly string[] {
  const lexemes = [...tokens, ...comments].toSorted((one, other) => one.start - other.start);
  let end = 0;
  const between = lexemes.map((lexeme) => {
    expect(lexeme.start).toBeGreaterThanOrEqual(end);
    expect(lexeme.end).toBeGreaterThan(lexeme.start);
    const gap = text.slice(end, lexeme.start);
    end = lexeme.end;
    return gap;
  });
  return [...between, text.slice(end)];
}
