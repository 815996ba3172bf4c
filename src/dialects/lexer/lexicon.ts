/** How strings with a certain prefix are written: `E'…'`, `N'…'`, `X'…'`. */
interface StringPrefix {
  /** Compared without case; stands directly before the quote. */
  readonly prefix: string;
  readonly backslashEscapes: boolean;
}

/** A dialect's lexical rules as data. */
export interface Lexicon {
  /** What names can be quoted in; `[` is closed by `]`. A quote inside is doubled. */
  readonly nameQuotes: readonly ('"' | '`' | '[')[];
  readonly stringQuotes: readonly ("'" | '"')[];
  readonly stringPrefixes: readonly StringPrefix[];
  /** Whether a backslash escapes the next character of a string without a prefix. */
  readonly backslashEscapes: boolean;
  /** PostgreSQL: `$$…$$` and `$tag$…$tag$`. */
  readonly dollarQuotes: boolean;
  readonly nestedComments: boolean;
  /** `#` to the end of the line. */
  readonly hashComments: boolean;
  /** Whether `--` starts a comment anywhere, or only before white space, a control character or the end. */
  readonly dashComments: 'anywhere' | 'before-space';
  /** PostgreSQL: a carriage return ends a comment of one line, also where no line feed follows. */
  readonly returnEndsLine: boolean;
  /** MySQL: the content of a comment that starts with `/*!` is code, and of MariaDB's `/*M!`. */
  readonly versionComments: boolean;
  /** MySQL's client: DELIMITER at the start of a statement sets the terminator. */
  readonly delimiterCommand: boolean;
  /** What variables (`@`) and parameters start with; `?` stands alone or before a number, `$` before a number. */
  readonly placeholders: readonly ('@' | '?' | ':' | '$')[];
  /** Characters that are part of a word besides letters, digits, `_` and all that is not ASCII. */
  readonly wordCharacters: string;
  /** Those of them that a word can also start with. */
  readonly wordStarts: string;
  /** Operators of more than one character. */
  readonly operators: readonly string[];
}
