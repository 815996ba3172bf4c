import type { FactCase } from './fact-page.ts';

/**
 * The servers and libraries on which the tests execute the statements of `fixtures/facts`, by the engine and the version that
 * the pages say. The tests start what stands here, and docs/facts names it: it cannot name what was not run.
 */
export const executed = {
  postgres: [13, 14, 15, 16, 17, 18],
  mariadb: ['10.11'],
  sqlite: ['3.53'],
} as const;

/** The versions of a statement that the tests execute. */
export function executedVersions({ engine, versions }: Pick<FactCase, 'engine' | 'versions'>): readonly string[] {
  const run = new Map<string, readonly (string | number)[]>(Object.entries(executed)).get(engine) ?? [];
  return versions.filter((version) => run.some((one) => String(one) === version));
}
