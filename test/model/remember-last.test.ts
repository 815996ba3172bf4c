import { describe, expect, it } from 'vitest';
import { rememberLast } from '../../src/model/remember-last.ts';

describe('what is remembered last', () => {
  const counted = (): { readonly calls: string[]; readonly join: (one: string, other: string) => string } => {
    const calls: string[] = [];
    const join = rememberLast((one: string, other: string) => {
      calls.push(one + other);
      return one + other;
    });
    return { calls, join };
  };

  it('is not made again', () => {
    const { calls, join } = counted();
    expect([join('a', 'b'), join('a', 'b')]).toEqual(['ab', 'ab']);
    expect(calls).toEqual(['ab']);
  });

  it('is made for what differs in any part, and forgotten with the next', () => {
    const { calls, join } = counted();
    expect([join('a', 'b'), join('a', 'c'), join('d', 'c'), join('a', 'b')]).toEqual(['ab', 'ac', 'dc', 'ab']);
    expect(calls).toEqual(['ab', 'ac', 'dc', 'ab']);
  });

  it('tells equal objects apart', () => {
    const made = rememberLast((given: readonly number[]) => [...given]);
    expect(made([1])).not.toBe(made([1]));
  });
});
