import { expect, test } from 'vitest';
import { batchOf, readers, textsFor } from './index.ts';
import { minimise } from './minimise.ts';
import type { Check } from './reader.ts';

/** So few that all of them take seconds; `npm run fuzz` gives each reader a million. */
const cases = 25;

test.each(readers.map((reader) => [reader.name, reader] as const))('%s', async (_, reader) => {
  const check = await reader.load();
  const isBroken = async (text: string): Promise<boolean> => (await failureOf(check, text)) !== undefined;
  const broken: (readonly [text: string, failure: string | undefined])[] = [];
  for (const text of batchOf(textsFor(reader), 20_240_101, cases)) {
    if (!(await isBroken(text))) continue;
    const shortest = await minimise(text, isBroken);
    broken.push([shortest, await failureOf(check, shortest)]);
  }
  expect(broken).toEqual([]);
});

async function failureOf(check: Check, text: string): Promise<string | undefined> {
  try {
    await check(text);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
