import type { SourceText } from '../../model/source-text.ts';
import { TokenCursor, Unexpected } from '../lexer/cursor.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';
import type { PendingGuard } from './conditions.ts';
import type { KnownText } from './known-text.ts';
import { joined, known, unknown } from './known-text.ts';
import { literalText, writtenAs } from './strings.ts';

/** Where a statement stands. */
interface Place {
  readonly guards: readonly PendingGuard[];
  readonly repeated: boolean;
}

interface Held extends Place {
  readonly value: KnownText;
}

interface Assignment {
  readonly name: string;
  /** Absent: the value comes from rows, from a procedure or from nowhere. */
  readonly value?: TokenRange;
  /** `+=`. */
  readonly appends?: boolean;
}

/** The texts that the variables of one batch hold, statement after statement. */
export class Variables {
  readonly #source: SourceText;
  readonly #lexed: LexedText;
  readonly #held = new Map<string, Held>();

  constructor(source: SourceText, lexed: LexedText) {
    this.#source = source;
    this.#lexed = lexed;
  }

  /** Keeps what a statement gives to variables. */
  assign(range: TokenRange, place: Place): void {
    for (const { name, value, appends } of assignmentsIn(this.#lexed, range)) {
      const given = this.#assigned(name, value, appends === true, place);
      this.#held.set(name.toLowerCase(), { value: given, guards: place.guards, repeated: place.repeated });
    }
  }

  #assigned(name: string, value: TokenRange | undefined, appends: boolean, place: Place): KnownText {
    if (value === undefined) return unknown(`${name} gets its value when it runs`);
    if (place.repeated && (appends || this.#names(value, name))) return unknown(`${name} grows in a loop`);
    const added = this.text(value, place);
    return appends ? joined([this.#variable(name, place), added]) : added;
  }

  #names(range: TokenRange, name: string): boolean {
    const cursor = new TokenCursor(this.#lexed, range);
    for (; !cursor.done; cursor.index++) if (cursor.peekText().toLowerCase() === name.toLowerCase()) return true;
    return false;
  }

  /** The text that an expression of strings and variables yields at that place. */
  text(range: TokenRange, place: Place): KnownText {
    const cursor = new TokenCursor(this.#lexed, range);
    try {
      const text = this.#sum(cursor, place);
      if (cursor.done) return text;
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error;
    }
    return unknown(`${shortened(new TokenCursor(this.#lexed, range).text(range))} is worked out then`);
  }

  #sum(cursor: TokenCursor, place: Place): KnownText {
    const terms = [this.#term(cursor, place)];
    while (cursor.acceptOperator('+')) terms.push(this.#term(cursor, place));
    return joined(terms);
  }

  #term(cursor: TokenCursor, place: Place): KnownText {
    const token = cursor.peek();
    if (token?.type === 'string') {
      cursor.take();
      return known(literalText(this.#source, [token]));
    }
    if (token?.type === 'variable') {
      cursor.take();
      return this.#variable(cursor.within({ from: cursor.index - 1, to: cursor.index }).peekText(), place);
    }
    if (cursor.isAtOperator('(')) return cursor.parenthesised(() => this.#sum(cursor, place));
    if (cursor.accept('CONCAT')) {
      return cursor.parenthesised(() => joined(cursor.list(() => this.#sum(cursor, place))));
    }
    if (cursor.isAt('CHAR') || cursor.isAt('NCHAR')) return this.#character(cursor);
    return this.#other(cursor);
  }

  /** `CHAR(10)`, which is white space most of the time. */
  #character(cursor: TokenCursor): KnownText {
    const from = cursor.index;
    cursor.take();
    cursor.expectOperator('(');
    const code = Number(cursor.peekText());
    cursor.take();
    cursor.expectOperator(')');
    if (!Number.isInteger(code) || code < 0 || code > 0xffff) return cursor.fail('the number of a character');
    const start = this.#lexed.tokens[from]?.start ?? 0;
    const end = this.#lexed.tokens[cursor.index - 1]?.end ?? start;
    return known(writtenAs(this.#source, String.fromCharCode(code), start, end));
  }

  /** What has no text of its own here: a call, a query, a column. */
  #other(cursor: TokenCursor): KnownText {
    const range = cursor.skipUntil(() => cursor.isAtOperator('+') || cursor.isAtOperator(','));
    if (range.from === range.to) return cursor.fail('a text');
    return unknown(`${shortened(cursor.text(range))} is worked out then`);
  }

  #variable(name: string, { guards, repeated }: Place): KnownText {
    const held = this.#held.get(name.toLowerCase());
    if (held === undefined) return unknown(`nothing here says what ${name} holds`);
    const isCertain = held.guards.every((guard, at) => guards[at] === guard) && (repeated || !held.repeated);
    return isCertain || held.value.kind === 'unknown'
      ? held.value
      : unknown(`what ${name} holds depends on a condition`);
  }
}

/** An expression as far as a sentence has room for it. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** What a statement gives to variables: DECLARE and SET by an expression, SELECT, FETCH, UPDATE and OUTPUT as it runs. */
function assignmentsIn(lexed: LexedText, range: TokenRange): readonly Assignment[] {
  const cursor = new TokenCursor(lexed, range);
  if (cursor.accept('DECLARE')) return declared(cursor);
  if (cursor.isAt('SET') && cursor.peek(1)?.type === 'variable') {
    cursor.index++;
    return assigned(cursor, () => false);
  }
  if (!cursor.accept('SELECT')) return givenWhenRun(cursor);
  if (cursor.peek()?.type !== 'variable') return [];
  const list = assigned(cursor, () => cursor.isAt('FROM') || cursor.isAt('WHERE'));
  return cursor.done ? list : list.map(({ name }) => ({ name }));
}

function declared(cursor: TokenCursor): readonly Assignment[] {
  const found: Assignment[] = [];
  while (cursor.peek()?.type === 'variable') {
    const name = cursor.peekText();
    cursor.take();
    cursor.skipUntil(() => cursor.isAtOperator('=') || cursor.isAtOperator(','));
    const value = cursor.acceptOperator('=') ? { value: cursor.skipUntil(() => cursor.isAtOperator(',')) } : {};
    found.push({ name, ...value });
    if (!cursor.acceptOperator(',')) break;
  }
  return found;
}

/** `@a = …, @b += …`, up to what `stops`. */
function assigned(cursor: TokenCursor, stops: () => boolean): readonly Assignment[] {
  const found: Assignment[] = [];
  while (cursor.peek()?.type === 'variable') {
    const name = cursor.peekText();
    cursor.take();
    const appends = cursor.acceptOperator('+') || cursor.acceptOperator('+=');
    const isText = cursor.acceptOperator('=') || appends;
    const value = cursor.skipUntil(() => cursor.isAtOperator(',') || stops());
    found.push(isText ? { name, value, appends } : { name });
    if (!cursor.acceptOperator(',')) break;
  }
  return found;
}

/** Variables that a procedure, a cursor or an UPDATE gives a value to. */
function givenWhenRun(cursor: TokenCursor): readonly Assignment[] {
  const found: Assignment[] = [];
  const isFetch = cursor.isAt('FETCH');
  const isUpdate = cursor.isAt('UPDATE');
  const isResult = (cursor.isAt('EXEC') || cursor.isAt('EXECUTE')) && cursor.isAtOperator('=', 2);
  const result = isResult ? cursor.index + 1 : -1;
  for (; !cursor.done; cursor.index++) {
    if (cursor.peek()?.type !== 'variable') continue;
    const isOutput = cursor.peekWord(1) === 'OUTPUT' || cursor.peekWord(1) === 'OUT';
    const isAssigned = cursor.index === result || (isUpdate && cursor.isAtOperator('=', 1));
    if (isFetch || isOutput || isAssigned) found.push({ name: cursor.peekText() });
  }
  return found;
}
