import { createLexer } from '../lexer/lex.ts';

/** Splits T-SQL into tokens, with QUOTED_IDENTIFIER ON as every driver sets it: `"x"` is a name. */
export const lexSqlServer = createLexer({
  nameQuotes: ['[', '"'],
  stringQuotes: ["'"],
  stringPrefixes: [{ prefix: 'n', backslashEscapes: false }],
  backslashEscapes: false,
  dollarQuotes: false,
  nestedComments: true,
  hashComments: false,
  dashComments: 'anywhere',
  returnEndsLine: false,
  versionComments: false,
  delimiterCommand: false,
  placeholders: ['@'],
  wordCharacters: '@$#',
  wordStarts: '#$',
  operators: ['<=', '>=', '<>', '!=', '!<', '!>', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '::', '||'],
});
