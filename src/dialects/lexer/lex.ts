import type { CharacterTable } from './character.ts';
import {
  characterTable,
  isDigit,
  standsInWord,
  startsNumber,
  startsPlaceholder,
  startsQuotedName,
  startsSpace,
  startsString,
  startsWord,
  whatStarts,
} from './character.ts';
import {
  blockCommentEnd,
  delimiterArgument,
  digitsEnd,
  dollarQuoteEnd,
  dollarTagAt,
  lineCommentEnd,
  numberEnd,
  quotedEnd,
  versionMarkEnd,
} from './extent.ts';
import type { Lexicon } from './lexicon.ts';
import type { Lexer, LexedText, Token, TokenType } from './token.ts';

/** A lexer for the dialect with these rules. It never fails: what has no meaning becomes an `operator` of one character. */
export function createLexer(lexicon: Lexicon): Lexer {
  const rules: Rules = {
    lexicon,
    characters: characterTable(lexicon),
    prefixes: new Map(
      lexicon.stringPrefixes.map(({ prefix, backslashEscapes }) => [prefix.toLowerCase(), backslashEscapes]),
    ),
    longestPrefix: Math.max(0, ...lexicon.stringPrefixes.map(({ prefix }) => prefix.length)),
    operators: operatorsByStart(lexicon.operators),
  };
  return (text) => new Scan(rules, text).run();
}

interface Rules {
  readonly lexicon: Lexicon;
  readonly characters: CharacterTable;
  /** Lower-case prefix to whether a backslash escapes. */
  readonly prefixes: ReadonlyMap<string, boolean>;
  readonly longestPrefix: number;
  readonly operators: ReadonlyMap<number, readonly string[]>;
}

/** Longer ones first, so that the first that matches is the right one. */
function operatorsByStart(operators: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const byStart = new Map<number, string[]>();
  for (const operator of operators.toSorted((one, other) => other.length - one.length)) {
    const start = operator.charCodeAt(0);
    const those = byStart.get(start);
    if (those === undefined) byStart.set(start, [operator]);
    else those.push(operator);
  }
  return byStart;
}

/** One pass over one text. */
class Scan {
  readonly #rules: Rules;
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #comments: Token[] = [];
  /** The comments whose content is code and that are still open, as indexes of `#comments`. */
  readonly #openVersionMarks: number[] = [];
  #at = 0;
  #terminator = ';';
  #terminatorStart = 59;

  constructor(rules: Rules, text: string) {
    this.#rules = rules;
    this.#text = text;
  }

  run(): LexedText {
    const { characters } = this.#rules;
    const text = this.#text;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      const starts = whatStarts(characters, code);
      if (starts === startsSpace) this.#at++;
      else if (code === this.#terminatorStart && this.#isTerminator(this.#at)) {
        this.#token('terminator', this.#at + this.#terminator.length);
      } else this.#lexeme(starts, code);
    }
    for (const index of this.#openVersionMarks) {
      const mark = this.#comments[index];
      if (mark !== undefined) this.#comments[index] = { ...mark, closed: false };
    }
    return { text, tokens: this.#tokens, comments: this.#comments };
  }

