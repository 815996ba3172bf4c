import { describe, expect, it } from 'vitest';
import { lintProject } from '../../src/lint/lint.ts';
import { openInMemory } from '../rules/example-project.ts';

type Texts = Readonly<Record<string, string>>;

/** What `no-shipped-edits` and `no-drop-column` find when one tree has shipped and another is there now. */
async function findings(shipped: Texts, workTree: Texts): Promise<readonly string[]> {
  const project = await openInMemory({
    config: { extends: [], rules: { 'no-shipped-edits': 'error', 'no-drop-table': 'error' } },
    workTree: new Map(Object.entries(workTree)),
    shipped: new Map(Object.entries(shipped)),
  });
  const { diagnostics } = lintProject(project, { today: '2026-01-31', startedAt: 0 });
  return diagnostics.map(({ migration, rule }) => `${migration}: ${rule}`);
}

const create = 'CREATE TABLE a (id int);';

describe('a new name for a shipped migration', () => {
  it('is harmless where the ledger keeps its version', async () => {
    expect(await findings({ 'm/1_a.up.sql': create }, { 'm/1_b.up.sql': create })).toEqual([]);
  });

  it('does not hide that it means something else now', async () => {
    const changed = { 'm/1_b.up.sql': 'CREATE TABLE b (id int);' };
    expect(await findings({ 'm/1_a.up.sql': create }, changed)).toEqual(['1_b: no-shipped-edits']);
  });

  it('is an edit where the tool keeps a checksum', async () => {
    expect(await findings({ 'm/V1__a.sql': create }, { 'm/V1__b.sql': create })).toEqual(['V1__b: no-shipped-edits']);
  });

  it('is another migration where the ledger keeps the name', async () => {
    const named = (name: string): Texts => ({ [`migrations/${name}/migration.sql`]: create });
    expect(await findings(named('1_a'), named('1_b'))).toEqual(['1_b: no-shipped-edits']);
  });
});

describe('a migration that is run again when it changes', () => {
  const versioned = { 'm/V1__a.sql': create };

  it('may be edited', async () => {
    const was = { ...versioned, 'm/R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT 1 AS x;' };
    const is = { ...versioned, 'm/R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT 2 AS x;' };
    expect(await findings(was, is)).toEqual([]);
  });

  it('is judged anew', async () => {
    const was = { ...versioned, 'm/R__v.sql': 'SELECT 1;' };
    expect(await findings(was, { ...versioned, 'm/R__v.sql': 'DROP TABLE a;' })).toEqual(['R__v: no-drop-table']);
    expect(await findings(was, was)).toEqual([]);
  });

  it('must not go away', async () => {
    expect(await findings({ ...versioned, 'm/R__v.sql': 'SELECT 1;' }, versioned)).toEqual([': no-shipped-edits']);
  });
});

it('what a tool leaves in the folder of its migrations is no chain', async () => {
  const project = await openInMemory({
    config: {},
    workTree: new Map([
      ['m/1_a.up.sql', create],
      ['m/002_by_hand.sql', 'DROP TABLE a;'],
    ]),
  });
  expect(project.chains.map(({ framework }) => framework.name)).toEqual(['golang-migrate']);
});
