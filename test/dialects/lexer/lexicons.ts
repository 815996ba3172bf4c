import type { Lexicon } from '../../../src/dialects/lexer/lexicon.ts';

/** SQL's own rules and nothing more. */
export const plain: Lexicon = {
  nameQuotes: ['"'],
  stringQuotes: ["'"],
  stringPrefixes: [],
  backslashEscapes: false,
  dollarQuotes: false,
  nestedComments: false,
  hashComments: false,
  dashComments: 'anywhere',
  returnEndsLine: false,
  versionComments: false,
  delimiterCommand: false,
  placeholders: [],
  wordCharacters: '',
  wordStarts: '',
  operators: ['<=', '->>', '->', '||', '::'],
};

export const mysql: Lexicon = {
  ...plain,
  nameQuotes: ['`'],
  stringQuotes: ["'", '"'],
  stringPrefixes: [{ prefix: 'x', backslashEscapes: false }],
  backslashEscapes: true,
  hashComments: true,
  dashComments: 'before-space',
  versionComments: true,
  delimiterCommand: true,
  placeholders: ['@', '?'],
  wordCharacters: '$',
  wordStarts: '$',
};

export const postgres: Lexicon = {
  ...plain,
  stringPrefixes: [{ prefix: 'e', backslashEscapes: true }],
  dollarQuotes: true,
  nestedComments: true,
  placeholders: ['$'],
  wordCharacters: '$',
};

export const sqlserver: Lexicon = {
  ...plain,
  nameQuotes: ['[', '"'],
  stringPrefixes: [{ prefix: 'n', backslashEscapes: false }],
  nestedComments: true,
  placeholders: ['@'],
  wordCharacters: '@$#',
  wordStarts: '#',
};
