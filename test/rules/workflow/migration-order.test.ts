import { describe, expect, it } from 'vitest';
import { lintProject } from '../../../src/lint/lint.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { openInMemory } from '../example-project.ts';

type Texts = Readonly<Record<string, string>>;

/** What the rule finds when some migrations have shipped and others have not. */
async function found(framework: string, shipped: Texts, added: Texts): Promise<readonly Diagnostic[]> {
  const project = await openInMemory({
    config: {
      extends: [],
      chains: [{ name: 'app', framework, dialect: 'postgres', include: ['**'] }],
      rules: { 'migration-order': 'error' },
    },
    workTree: new Map(Object.entries({ ...shipped, ...added })),
    shipped: new Map(Object.entries(shipped)),
  });
  return lintProject(project, { today: '2026-01-31', startedAt: 0 }).diagnostics;
}

const create = (table: string): string => `CREATE TABLE ${table} (id bigint PRIMARY KEY);\n`;

describe('two branches that have met', () => {
  const shipped = { 'migrations/01_a.sql': create('a'), 'migrations/04_d.sql': create('d') };
  const added = {
    'migrations/02_b.sql': create('b'),
    'migrations/03_c.sql': create('c'),
    'migrations/05_e.sql': create('e'),
  };

  it('are one finding, which lists the migrations to create again in their order', async () => {
    const [finding, ...others] = await found('sql', shipped, added);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      message: '02_b and 03_c sort before 04_d, which has shipped on main (1a2b3c4)',
      span: { file: 'migrations/02_b.sql' },
      remedy: [
        'delete these and create them again in this order, so that they come after 04_d:',
        '    02_b',
        '    03_c',
        '    05_e',
      ].join('\n'),
    });
    expect(finding?.related.map(({ message }) => message)).toEqual(['03_c comes late, too', '04_d has shipped']);
  });
});

describe('what becomes of a latecomer', () => {
  const file = (framework: string, number: string): string =>
    framework === 'golang-migrate' ? `migrations/${number}_x.up.sql` : `migrations/${number}_x.sql`;
  const text = (framework: string, table: string): string =>
    framework === 'goose' ? `-- +goose Up\n${create(table)}` : create(table);

  it.each([
    ['sql', 'a database that has run 000003_x runs it now'],
    ['golang-migrate', 'a database that has run 000003_x never runs it, and nothing says so'],
    ['goose', 'the tool stops at it where 000003_x has run'],
  ])('of %s: %s', async (framework, why) => {
    const shipped = {
      [file(framework, '000001')]: text(framework, 'a'),
      [file(framework, '000003')]: text(framework, 'c'),
    };
    const [finding] = await found(framework, shipped, { [file(framework, '000002')]: text(framework, 'b') });
    expect(finding?.why).toContain(why);
  });
});

describe('a migration that was renamed', () => {
  it('is left to no-shipped-edits', async () => {
    const rest = { 'migrations/03_c.sql': create('c') };
    const project = await openInMemory({
      config: {
        extends: [],
        chains: [{ name: 'app', framework: 'sql', dialect: 'postgres', include: ['**'] }],
        rules: { 'migration-order': 'error' },
      },
      workTree: new Map(Object.entries({ 'migrations/02_b.sql': create('b'), ...rest })),
      shipped: new Map(Object.entries({ 'migrations/01_b.sql': create('b'), ...rest })),
    });
    expect(lintProject(project, { today: '2026-01-31', startedAt: 0 }).diagnostics).toEqual([]);
  });
});