  #lexeme(starts: number, code: number): void {
    switch (starts) {
      case startsWord:
        this.#word();
        return;
      case startsNumber:
        this.#number();
        return;
      case startsString:
        this.#quoted('string', this.#at, this.#rules.lexicon.backslashEscapes);
        return;
      case startsQuotedName:
        this.#quoted('quoted-name', this.#at, false);
        return;
      case startsPlaceholder:
        this.#placeholder(code);
        return;
      default:
        this.#mark(code);
    }
  }

  #word(): void {
    const end = this.#wordEnd(this.#at);
    const length = end - this.#at;
    const next = this.#text.charCodeAt(end);
    if (length <= this.#rules.longestPrefix && next < 128 && this.#rules.characters.starts[next] === startsString) {
      const backslashEscapes = this.#rules.prefixes.get(this.#text.slice(this.#at, end).toLowerCase());
      if (backslashEscapes !== undefined) {
        this.#quoted('string', end, backslashEscapes);
        return;
      }
    }
    if (length === 9 && this.#rules.lexicon.delimiterCommand && this.#delimiterCommand(end)) return;
    this.#token('word', end);
  }

  /** The end of the word at `start`. A terminator made of word characters (`$$`) ends it, as it does in the client. */
  #wordEnd(start: number): number {
    const { characters } = this.#rules;
    const text = this.#text;
    let at = start + 1;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (!standsInWord(characters, code) || (code === this.#terminatorStart && this.#isTerminator(at))) break;
      at++;
    }
    return at;
  }

  #delimiterCommand(end: number): boolean {
    if (!this.#isAtStatement()) return false;
    if (this.#text.slice(this.#at, end).toLowerCase() !== 'delimiter') return false;
    const argument = delimiterArgument(this.#text, end);
    if (argument === undefined) return false;
    this.#terminator = this.#text.slice(argument.start, argument.end);
    this.#terminatorStart = this.#terminator.charCodeAt(0);
    this.#token('delimiter-command', argument.end);
    return true;
  }

  #isAtStatement(): boolean {
    const before = this.#tokens.at(-1);
    if (before === undefined || before.type === 'terminator' || before.type === 'delimiter-command') return true;
    return this.#text.charCodeAt(before.start) === 59;
  }

  /** A number; or a word, for MySQL's names may start with a digit. */
  #number(): void {
    const end = numberEnd(this.#text, this.#at);
    const next = this.#text.charCodeAt(end);
    const goesOn = end < this.#text.length && standsInWord(this.#rules.characters, next) && !this.#isTerminator(end);
    if (goesOn && this.#text.charCodeAt(end - 1) !== 46) this.#token('word', this.#wordEnd(end));
    else this.#token('number', end);
  }

  #quoted(type: TokenType, quote: number, backslashEscapes: boolean): void {
    this.#upTo(type, quotedEnd(this.#text, quote, backslashEscapes));
  }

  #placeholder(code: number): void {
    const text = this.#text;
    const { characters, lexicon } = this.#rules;
    const next = this.#at + 1 < text.length ? text.charCodeAt(this.#at + 1) : 0;
    if (code === 64) {
      this.#variable();
    } else if (code === 63) {
      const operator = this.#operatorAt(code);
      if (operator === undefined) this.#token('parameter', digitsEnd(text, this.#at + 1));
      else this.#token('operator', this.#at + operator.length);
    } else if (code === 36) {
      const tag = lexicon.dollarQuotes ? dollarTagAt(text, this.#at) : undefined;
      if (tag !== undefined) this.#upTo('string', dollarQuoteEnd(text, this.#at, tag));
      else if (isDigit(next)) this.#token('parameter', digitsEnd(text, this.#at + 1));
      else this.#mark(code);
    } else if (whatStarts(characters, next) === startsWord) {
      this.#token('parameter', this.#wordEnd(this.#at + 1));
    } else {
      this.#mark(code);
    }
  }

  #variable(): void {
    const text = this.#text;
    const { characters } = this.#rules;
    const name = text.charCodeAt(this.#at + 1) === 64 ? this.#at + 2 : this.#at + 1;
    const starts = name < text.length ? whatStarts(characters, text.charCodeAt(name)) : startsSpace;
    if (starts === startsWord || starts === startsNumber) this.#token('variable', this.#wordEnd(name));
    else if (starts === startsString || starts === startsQuotedName) this.#quoted('variable', name, false);
    else this.#mark(64);
  }

  /** Everything else: comments, operators, and numbers that start with a point. */
  #mark(code: number): void {
    const text = this.#text;
    const { lexicon } = this.#rules;
    const next = text.charCodeAt(this.#at + 1);
    if (code === 45 && next === 45 && this.#isDashComment()) this.#lineComment();
    else if (code === 35 && lexicon.hashComments) this.#lineComment();
    else if (code === 47 && next === 42) this.#blockComment();
    else if (code === 42 && next === 47 && this.#openVersionMarks.length > 0) {
      this.#openVersionMarks.pop();
      this.#comment('version-mark', this.#at + 2);
    } else if (code === 46 && isDigit(next) && !this.#followsName()) this.#token('number', numberEnd(text, this.#at));
    else this.#token('operator', this.#at + (this.#operatorAt(code)?.length ?? 1));
  }

  #isDashComment(): boolean {
    if (this.#rules.lexicon.dashComments === 'anywhere') return true;
    return this.#at + 2 >= this.#text.length || this.#text.charCodeAt(this.#at + 2) <= 32;
  }

  #lineComment(): void {
    this.#comment('line-comment', lineCommentEnd(this.#text, this.#at, this.#rules.lexicon.returnEndsLine));
  }

  #blockComment(): void {
    const { lexicon } = this.#rules;
    const markEnd = lexicon.versionComments ? versionMarkEnd(this.#text, this.#at) : undefined;
    if (markEnd !== undefined) {
      this.#openVersionMarks.push(this.#comments.length);
      this.#comment('version-mark', markEnd);
    } else {
      this.#comment('block-comment', blockCommentEnd(this.#text, this.#at, lexicon.nestedComments));
    }
  }

  /** Whether the token before ends right here and can be the first part of a qualified name. */
  #followsName(): boolean {
    const before = this.#tokens.at(-1);
    return before?.end === this.#at && (before.type === 'word' || before.type === 'quoted-name');
  }

  #operatorAt(code: number): string | undefined {
    return this.#rules.operators.get(code)?.find((operator) => this.#text.startsWith(operator, this.#at));
  }

  #isTerminator(at: number): boolean {
    return this.#text.startsWith(this.#terminator, at);
  }

  /** A token to `end`, or an open one to the end of the text when `end` is -1. */
  #upTo(type: TokenType, end: number): void {
    if (end !== -1) this.#token(type, end);
    else {
      this.#tokens.push({ type, start: this.#at, end: this.#text.length, closed: false });
      this.#at = this.#text.length;
    }
  }

  #token(type: TokenType, end: number): void {
    this.#tokens.push({ type, start: this.#at, end, closed: true });
    this.#at = end;
  }

  #comment(type: TokenType, end: number): void {
    const closed = end !== -1;
    const to = closed ? end : this.#text.length;
    this.#comments.push({ type, start: this.#at, end: to, closed });
    this.#at = to;
  }
}
