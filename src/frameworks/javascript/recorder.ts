import type { Span } from '../../model/span.ts';
import { covers } from '../../model/span.ts';
import type { ChainEffect, Condition, Effect } from './trace.ts';
import type { HostValue, Value } from './value.ts';

/** Where an effect stands. */
export interface Place {
  readonly conditions: readonly Condition[];
  readonly repeated: boolean;
  readonly attempted: boolean;
}

type Use = ChainEffect['run'];

interface Entry {
  /** What it is, and why when it is no chain. */
  chain: HostValue | undefined;
  readonly reason: string;
  readonly bounded: boolean;
  at: Span;
  conditions: readonly Condition[];
  repeated: boolean;
  attempted: boolean;
  use: Use | undefined;
  /** It became part of another chain, or an argument of one. */
  gone: boolean;
  /** Entries are in the order of these. */
  order: number;
}

/** Gathers the effects of one function, and follows each chain from where it is built to where it is used. */
export class Recorder {
  private readonly entries: Entry[] = [];
  private readonly open = new Map<HostValue, Entry>();
  private readonly runsOnCall: boolean;
  private next = 0;

  constructor(runs: 'on-call' | 'when-awaited') {
    this.runsOnCall = runs === 'on-call';
  }

  /** A mark for `repeatFrom`. */
  get mark(): number {
    return this.next;
  }

  /** What became of a chain by later calls on it, as long as it was not run. */
  latest(chain: HostValue): HostValue | undefined {
    const entry = this.open.get(chain);
    return entry === undefined || entry.gone || isRun(entry) ? undefined : entry.chain;
  }

  /** A chain was made longer by a call, or by a property after one; `changes`: it is the same builder as before. */
  chain(chain: HostValue, before: HostValue, changes: boolean, place: Place): void {
    const earlier = this.open.get(before);
    if (changes && earlier !== undefined && this.latest(before) !== undefined) {
      earlier.chain = chain;
      if (covers(chain.at, earlier.at)) earlier.at = chain.at;
      this.open.set(chain, earlier);
      return;
    }
    if (earlier !== undefined) earlier.gone = true;
    this.open.set(chain, this.add(chain, '', false, chain.at, place));
  }

  opaque(reason: string, at: Span, bounded: boolean, place: Place): void {
    this.add(undefined, reason, bounded, at, place);
  }

  /** A value is waited for, returned, or left alone as a statement. */
  use(value: Value, how: Use, place: Place, within: ReadonlySet<Value> = new Set()): void {
    if (within.has(value)) return;
    if (value.kind === 'array') {
      const around = new Set(within).add(value);
      for (const element of value.elements) this.use(element, how, place, around);
    }
    if (value.kind === 'unknown') for (const one of value.oneOf ?? []) this.use(one, how, place);
    if (value.kind !== 'host') return;
    const entry = this.open.get(value);
    if (entry === undefined || entry.gone || isRun(entry)) return;
    entry.use = how;
    if (this.runsOnCall) return;
    entry.conditions = [...entry.conditions, ...place.conditions.filter((one) => !entry.conditions.includes(one))];
    entry.repeated ||= place.repeated;
    entry.attempted ||= place.attempted;
    entry.order = this.next;
    this.next += 1;
  }

  /** A value became an argument of a chain: what it was built from is no effect by itself. */
  absorb(value: Value, within: ReadonlySet<Value> = new Set()): void {
    // A list can hold itself.
    if (within.has(value)) return;
    if (value.kind === 'array' || value.kind === 'object') {
      const around = new Set(within).add(value);
      const parts = value.kind === 'array' ? value.elements : [...value.entries.values()].map((entry) => entry.value);
      for (const part of parts) this.absorb(part, around);
    }
    if (value.kind === 'unknown') for (const one of value.oneOf ?? []) this.absorb(one, within);
    const entry = value.kind === 'host' ? this.open.get(value) : undefined;
    if (entry !== undefined && entry.use === undefined) entry.gone = true;
  }

  /** What was recorded since the mark turned out to be the first round of a loop of unknown length. */
  repeatFrom(mark: number): void {
    for (const entry of this.entries) if (entry.order >= mark) entry.repeated = true;
  }

  effects(): readonly Effect[] {
    const remaining = this.entries.filter(({ gone }) => !gone).sort((one, other) => one.order - other.order);
    return remaining.map(({ chain, reason, bounded, at, conditions, repeated, attempted, use }): Effect => {
      const place = { at, conditions, repeated, attempted };
      return chain === undefined
        ? { kind: 'opaque', reason, bounded, ...place }
        : { kind: 'chain', chain, run: use ?? 'never', ...place };
    });
  }

  private add(chain: HostValue | undefined, reason: string, bounded: boolean, at: Span, place: Place): Entry {
    const { conditions, repeated, attempted } = place;
    const own = { conditions, repeated, attempted, use: undefined, gone: false, order: this.next };
    const entry: Entry = { chain, reason, bounded, at, ...own };
    this.next += 1;
    this.entries.push(entry);
    return entry;
  }
}

/** Once somebody has waited for it, a chain is done; a statement that nobody waits for can still be part of one. */
function isRun({ use }: Entry): boolean {
  return use === 'awaited' || use === 'returned';
}
