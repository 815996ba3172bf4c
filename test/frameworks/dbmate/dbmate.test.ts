import { describe, expect, it } from 'vitest';
import { dbmate } from '../../../src/frameworks/dbmate/index.ts';
import { idsOf, inMemory, problemsOf, readProject } from '../reading.ts';

const both = '-- migrate:up\nDROP TABLE a;\n-- migrate:down\nCREATE TABLE a (id int);\n';

describe('a folder is a chain of dbmate', () => {
  it('by the marks in its files', async () => {
    const { chain } = await readProject(dbmate, { 'db/1_a.sql': both, 'db/2_b.sql': both });
    expect(chain.evidence[0]).toBe('-- migrate:up in db/1_a.sql and 1 more file of 2');
  });

  it.each([
    ['when most files have none', { 'db/1_a.sql': both, 'db/2_b.sql': '', 'db/3_c.sql': '' }],
    ['when the mark is not at the beginning of a line', { 'db/1_a.sql': ' -- migrate:up\n' }],
    ['when the mark is another word', { 'db/1_a.sql': '-- migrate:upwards\n' }],
  ])('but not %s', (_, contents) => {
    expect(dbmate.detect(inMemory(contents))).toEqual([]);
  });
});

it('both sides are read, with the comments above', async () => {
  const { migrations } = await readProject(dbmate, { 'db/1_a.sql': `-- why\n${both}` });
  expect(migrations).toMatchObject([
    {
      id: '1_a',
      ledgerKey: '1',
      transaction: 'per-migration',
      up: [{ sql: 'DROP TABLE a', side: 'up' }],
      down: [{ sql: 'CREATE TABLE a (id int)', side: 'down' }],
      problems: [],
    },
  ]);
  expect(migrations[0]?.comments[0]?.text.trim()).toBe('-- why');
});

it('a side leaves its transaction by itself', async () => {
  const text = '-- migrate:up transaction:false\nDROP TABLE a;\n-- migrate:down\nDROP TABLE b;\n';
  const { migrations } = await readProject(dbmate, { 'db/1_a.sql': text });
  expect(migrations[0]?.up).toMatchObject([{ outsideTransaction: true }]);
  expect(migrations[0]?.down?.[0]).not.toHaveProperty('outsideTransaction');
});

describe('dbmate refuses', () => {
  it.each([
    ['no way up', '-- migrate:down\nDROP TABLE a;', 'There is no -- migrate:up: dbmate refuses the file'],
    ['no way down', '-- migrate:up\nDROP TABLE a;', 'There is no -- migrate:down: dbmate refuses the file'],
    [
      'the wrong order',
      '-- migrate:down\n\n-- migrate:up\n',
      'The way back stands before the way up: dbmate refuses the file',
    ],
    [
      'code before the way up',
      `SELECT 1;\n${both}`,
      'Only comments may stand before -- migrate:up: dbmate refuses the file',
    ],
  ])('%s', async (_, text, message) => {
    expect(await problemsOf(dbmate, { 'db/1_a.sql': both, 'db/2_b.sql': both, 'db/3_c.sql': text })).toEqual([message]);
  });

  it('two migrations of one version', async () => {
    expect(await problemsOf(dbmate, { 'db/1_a.sql': both, 'db/1_b.sql': both })).toEqual([
      '1_b has the version 1, as 1_a has: dbmate can record only one of them',
    ]);
  });
});

it('versions are compared as text', async () => {
  expect(await idsOf(dbmate, { 'db/9_a.sql': both, 'db/10_b.sql': both })).toEqual(['10_b', '9_a']);
});
