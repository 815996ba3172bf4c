import { normalForm } from './normal-form.ts';
import { nameOf } from './quoting.ts';
import type { LexedText, Token, TokenRange } from './token.ts';

/** Something else was expected at a token. Thrown by a `TokenCursor` and caught where statements are dispatched. */
export class Unexpected extends Error {
  /** What could have stood there, for people: `a column's name`, `)`. */
  readonly expected: string;
  /** The index of the token that stands there; the number of tokens when the statement ended too early. */
  readonly at: number;

  constructor(expected: string, at: number) {
    super(`expected ${expected}`);
    this.expected = expected;
    this.at = at;
  }
}

/** The parts of a name such as `db.table`: the last is the object's own. */
export type NameParts = readonly [string, ...string[]];

/** Reads one statement from left to right. Key words are given in upper case and match without case, never quoted. */
export class TokenCursor {
  readonly lexed: LexedText;
  /** The index after the last token of the statement. */
  readonly end: number;
  /** The index of the next token. */
  index: number;
  #wordIndex = -1;
  #word = '';

  constructor(lexed: LexedText, range: TokenRange) {
    this.lexed = lexed;
    this.index = range.from;
    this.end = range.to;
  }

  get done(): boolean {
    return this.index >= this.end;
  }

  /** The token `ahead` of the next one. */
  peek(ahead = 0): Token | undefined {
    const index = this.index + ahead;
    return index < this.end ? this.lexed.tokens[index] : undefined;
  }

  /** The next token's text as written; empty at the end. */
  peekText(ahead = 0): string {
    const token = this.peek(ahead);
    return token === undefined ? '' : this.lexed.text.slice(token.start, token.end);
  }

  /** The next token in upper case when it is a word, else empty. */
  peekWord(ahead = 0): string {
    const index = this.index + ahead;
    if (index === this.#wordIndex) return this.#word;
    const word = this.peek(ahead)?.type === 'word' ? this.peekText(ahead).toUpperCase() : '';
    this.#wordIndex = index;
    this.#word = word;
    return word;
  }

  /** Whether these words come next, one after the other. */
  isAt(...words: readonly string[]): boolean {
    for (let ahead = 0; ahead < words.length; ahead++) if (this.peekWord(ahead) !== words[ahead]) return false;
    return true;
  }

  isAtOperator(operator: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.type === 'operator' && this.peekText(ahead) === operator;
  }

  /** Takes the next token, whatever it is. */
  take(): Token {
    const token = this.peek();
    if (token === undefined) return this.fail('more');
    this.index++;
    return token;
  }

  accept(...words: readonly string[]): boolean {
    if (!this.isAt(...words)) return false;
    this.index += words.length;
    return true;
  }

  /** Takes the next word when it is one of these and gives it in upper case. */
  acceptOneOf(words: ReadonlySet<string>): string | undefined {
    const word = this.peekWord();
    if (word === '' || !words.has(word)) return undefined;
    this.index++;
    return word;
  }

  acceptOperator(operator: string): boolean {
    if (!this.isAtOperator(operator)) return false;
    this.index++;
    return true;
  }

  expect(...words: readonly string[]): void {
    if (!this.accept(...words)) this.fail(words.join(' '));
  }

  expectOperator(operator: string): void {
    if (!this.acceptOperator(operator)) this.fail(`"${operator}"`);
  }

  expectEnd(): void {
    if (!this.done) this.fail('the end of the statement');
  }

  fail(expected: string): never {
    throw new Unexpected(expected, this.index);
  }

  /** A name, quoted or not, without its quotes. */
  name(what: string): string {
    const token = this.peek();
    if (token === undefined || !isName(token)) return this.fail(what);
    this.index++;
    return nameOf(this.lexed.text, token);
  }

  /** One or more names joined by points. */
  nameParts(what: string): NameParts {
    const parts: [string, ...string[]] = [this.name(what)];
    while (this.isAtOperator('.') && this.isName(1)) {
      this.index++;
      parts.push(this.name(what));
    }
    return parts;
  }

  isName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token !== undefined && isName(token);
  }

  /** One or more of what `read` reads, with commas between. */
  list<T>(read: () => T): readonly T[] {
    const items = [read()];
    while (this.acceptOperator(',')) items.push(read());
    return items;
  }

  parenthesised<T>(read: () => T): T {
    this.expectOperator('(');
    const content = read();
    this.expectOperator(')');
    return content;
  }

  /** Takes a balanced pair of parentheses and gives what is between. */
  balanced(): TokenRange {
    const open = this.index;
    this.expectOperator('(');
    const from = this.index;
    this.skipUntil(() => this.isAtOperator(')'));
    if (this.done) throw new Unexpected('")" for this parenthesis', open);
    const range = { from, to: this.index };
    this.index++;
    return range;
  }

  /** Takes tokens, parentheses as a whole, up to the first outside of parentheses that `stops`, or to the end. */
  skipUntil(stops: () => boolean): TokenRange {
    const from = this.index;
    let depth = 0;
    while (!this.done) {
      if (depth === 0 && stops()) break;
      if (this.isAtOperator('(')) depth++;
      else if (this.isAtOperator(')')) {
        if (depth === 0) break;
        depth--;
      }
      this.index++;
    }
    return { from, to: this.index };
  }

  /** Takes everything that is left. */
  rest(): TokenRange {
    const range = { from: this.index, to: this.end };
    this.index = this.end;
    return range;
  }

  /** A cursor of its own over a part of the text. */
  within(range: TokenRange): TokenCursor {
    return new TokenCursor(this.lexed, range);
  }

  text(range: TokenRange): string {
    return normalForm(this.lexed, range);
  }
}

function isName(token: Token): boolean {
  return token.type === 'word' || token.type === 'quoted-name';
}
