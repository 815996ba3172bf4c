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

interface Entry extends Place {
  chain: HostValue;
  at: Span;
  use: Use | undefined;
  /** It became part of another chain, or an argument of one, or stands elsewhere now. */
  gone: boolean;
}

/** Gathers the effects of one function, and follows each chain from where it is built to where it is used. */
export class Recorder {
  private readonly list: (Entry | Effect)[] = [];
  private readonly open = new Map<HostValue, Entry>();
  private readonly runsOnCall: boolean;

  constructor(runs: 'on-call' | 'when-awaited') {
    this.runsOnCall = runs === 'on-call';
  }

  get length(): number {
    return this.list.length;
  }

  /** What became of a chain by later calls on it, as long as it was not run. */
  latest(chain: HostValue): HostValue | undefined {
    const entry = this.open.get(chain);
    return entry === undefined || entry.gone || entry.use !== undefined ? undefined : entry.chain;
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
    const entry: Entry = { chain, at: chain.at, use: undefined, gone: false, ...place };
    this.open.set(chain, entry);
    this.list.push(entry);
  }

  opaque(reason: string, at: Span, bounded: boolean, place: Place): void {
    this.list.push({ kind: 'opaque', reason, at, bounded, ...place });
  }

  /** A value is waited for, returned, or left alone as a statement. */
  use(value: Value, how: Use, place: Place): void {
    if (value.kind === 'array') for (const element of value.elements) this.use(element, how, place);
    if (value.kind === 'unknown') for (const one of value.oneOf ?? []) this.use(one, how, place);
    if (value.kind !== 'host') return;
    const entry = this.open.get(value);
    if (entry === undefined || entry.gone || (entry.use !== undefined && entry.use !== 'statement')) return;
    if (this.runsOnCall) {
      entry.use = how;
      return;
    }
    entry.gone = true;
    const conditions = [...entry.conditions, ...place.conditions.filter((one) => !entry.conditions.includes(one))];
    const repeated = entry.repeated || place.repeated;
    const moved = {
      ...entry,
      conditions,
      repeated,
      attempted: entry.attempted || place.attempted,
      use: how,
      gone: false,
    };
    this.open.set(value, moved);
    this.list.push(moved);
  }

  /** A value became an argument of a chain: what it was built from is no effect by itself. */
  absorb(value: Value): void {
    if (value.kind === 'array') for (const element of value.elements) this.absorb(element);
    if (value.kind === 'object') for (const entry of value.entries.values()) this.absorb(entry.value);
    if (value.kind === 'unknown') for (const one of value.oneOf ?? []) this.absorb(one);
    const entry = value.kind === 'host' ? this.open.get(value) : undefined;
    if (entry?.use === undefined && entry !== undefined) entry.gone = true;
  }

  /** What was recorded from there on turned out to be the first round of a loop of unknown length. */
  repeatFrom(index: number): void {
    for (const [offset, entry] of this.list.slice(index).entries()) {
      const repeated = { ...entry, repeated: true };
      this.list[index + offset] = repeated;
      if ('use' in repeated) this.open.set(repeated.chain, repeated);
    }
  }

  effects(): readonly Effect[] {
    return this.list.flatMap((entry): readonly Effect[] => {
      if ('kind' in entry) return [entry];
      const { chain, at, conditions, repeated, attempted, use, gone } = entry;
      return gone ? [] : [{ kind: 'chain', chain, at, conditions, repeated, attempted, run: use ?? 'never' }];
    });
  }
}
