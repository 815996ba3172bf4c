import { describe, expect, it } from 'vitest';
import { drizzle } from '../../../src/frameworks/drizzle/index.ts';
import { idsOf, inMemory, problemsOf, readProject } from '../reading.ts';

const journal = 'drizzle/meta/_journal.json';

/** A journal of these tags, each a day after the one before. */
function journalOf(tags: readonly string[], dialect = 'postgresql'): string {
  const entries = tags.map((tag, idx) => ({ idx, version: '7', when: 1_700_000_000_000 + idx * 86_400_000, tag }));
  return JSON.stringify({ version: '7', dialect, entries });
}

describe('a folder is a chain of Drizzle by its journal', () => {
  it.each([
    ['postgresql', 'postgres'],
    ['mysql', 'mysql'],
    ['sqlite', 'sqlite'],
    ['turso', 'sqlite'],
    ['singlestore', 'mysql'],
  ])('for %s', async (name, dialect) => {
    const { chain, migrations } = await readProject(drizzle, {
      'drizzle/0000_a.sql': 'DROP TABLE a;',
      [journal]: journalOf(['0000_a'], name),
    });
    expect(chain).toMatchObject({ folder: 'drizzle', dialect });
    expect(chain.evidence).toEqual([`${journal} lists 1 migration`, `${journal} says "dialect": "${name}"`]);
    expect(migrations).toMatchObject([{ transaction: 'whole-batch', ledgerKey: '1700000000000' }]);
  });

  it.each([
    ['of a database that is not read', journalOf(['0000_a'], 'gel'), `${journal} says "gel", which is not read here`],
    ['that is broken', '{ "entries": [', `${journal} is no journal that can be read`],
    ['of another shape', '[]', `${journal} is no journal that can be read`],
  ])('but not %s, which is said', (_, text, reason) => {
    const files = inMemory({ 'drizzle/0000_a.sql': '', [journal]: text });
    expect(drizzle.detect(files)).toEqual([]);
    expect(drizzle.passOver?.(files)).toMatchObject([{ folder: 'drizzle', reason }]);
  });
});

describe('the journal', () => {
  it('is the order', async () => {
    const files = { 'drizzle/0000_a.sql': '', 'drizzle/0001_b.sql': '', [journal]: journalOf(['0001_b', '0000_a']) };
    expect(await idsOf(drizzle, files)).toEqual(['0001_b', '0000_a']);
  });

  it('decides what is run: a file that it does not list has no way up', async () => {
    const files = { 'drizzle/0000_a.sql': '', 'drizzle/0001_b.sql': 'DROP TABLE b;', [journal]: journalOf(['0000_a']) };
    const { migrations } = await readProject(drizzle, files);
    expect(migrations[1]).toMatchObject({
      id: '0001_b',
      up: [],
      problems: [
        { message: `0001_b is not in ${journal}: Drizzle never runs it`, span: { file: 'drizzle/0001_b.sql' } },
      ],
    });
  });

  it('must not list what is not there', async () => {
    const text = journalOf(['0000_a', '0001_b']);
    const { migrations } = await readProject(drizzle, { 'drizzle/0000_a.sql': '', [journal]: text });
    const start = text.indexOf('"0001_b"');
    expect(migrations[1]?.problems).toMatchObject([
      {
        message: '0001_b has no file: Drizzle stops at it',
        span: { file: journal, start, end: start + 8 },
        about: 'order',
      },
    ]);
  });

  it('must not go back in time', async () => {
    const text = journalOf(['0000_a', '0001_b']).replace('1700086400000', '1600000000000');
    expect(await problemsOf(drizzle, { 'drizzle/0000_a.sql': '', 'drizzle/0001_b.sql': '', [journal]: text })).toEqual([
      '0001_b has an earlier "when" than 0000_a: a database that has run that one skips it',
    ]);
  });
});

describe('the folders of 1.0', () => {
  const folder = 'drizzle/20240105090000_a';

  it('are a chain by their snapshots', async () => {
    const { chain, migrations } = await readProject(drizzle, {
      [`${folder}/migration.sql`]: 'DROP TABLE a;',
      [`${folder}/snapshot.json`]: '{ "dialect": "mysql" }',
    });
    expect(chain).toMatchObject({ folder: 'drizzle', dialect: 'mysql' });
    expect(migrations).toMatchObject([{ id: '20240105090000_a', transaction: 'whole-batch' }]);
  });

  it('are none without', () => {
    expect(drizzle.detect(inMemory({ [`${folder}/migration.sql`]: 'DROP TABLE a;' }))).toEqual([]);
  });
});
