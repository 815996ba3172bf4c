import { describe, expect, it } from 'vitest';
import { postgresMigrations } from '../../../src/frameworks/postgres-migrations/index.ts';
import { idsOf, inMemory, problemsOf, readProject } from '../reading.ts';

const manifest = { 'package.json': '{ "dependencies": { "postgres-migrations": "5" } }' };

describe('a folder is a chain of postgres-migrations', () => {
  it('by the package that the project depends on', async () => {
    const { chain } = await readProject(postgresMigrations, { ...manifest, 'm/1_a.sql': '' });
    expect(chain).toMatchObject({ dialect: 'postgres', folder: 'm' });
    expect(chain.evidence).toContain('package.json depends on postgres-migrations');
  });

  it('by the comment that only it knows', async () => {
    const { chain } = await readProject(postgresMigrations, {
      'm/0001-a.sql': '-- postgres-migrations disable-transaction',
    });
    expect(chain.evidence).toContain('m/0001-a.sql says -- postgres-migrations disable-transaction');
  });

  it.each([
    ['without either', { 'm/1_a.sql': '' }],
    ['of dated files', { ...manifest, 'm/20240105_a.sql': '' }],
    ['in a package of its own', { ...manifest, 'p/package.json': '{}', 'p/m/1_a.sql': '' }],
  ])('but not %s', (_, contents) => {
    expect(postgresMigrations.detect(inMemory(contents))).toEqual([]);
  });
});

it('the comment opts out of the transaction, wherever it stands', async () => {
  const text = 'DROP TABLE a; -- postgres-migrations disable-transaction';
  const { migrations } = await readProject(postgresMigrations, { ...manifest, 'm/1_a.sql': text, 'm/2_b.sql': '' });
  expect(migrations.map(({ transaction }) => transaction)).toEqual(['none', 'per-migration']);
});

it('ids are numbers', async () => {
  const files = { ...manifest, 'm/0001_a.sql': '', 'm/10.sql': '', 'm/2-b.sql': '' };
  expect(await idsOf(postgresMigrations, files)).toEqual(['0001_a', '2-b', '10']);
});

it('a missing id is a problem, once', async () => {
  const files = { ...manifest, 'm/1_a.sql': '', 'm/2_b.sql': '', 'm/4_d.sql': '', 'm/5_e.sql': '' };
  expect(await problemsOf(postgresMigrations, files)).toEqual([
    '4_d follows 2_b: postgres-migrations refuses to start without 3',
  ]);
});
