import { describe, expect, it } from 'vitest';
import { lintProject } from '../../src/lint/lint.ts';
import { openInMemory } from '../rules/example-project.ts';

/** A chain of calls that is longer than any stack. */
const chained = `exports.up = (knex) => knex${'.raw("select 1")'.repeat(60_000)};\nexports.down = () => {};\n`;

describe('a migration that is nested deeper than the stack', () => {
  it('is not understood, and the others are judged', async () => {
    const project = await openInMemory({
      config: {},
      workTree: new Map([
        ['migrations/20240101000000_deep.js', chained],
        [
          'migrations/20240102000000_drop.js',
          "exports.up = (knex) => knex.schema.dropTable('users');\nexports.down = () => {};\n",
        ],
      ]),
    });
    const { coverage, diagnostics } = lintProject(project, { today: '2026-01-31', startedAt: 0 });
    expect(coverage.opaque).toBe(1);
    expect(diagnostics.map(({ rule, migration }) => [migration.slice(15), rule])).toContainEqual([
      'deep.js',
      'unknown-statement',
    ]);
  });
});
