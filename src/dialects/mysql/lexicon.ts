import { createLexer } from '../lexer/lex.ts';

/** Splits MySQL text into tokens, with the default SQL mode: `"x"` is a string, a backslash escapes. */
export const lexMysql = createLexer({
  nameQuotes: ['`'],
  stringQuotes: ["'", '"'],
  stringPrefixes: [
    { prefix: 'n', backslashEscapes: true },
    { prefix: 'x', backslashEscapes: false },
    { prefix: 'b', backslashEscapes: false },
  ],
  backslashEscapes: true,
  dollarQuotes: false,
  nestedComments: false,
  hashComments: true,
  dashComments: 'before-space',
  returnEndsLine: false,
  versionComments: true,
  delimiterCommand: true,
  placeholders: ['@', '?'],
  wordCharacters: '$',
  wordStarts: '$',
  operators: ['<=>', '->>', '->', '<=', '>=', '<>', '!=', ':=', '||', '&&', '<<', '>>'],
});
