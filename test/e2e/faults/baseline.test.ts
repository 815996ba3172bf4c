import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith } from '../../cli/running.ts';
import type { Place } from './faults.ts';
import { changesOf, runBuilt, textsIn } from './faults.ts';

type Texts = Readonly<Record<string, string>>;

const old: Texts = {
  'db/sqlite/001_users.up.sql': 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n',
  'db/sqlite/002_email.up.sql': "ALTER TABLE users ADD COLUMN email TEXT DEFAULT '';\n",
};
const write = ['baseline', '--write', '--proof', 'proof.json'];

function newPlace(): Place {
  return { cwd: folderWith(old), cache: mkdtempSync(path.join(tmpdir(), 'mig-lint-cache-')) };
}

/** What a run that was ended leaves beside a file, until the next one writes it. */
const leftover = /\.\d+\.tmp$/;

describe('baseline --write', () => {
  let whole: Texts = {};
  let changes = 0;

  beforeAll(async () => {
    const place = newPlace();
    changes = await changesOf(place, write, place.cwd);
    whole = textsIn(place.cwd);
    expect(Object.keys(whole)).toContain('db/sqlite/002_base.up.sql');
    expect(Object.keys(whole)).not.toContain('db/sqlite/001_users.up.sql');
  }, 30_000);

  /** Every file is as it was or as it is to be, and the old ones go when all that is new is there. */
  function expectWhole(texts: Texts): void {
    const names = Object.keys(texts).filter((name) => !leftover.test(name));
    for (const name of names) {
      // The proof has the time in it.
      if (name !== 'proof.json') expect(texts[name], name).toBe(old[name] ?? whole[name]);
    }
    const isOldWhole = Object.keys(old).every((name) => names.includes(name));
    const isNewWhole = Object.keys(whole).every((name) => names.includes(name));
    expect(isOldWhole || isNewWhole, names.join(', ')).toBe(true);
  }

  it('leaves the old chain or the base whole wherever it is killed', async () => {
    const strike = async (fromEnd: number): Promise<void> => {
      const place = newPlace();
      const { code } = await runBuilt(place, write, { kind: 'KILL', at: changes - fromEnd, folder: place.cwd });
      expect(code).toBeUndefined();
      expectWhole(textsIn(place.cwd));
    };
    await Promise.all([0, 1, 3, 5].map(strike));
  }, 60_000);

  it.each([
    ['EROFS', 1],
    ['EACCES', 3],
    ['ENOSPC', 5],
  ] as const)('leaves the old chain as it was on %s, and says what it could not write', async (kind, at) => {
    const place = newPlace();
    const { code, err } = await runBuilt(place, write, { kind, at, folder: place.cwd });
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`cannot be written: .*${kind}`));
    expect(err).not.toContain('internal failure');
    const texts = textsIn(place.cwd);
    expect(texts).toMatchObject(old);
    // Where nothing can be removed either, the file that is left is named.
    const left = Object.keys(texts).filter((name) => old[name] === undefined && !leftover.test(name));
    for (const name of left) expect(err).toContain(`${name} could not be taken back: remove it`);
  });

  it('says which old file could not be removed', async () => {
    const place = newPlace();
    const { code, err } = await runBuilt(place, write, { kind: 'EACCES', at: changes, folder: place.cwd });
    expect(code).toBe(2);
    expect(err).toContain('002_email.up.sql cannot be removed: EACCES');
    expect(err).toContain('The base is written and proved: remove the old files that are left');
    expectWhole(textsIn(place.cwd));
  });
});

it('a proof or a report that cannot be written is named, and neither is there by half', async () => {
  const strike = async (...more: readonly string[]): Promise<void> => {
    const place = newPlace();
    const args = ['baseline', '--to', 'db', '--from', 'db', ...more];
    const { code, err } = await runBuilt(place, args, { kind: 'ENOSPC', at: 1, folder: place.cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/(?:report\.txt|proof\.json) cannot be written: ENOSPC/);
    expect(textsIn(place.cwd)).toEqual(old);
  };
  await Promise.all([strike('--no-proof', '--output-file', 'report.txt'), strike('--proof', 'proof.json')]);
});
