import { efCore } from './ef-core/index.ts';
import type { Framework } from './framework.ts';
import { sql } from './sql/index.ts';

/** The registry, the most telling first: what one framework takes, the next ones do not see. */
export const frameworks: readonly Framework[] = [efCore, sql];

export function findFramework(name: string): Framework | undefined {
  return frameworks.find((framework) => framework.name === name);
}
