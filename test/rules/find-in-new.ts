import type { ChainConfig } from '../../src/config/config.ts';
import { lintProject } from '../../src/lint/lint.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { openInMemory } from './example-project.ts';

/** What one rule finds in a new SQL migration on top of one that has shipped. */
export async function findInNew(
  rule: string,
  engine: Required<Pick<ChainConfig, 'dialect'>> & Pick<ChainConfig, 'engineVersion'>,
  shipped: string,
  sql: string,
): Promise<readonly Diagnostic[]> {
  const before = new Map([['migrations/0001_before.sql', shipped]]);
  const project = await openInMemory({
    config: {
      extends: [],
      chains: [{ name: 'main', framework: 'sql', include: ['**'], ...engine }],
      rules: { [rule]: 'error' },
    },
    workTree: new Map([...before, ['migrations/0002_new.sql', sql]]),
    shipped: before,
  });
  return lintProject(project, { today: '2026-01-31', startedAt: 0 }).diagnostics;
}
