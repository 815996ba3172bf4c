import { createLexer } from '../lexer/lex.ts';

/** Splits SQLite text into tokens. Names can be quoted in the way of three other databases. */
export const lexSqlite = createLexer({
  nameQuotes: ['"', '`', '['],
  stringQuotes: ["'"],
  stringPrefixes: [{ prefix: 'x', backslashEscapes: false }],
  backslashEscapes: false,
  dollarQuotes: false,
  nestedComments: false,
  hashComments: false,
  dashComments: 'anywhere',
  returnEndsLine: false,
  versionComments: false,
  delimiterCommand: false,
  placeholders: ['?', ':', '@', '$'],
  wordCharacters: '$',
  wordStarts: '',
  operators: ['->>', '->', '||', '<<', '>>', '<=', '>=', '==', '<>', '!='],
});
