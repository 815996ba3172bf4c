import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config/config.ts';
import { resolveConfig } from '../../../src/config/resolve.ts';
import { lintProject } from '../../../src/lint/lint.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { rules } from '../../../src/rules/index.ts';
import { openInMemory } from '../example-project.ts';

type Texts = Readonly<Record<string, string>>;

interface Case {
  readonly framework?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly release?: NonNullable<Config['release']>;
  readonly shipped?: Texts;
  readonly workTree: Texts;
}

async function found({ framework = 'sql', options = {}, release, shipped = {}, workTree }: Case) {
  const project = await openInMemory({
    config: {
      extends: [],
      chains: [{ name: 'app', framework, dialect: 'postgres', include: ['migrations/**'] }],
      rules: { 'migration-naming': ['error', options] },
      ...(release === undefined ? {} : { release }),
    },
    workTree: new Map(Object.entries(workTree)),
    shipped: new Map(Object.entries(shipped)),
  });
  return lintProject(project, { today: '2026-01-31', startedAt: 0 });
}

async function messages(given: Case): Promise<readonly Diagnostic['message'][]> {
  return (await found(given)).diagnostics.map(({ message }) => message);
}

const table = (name: string): string => `CREATE TABLE ${name} (id bigint PRIMARY KEY);\n`;

describe('dates that cannot be', () => {
  it.each([
    ['20241301000000_a', 'there is no month 13'],
    ['20230229000000_a', '2023-02 has no day 29'],
    ['2024-04-31_a', '2024-04 has no day 31'],
    ['20240101250000_a', 'there is no time 25:00:00'],
  ])('%s: %s', async (name, why) => {
    expect(await messages({ workTree: { [`migrations/${name}.sql`]: table('a') } })).toEqual([
      `${name} has a date that cannot be: ${why}`,
    ]);
  });

  it.each(['20240229000000_a', '0001_a', '99999999999999_a'])('%s can be, or is no date', async (name) => {
    expect(await messages({ workTree: { [`migrations/${name}.sql`]: table('a') } })).toEqual([]);
  });
});

describe('the version in a name', () => {
  const options = { preset: 'semver' };

  it('is that of the release, where the configuration says where it stands', async () => {
    const report = await found({
      options,
      release: { file: 'package.json' },
      workTree: { 'package.json': '{"version": "1.5.0"}', 'migrations/1.4.0-a.sql': table('a') },
    });
    expect(report.diagnostics).toMatchObject([
      {
        message: '1.4.0-a has version 1.4.0, and the release that is being built is 1.5.0',
        remedy: 'name it 1.5.0-a',
        related: [{ span: { file: 'package.json' } }],
      },
    ]);
  });

  it('cannot be compared where the place does not say one, which is said', async () => {
    const report = await found({
      options,
      release: { file: 'package.json' },
      workTree: { 'migrations/1.4.0-a.sql': table('a') },
    });
    expect(report.diagnostics).toEqual([]);
    expect(report.notes).toEqual(['the release that is being built was not found in package.json']);
  });

  it('has three numbers without leading zeros', async () => {
    expect(await messages({ options, workTree: { 'migrations/1.04.0-a.sql': table('a') } })).toEqual([
      '1.04.0-a is not named X.Y.Z-Name, after the time stamp where the tool writes one',
    ]);
  });
});

describe('names that are taken', () => {
  it('are said of the later one of two new ones', async () => {
    const workTree = { 'migrations/01_a.sql': table('a'), 'migrations/01_b.sql': table('b') };
    expect(await messages({ options: { preset: 'sequence' }, workTree })).toEqual([
      '01_b and 01_a claim the same place in the order: 01',
    ]);
  });

  it('are said of the new one when the other one has shipped', async () => {
    const shipped = { 'migrations/01_b.sql': table('b') };
    const workTree = { ...shipped, 'migrations/01_a.sql': table('a') };
    expect(await messages({ options: { preset: 'sequence' }, shipped, workTree })).toEqual([
      '01_a and 01_b claim the same place in the order: 01',
    ]);
  });
});

describe('another extension', () => {
  const script =
    "exports.up = (knex) => knex.schema.createTable('a', (table) => table.increments());\nexports.down = () => {};\n";

  it('is another id where the tool keeps whole names', async () => {
    const given = {
      framework: 'knex',
      shipped: { 'migrations/20240101000000_a.js': script },
      workTree: { 'migrations/20240101000000_a.ts': script },
    };
    expect(await messages(given)).toEqual([
      '20240101000000_a.js became 20240101000000_a.ts: only the extension is another, and the ledger knows it with its extension',
    ]);
  });
});

describe('a pattern that can take for ever', () => {
  it('is refused in the configuration', () => {
    const config = { rules: { 'migration-naming': ['error', { pattern: '^(a+)+$' }] } };
    expect(() => resolveConfig(config, { root: '/shop', sourceName: 'mig-lint.config.json', rules })).toThrow(
      'rules["migration-naming"][1].pattern in mig-lint.config.json: expected a regular expression that reads any name fast: a repetition within a repetition can take for ever, found "^(a+)+$"',
    );
  });
});
