import { expect, it } from 'vitest';
import { golangMigrate } from '../../../src/frameworks/golang-migrate/index.ts';
import { idsOf, inMemory, problemsOf, readProject } from '../reading.ts';

const up = 'DROP TABLE a;';

it('a folder is a chain of golang-migrate by the names of its files', async () => {
  const { chain } = await readProject(golangMigrate, { 'm/1_a.up.sql': up, 'm/1_a.down.sql': up, 'm/2_b.up.sql': up });
  expect(chain.evidence[0]).toBe('2 files called <version>_<title>.up.sql, such as 1_a');
  expect(golangMigrate.detect(inMemory({ 'm/a.up.sql': up, 'm/1_a.down.sql': up }))).toEqual([]);
});

it.each([
  ['postgres', 'per-file-implicit'],
  ['mysql', 'none'],
  ['sqlserver', 'none'],
  ['sqlite', 'per-migration'],
])('what runs in one transaction depends on the driver: %s', async (dialect, transaction) => {
  const { migrations } = await readProject(golangMigrate, { [`db/${dialect}/1_a.up.sql`]: up });
  expect(migrations).toMatchObject([{ transaction }]);
});

it('a version pairs two files, whatever their titles', async () => {
  const { migrations } = await readProject(golangMigrate, { 'm/01_a.up.sql': up, 'm/1_undo.down.sql': up });
  expect(migrations).toMatchObject([
    { id: '01_a', ledgerKey: '1', files: ['m/01_a.up.sql', 'm/1_undo.down.sql'], down: [{}], problems: [] },
  ]);
});

it('two ways up of one version are a problem', async () => {
  expect(await problemsOf(golangMigrate, { 'm/1_a.up.sql': up, 'm/1_b.up.sql': up })).toEqual([
    '1_b has the version 1, as 1_a has: golang-migrate can record only one of them',
  ]);
});

it('a way back alone is a problem', async () => {
  expect(await problemsOf(golangMigrate, { 'm/1_a.up.sql': up, 'm/2_b.down.sql': up })).toEqual([
    'm/2_b.down.sql has no up file beside it',
  ]);
});

it('numbers are the order', async () => {
  expect(await idsOf(golangMigrate, { 'm/10_b.up.sql': up, 'm/009_a.up.sql': up })).toEqual(['009_a', '10_b']);
});

it('files for several databases side by side are no one chain', () => {
  const files = inMemory({ 'm/1_a.mysql.up.sql': up, 'm/1_a.postgres.up.sql': up, 'm/2_b.up.sql': up });
  expect(golangMigrate.detect(files)).toEqual([]);
  expect(golangMigrate.passOver?.(files)[0]?.reason).toContain('several databases (*.mysql.*, *.postgres.*)');
});

it('ClickHouse is left alone, wherever it lies', () => {
  const files = inMemory({ 'events/1_a.up.sql': 'CREATE TABLE e (id UInt64) ENGINE = MergeTree ORDER BY id' });
  expect(golangMigrate.detect(files)).toEqual([]);
  expect(golangMigrate.passOver?.(files)).toMatchObject([{ folder: 'events', files: 1 }]);
});
