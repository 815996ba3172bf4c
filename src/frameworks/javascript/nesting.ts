// The parser of JavaScript is native code: a file that is nested deeper than its stack ends the process, and no exception
// tells. How deep a file is nested is therefore looked at before, without parsing it, and errs on the safe side: what
// stands in strings and comments counts as well.

/** The deepest nesting that is parsed: brackets, and what is right of `=`, `?`, `=>`, `typeof`, `else` and their like. */
export const deepestNesting = 1000;

/** The most operators of one expression that is parsed: what is left of `+` and its like is nested in it. */
const longestExpression = 50_000;

/** Words that can stand in front of themselves again and again, one level deeper each time. */
const prefixes: ReadonlySet<string> = new Set(
  (
    'abstract asserts async await class delete do else extends for if infer instanceof keyof namespace new readonly ' +
    'typeof unique void while with yield'
  ).split(' '),
);

/** Those whose parentheses stand before what is nested. */
const controls: ReadonlySet<string> = new Set(['for', 'if', 'while', 'with']);

/** What a line starts with that goes on with the statement before it. */
const continuation = /^(?:else|extends)\b/;

const operand = 0;
const blank = 1;
const newline = 2;
const opening = 3;
const closing = 4;
const separator = 5;
const operator = 6;

/** What a character of ASCII is; all others are parts of operands. */
const kinds = new Uint8Array(128);
for (const [characters, kind] of [
  [' \t\r', blank],
  ['\n', newline],
  ['([{', opening],
  [')]}', closing],
  [';,', separator],
  ['=?!~*<>:+-/%&|^.@`', operator],
] as const) {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

/** What is open between two brackets. */
interface Level {
  deep: number;
  wide: number;
  /** The brackets since the last word of `controls`: behind the first pair its statement follows. */
  groups: number;
}

const emptyLevel = (): Level => ({ deep: 0, wide: 0, groups: 2 });

/** Where a text is nested too deep to be parsed; `undefined`: nowhere. */
export function tooDeepAt(text: string): number | undefined {
  return isCertainlyFlat(text) ? undefined : new Nesting(text).run();
}

/** Most files have fewer words, operators and brackets in all. */
function isCertainlyFlat(text: string): boolean {
  let count = 0;
  let before = operand;
  let length = 0;
  for (let at = 0; at < text.length && count <= deepestNesting; at++) {
    const kind = kinds[text.charCodeAt(at)] ?? operand;
    length = kind === operand && before === operand ? length + 1 : 1;
    if (kind === opening || kind === operator || (kind === operand && length === 2)) count++;
    before = kind;
  }
  return count <= deepestNesting;
}

class Nesting {
  readonly #text: string;
  readonly #levels: Level[] = [];
  #level = emptyLevel();
  #depth = 0;
  #at = 0;
  /** What stands before: nothing, an operator or a word of `prefixes`, or the end of an operand. */
  #before: 'start' | 'operator' | 'operand' = 'start';
  #isInComment = false;
  #isCommentedLine = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): number | undefined {
    while (this.#at < this.#text.length) {
      const start = this.#at;
      this.#next(this.#kindAt(start));
      if (this.#depth > deepestNesting || this.#level.wide > longestExpression) return start;
    }
    return undefined;
  }

  #next(kind: number): void {
    switch (kind) {
      case blank:
        this.#at++;
        return;
      case newline:
        this.#newline();
        return;
      case opening:
        this.#at++;
        this.#levels.push(this.#level);
        this.#level = emptyLevel();
        this.#depth++;
        this.#before = 'start';
        return;
      case closing:
        this.#at++;
        this.#close();
        return;
      case separator:
        this.#at++;
        this.#end();
        return;
      case operator:
        this.#operator();
        return;
      default:
        this.#operand();
    }
  }

  #kindAt(at: number): number {
    return kinds[this.#text.charCodeAt(at)] ?? operand;
  }

  #close(): void {
    const outer = this.#levels.pop();
    if (outer !== undefined) {
      this.#depth -= this.#level.deep + 1;
      this.#level = outer;
    }
    this.#level.groups++;
    this.#level.wide++;
    this.#before = 'operand';
  }

  #end(): void {
    this.#depth -= this.#level.deep;
    this.#level = emptyLevel();
    this.#before = 'start';
  }

  /** A line without a semicolon ends a statement where neither it nor the next one leaves an expression open. */
  #newline(): void {
    const isCommented = this.#isInComment || this.#isCommentedLine;
    this.#isCommentedLine = false;
    this.#at = this.#nextLine(this.#at);
    const goesOn =
      this.#before === 'operator' ||
      this.#kindAt(this.#at) === operator ||
      this.#level.groups === 1 ||
      continuation.test(this.#text.slice(this.#at, this.#at + 8));
    if (!isCommented && !goesOn) this.#end();
  }

  /** Where the next line starts that has something else than a comment. */
  #nextLine(from: number): number {
    const text = this.#text;
    let at = from;
    for (;;) {
      while (this.#kindAt(at) === blank || this.#kindAt(at) === newline) at++;
      if (!text.startsWith('//', at)) return at;
      const end = text.indexOf('\n', at);
      const line = text.slice(at, end === -1 ? text.length : end);
      // In a template, in an element or in another comment, the line could hold code all the same.
      if (/[`{<]|\*\//.test(line)) return at;
      at += line.length;
    }
  }

  #operator(): void {
    const text = this.#run(operator);
    if (text.includes('/*')) this.#isInComment = true;
    if (text.includes('*/')) this.#isInComment = false;
    if (text.includes('//')) this.#isCommentedLine = true;
    // An element or a type argument opens where a name follows at once.
    const opens = text === '<' && this.#kindAt(this.#at) === operand;
    const isUnary = this.#before !== 'operand' || /^[=?:!~]|=>|\*\*/.test(text);
    // `!!!a` is three operators, `--a` is one.
    const unary = /^(?!-+$|\++$)[!~+-]+$/.test(text) ? text.length : 1;
    this.#count(isUnary || opens ? unary : 0, text.length);
    this.#before = 'operator';
  }

  #operand(): void {
    const text = this.#run(operand);
    const isPrefix = prefixes.has(text);
    if (controls.has(text)) this.#level.groups = 0;
    this.#count(isPrefix ? 1 : 0, 1);
    this.#before = isPrefix ? 'operator' : 'operand';
  }

  #count(deep: number, wide: number): void {
    this.#level.deep += deep;
    this.#level.wide += wide;
    this.#depth += deep;
  }

  /** Takes the characters of one kind that come next. */
  #run(kind: number): string {
    const start = this.#at;
    do this.#at++;
    while (this.#at < this.#text.length && this.#kindAt(this.#at) === kind);
    return this.#text.slice(start, this.#at);
  }
}
