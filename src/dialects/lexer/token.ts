export type TokenType =
  /** A name or key word without quotes. */
  | 'word'
  | 'quoted-name'
  | 'string'
  | 'number'
  /** `@x`, `@@x`, and MySQL's `@'x'`. */
  | 'variable'
  /** A place for a value: `?`, `:x`, `$1`. */
  | 'parameter'
  /** An operator of one or more characters, a parenthesis, a comma, or a character that no dialect gives a meaning. */
  | 'operator'
  /** What ends a statement: `;`, or what MySQL's DELIMITER has set. */
  | 'terminator'
  /** MySQL's DELIMITER with its argument: an order to the client, without a terminator. */
  | 'delimiter-command'
  | 'line-comment'
  | 'block-comment'
  /** Either end of a comment whose content is code: `/*!50100` and `*\/`. */
  | 'version-mark';

/** A lexeme, in UTF-16 offsets of the text; `end` is exclusive. */
export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** False: a string, a quoted name or a comment that the text ends in. */
  readonly closed: boolean;
}

/** A text and its lexemes. Tokens and comments together cover all of it but white space; each list is in order. */
export interface LexedText {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly comments: readonly Token[];
}

/** A run of a text's tokens; `to` is exclusive. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

export type Lexer = (text: string) => LexedText;
