/** A source of decisions: the same seed makes the same ones. */
export interface Random {
  /** A whole number from 0 up to, and without, `count`. */
  below(count: number): number;
  /** One of a list, which is not empty. */
  of<T>(list: readonly T[]): T;
  /** Once in `count` times. */
  oneIn(count: number): boolean;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  // Mulberry32: one multiplication a number, and good enough to choose places in a text.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    of(list) {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new RangeError('there is nothing to choose from');
      return chosen;
    },
    oneIn: (count) => below(count) === 0,
  };
}
