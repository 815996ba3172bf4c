import { describe, expect, it } from 'vitest';
import { diesel } from '../../../src/frameworks/diesel/index.ts';
import { idsOf, inMemory, readProject, type Contents } from '../reading.ts';

const up = 'DROP TABLE a;';

describe('a folder is a chain of Diesel', () => {
  it('because its folders hold up.sql and down.sql', async () => {
    const files = { 'db/2024_a/up.sql': up, 'db/2024_a/down.sql': up, 'db/2025_b/up.sql': up, 'diesel.toml': '' };
    const { chain } = await readProject(diesel, files);
    expect(chain).toMatchObject({
      folder: 'db',
      paths: ['db/2024_a/down.sql', 'db/2024_a/up.sql', 'db/2025_b/up.sql'],
    });
    expect(chain.evidence.slice(0, 2)).toEqual([
      '2 folders with up.sql and down.sql',
      'diesel.toml is the configuration of Diesel',
    ]);
  });

  it('but not with an up.sql of something else', () => {
    expect(diesel.detect(inMemory({ 'docker/up.sql': up, 'up.sql': up }))).toEqual([]);
  });
});

it('a migration has both ways, in a transaction', async () => {
  const { migrations } = await readProject(diesel, {
    'm/2024-01-31-120000_a/up.sql': up,
    'm/2024-01-31-120000_a/down.sql': up,
  });
  expect(migrations).toMatchObject([
    { id: '2024-01-31-120000_a', ledgerKey: '20240131120000', transaction: 'per-migration', up: [{}], down: [{}] },
  ]);
});

describe('metadata.toml', () => {
  async function transactionWith(metadata: string): Promise<readonly unknown[]> {
    const files: Contents = { 'm/100_a/up.sql': up, 'm/100_a/metadata.toml': metadata };
    const { migrations } = await readProject(diesel, files);
    return migrations.map(({ transaction }) => transaction);
  }

  it('opts out of the transaction', async () => {
    expect(await transactionWith('run_in_transaction = false\n')).toEqual(['none']);
  });

  it.each(['# run_in_transaction = false\n', 'run_in_transaction = true\n', ''])('does not by %j', async (metadata) => {
    expect(await transactionWith(metadata)).toEqual(['per-migration']);
  });

  it('is one of the files that the migration is made of', async () => {
    const files = { 'm/100_a/up.sql': up, 'm/100_a/metadata.toml': '' };
    expect((await readProject(diesel, files)).migrations[0]?.files).toEqual([
      'm/100_a/up.sql',
      'm/100_a/metadata.toml',
    ]);
  });
});

it('versions are compared as text, with dashes left out', async () => {
  const inOrder = ['00000000000000_initial', '20170407152306_a', '2018-01-31-120000_b', '2018-01-31-1200000000_c'];
  const files = Object.fromEntries(inOrder.toReversed().map((name) => [`m/${name}/up.sql`, up]));
  expect(await idsOf(diesel, files)).toEqual(inOrder);
});
