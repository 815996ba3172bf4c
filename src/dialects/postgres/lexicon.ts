import { createLexer } from '../lexer/lex.ts';

/** PostgreSQL's lexical rules, with standard_conforming_strings on, as it is since 9.1. */
export const lex = createLexer({
  nameQuotes: ['"'],
  stringQuotes: ["'"],
  stringPrefixes: [
    { prefix: 'E', backslashEscapes: true },
    { prefix: 'B', backslashEscapes: false },
    { prefix: 'X', backslashEscapes: false },
    { prefix: 'N', backslashEscapes: false },
  ],
  backslashEscapes: false,
  dollarQuotes: true,
  nestedComments: true,
  hashComments: false,
  dashComments: 'anywhere',
  returnEndsLine: true,
  versionComments: false,
  delimiterCommand: false,
  placeholders: ['$'],
  wordCharacters: '$',
  wordStarts: '',
  operators: ['::', ':=', '=>', '<=', '>=', '<>', '!=', '||', '->', '->>', '#>', '#>>', '@>', '<@', '&&', '..'],
});
