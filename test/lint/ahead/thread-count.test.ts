import { expect, test } from 'vitest';
import { threadsFor } from '../../../src/lint/ahead/thread-count.ts';

test.each([
  { entries: 249, processors: 8, threads: 0 },
  { entries: 250, processors: 8, threads: 1 },
  { entries: 800, processors: 8, threads: 3 },
  { entries: 10_000, processors: 64, threads: 4 },
  { entries: 10_000, processors: 4, threads: 2 },
  { entries: 10_000, processors: 2, threads: 0 },
  { entries: 10_000, processors: 1, threads: 0 },
])('$entries migrations on $processors processors are worth $threads threads', ({ entries, processors, threads }) => {
  expect(threadsFor(entries, processors)).toBe(threads);
});
