import { TokenCursor } from '../lexer/cursor.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';
import { nestedGuards } from '../nested-guards.ts';
import type { Condition, PendingGuard } from './conditions.ts';
import { negated, readCondition } from './conditions.ts';
import { conditionEnd, isLabel, statementEnd } from './extent.ts';

/** A statement of a batch and when it runs. */
export interface Step {
  readonly range: TokenRange;
  readonly guards: readonly PendingGuard[];
  /** A loop is around it. */
  readonly repeated: boolean;
  /** Set when the tokens are no statement, but control flow that does not fit together. */
  readonly problem?: string;
}

/** What is around a statement. */
interface Around {
  /** All conditions, from the outermost. */
  readonly guards: readonly PendingGuard[];
  readonly repeated: boolean;
}

type Frame = Around & { readonly at: number } & (
    | { readonly kind: 'block' }
    /** IF, ELSE and WHILE decide on one statement or block; an IF keeps its condition for ELSE. */
    | { readonly kind: 'branch'; readonly condition?: Condition }
  );

const nothingAround: Around = { guards: [], repeated: false };

/** What happens in a CATCH block happens only after an error. */
const onError: PendingGuard = { kind: 'condition', text: 'CATCH' };

const afterBeginOfStatement: ReadonlySet<string> = new Set([
  'TRAN',
  'TRANSACTION',
  'DISTRIBUTED',
  'DIALOG',
  'CONVERSATION',
]);
const blockWords: ReadonlySet<string> = new Set(['TRY', 'CATCH']);

/** The statements of a batch, in order, with the conditions around them. */
export function stepsOf(lexed: LexedText, range: TokenRange): readonly Step[] {
  return new Flow(lexed, range).run();
}

/** Walks one batch; frames instead of recursion, for scripts nest as deep as they like. */
class Flow {
  readonly #cursor: TokenCursor;
  readonly #steps: Step[] = [];
  readonly #frames: Frame[] = [];
  /** The tokens that a problem was found at: one is enough for each. */
  readonly #reported = new Set<number>();
  #isUnbalanced = false;

  constructor(lexed: LexedText, range: TokenRange) {
    this.#cursor = new TokenCursor(lexed, range);
  }

  run(): readonly Step[] {
    const cursor = this.#cursor;
    while (!cursor.done) this.#next();
    this.#finish();
    return this.#steps.toSorted((one, other) => one.range.from - other.range.from);
  }

  #next(): void {
    const cursor = this.#cursor;
    if (cursor.peek()?.type === 'terminator') cursor.index++;
    else if (isLabel(cursor)) cursor.index += 2;
    else {
      switch (cursor.peekWord()) {
        case 'IF':
        case 'WHILE':
          this.#branch();
          return;
        case 'BEGIN':
          this.#begin();
          return;
        case 'END':
          this.#end();
          return;
        case 'ELSE':
          this.#problem(cursor.index, 'There is no IF for this ELSE.');
          cursor.index++;
          return;
        default:
          this.#statement();
      }
    }
  }

  #branch(): void {
    const cursor = this.#cursor;
    const at = cursor.index;
    const repeated = cursor.isAt('WHILE');
    const range = { from: at + 1, to: conditionEnd(cursor.lexed, { from: at + 1, to: cursor.end }) };
    if (range.from === range.to) this.#problem(at, `Expected a condition after ${repeated ? 'WHILE' : 'IF'}.`);
    if (repeated) this.#frames.push({ kind: 'branch', at, ...this.#around([]), repeated });
    else {
      const condition = readCondition(cursor.lexed, range);
      this.#frames.push({ kind: 'branch', at, condition, ...this.#around(condition.guards) });
    }
    cursor.index = range.to;
  }

  #begin(): void {
    const cursor = this.#cursor;
    const next = cursor.peekWord(1);
    if (afterBeginOfStatement.has(next)) {
      this.#statement();
      return;
    }
    const what = blockWords.has(next) ? next : '';
    this.#frames.push({ kind: 'block', at: cursor.index, ...this.#around(what === 'CATCH' ? [onError] : []) });
    cursor.index += what === '' ? 1 : 2;
  }

  #end(): void {
    const cursor = this.#cursor;
    const at = cursor.index;
    const what = blockWords.has(cursor.peekWord(1)) ? cursor.peekWord(1) : '';
    cursor.index += what === '' ? 1 : 2;
    const open = this.#frames.findLastIndex((frame) => frame.kind === 'block');
    if (open === -1) {
      this.#unbalanced(at, 'There is no BEGIN for this END.');
      return;
    }
    for (const frame of this.#frames.splice(open).slice(1))
      this.#problem(frame.at, 'Expected a statement for this condition.');
    const isTried = what === 'TRY' && cursor.isAt('BEGIN', 'CATCH');
    if (!isTried) this.#completed();
  }

  #statement(): void {
    const cursor = this.#cursor;
    const from = cursor.index;
    cursor.index = statementEnd(cursor.lexed, { from, to: cursor.end });
    this.#steps.push({ range: { from, to: cursor.index }, ...this.#around([]) });
    this.#completed();
  }

  /** What is around a statement here, under these conditions too. */
  #around(more: readonly PendingGuard[]): Around {
    const { guards, repeated } = this.#frames.at(-1) ?? nothingAround;
    return { guards: nestedGuards(guards, more), repeated };
  }

  /** A statement or block is complete, and with it what decides on it; an IF may go on with ELSE. */
  #completed(): void {
    for (let frame = this.#frames.at(-1); frame?.kind === 'branch'; frame = this.#frames.at(-1)) {
      this.#frames.pop();
      const ahead = this.#cursor.peek()?.type === 'terminator' ? 1 : 0;
      if (frame.condition === undefined || this.#cursor.peekWord(ahead) !== 'ELSE') continue;
      const at = this.#cursor.index + ahead;
      this.#frames.push({ kind: 'branch', at, ...this.#around(negated(frame.condition)) });
      this.#cursor.index += ahead + 1;
      return;
    }
  }

  #finish(): void {
    const open = this.#frames.find((frame) => frame.kind === 'block');
    if (open !== undefined) this.#unbalanced(open.at, 'This BEGIN has no END in its batch.');
    else if (this.#frames[0] !== undefined)
      this.#problem(this.#frames[0].at, 'Expected a statement for this condition.');
  }

  /** One diagnostic is enough for blocks that do not match. */
  #unbalanced(at: number, problem: string): void {
    if (!this.#isUnbalanced) this.#problem(at, problem);
    this.#isUnbalanced = true;
  }

  #problem(at: number, problem: string): void {
    if (this.#reported.has(at)) return;
    this.#reported.add(at);
    this.#steps.push({ range: { from: at, to: at + 1 }, guards: [], repeated: false, problem });
  }
}
