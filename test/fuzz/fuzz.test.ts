import { expect, test } from 'vitest';
import { batchOf, readers, textsFor } from './index.ts';
import { minimise } from './minimise.ts';

/** So few that all of them take seconds; `npm run fuzz` gives each reader a million. */
const cases = 25;

test.each(readers.map((reader) => [reader.name, reader] as const))('%s', async (_, reader) => {
  const check = await reader.load();
  const isBroken = (text: string): boolean => failureOf(check, text) !== undefined;
  const broken = batchOf(textsFor(reader), 20_240_101, cases).filter(isBroken);
  const shortest = broken.map((text) => minimise(text, isBroken));
  expect(shortest.map((text) => [text, failureOf(check, text)])).toEqual([]);
});

function failureOf(check: (text: string) => void, text: string): string | undefined {
  try {
    check(text);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
