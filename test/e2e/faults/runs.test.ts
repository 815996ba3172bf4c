import { mkdtempSync, readdirSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../cli/running.ts';
import type { Ended, Place } from './faults.ts';
import { changesOf, runBuilt, textsIn } from './faults.ts';

const project = {
  'migrations/001_a.sql': 'CREATE TABLE IF NOT EXISTS a (id bigint PRIMARY KEY);\n',
  'migrations/002_b.sql': 'DROP TABLE a;\n',
  'mig-lint.config.json': '{ "extends": [], "rules": { "require-if-exists": "error" } }',
};
const fixed = { ...project, 'migrations/002_b.sql': 'DROP TABLE IF EXISTS a;\n' };

function newPlace(files: Readonly<Record<string, string>> = project): Place {
  return { cwd: folderWith(files), cache: mkdtempSync(path.join(tmpdir(), 'mig-lint-cache-')) };
}

/** A report but for how long it took. */
function told({ code, out, err }: Ended): unknown {
  return { code, out: out.replace(/"durationMs": [\d.]+/, ''), err };
}

const lint = ['--format', 'json'];

describe('what runs leave for the next one', () => {
  it('changes no report, wherever writing it is killed', async () => {
    const place = newPlace();
    const expected = told(await runBuilt(place, [...lint, '--no-cache']));
    const counted = newPlace();
    const changes = await changesOf(counted, lint, counted.cache);
    expect(changes).toBeGreaterThan(2);
    for (let at = 1; at <= changes; at += 1) {
      const own: Place = { ...place, cache: mkdtempSync(path.join(tmpdir(), 'mig-lint-cache-')) };
      await runBuilt(own, lint, { kind: 'KILL', at, folder: own.cache });
      expect(told(await runBuilt(own, lint))).toEqual(expected);
    }
  }, 120_000);

  it.each(['ENOSPC', 'EROFS', 'EACCES'] as const)('fails nothing when it cannot be written: %s', async (kind) => {
    const place = newPlace();
    const expected = told(await runBuilt(place, [...lint, '--no-cache']));
    expect(told(await runBuilt(place, lint, { kind, at: 1, folder: place.cache }))).toEqual(expected);
    expect(told(await runBuilt(place, lint))).toEqual(expected);
  });

  it('is used and replaced when the clock has gone back since', async () => {
    const place = newPlace();
    const expected = told(await runBuilt(place, lint));
    const later = new Date(Date.now() + 10 * 365 * 86_400_000);
    for (const folder of [place.cwd, place.cache]) {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        utimesSync(path.join(folder, name), later, later);
      }
    }
    expect(told(await runBuilt(place, lint))).toEqual(expected);
  });
});

describe('two runs at once', () => {
  it('give the same report, from one cache', async () => {
    const place = newPlace();
    const [one, other] = await Promise.all([runBuilt(place, lint), runBuilt(place, lint)]);
    expect(told(one)).toEqual(told(other));
    expect(told(await runBuilt(place, lint))).toEqual(told(one));
  });

  it('both fix, and every file is whole', async () => {
    const place = newPlace();
    const args = ['--fix', '--no-cache'];
    const codes = (await Promise.all([runBuilt(place, args), runBuilt(place, args)])).map(({ code }) => code);
    // One of them can meet what the other has changed.
    expect([0, 2]).toEqual(expect.arrayContaining(codes));
    expect((await runBuilt(place, args)).code).toBe(0);
    expect(textsIn(place.cwd)).toEqual(fixed);
  });

  it('both record what has shipped, and the manifest is whole', async () => {
    const place = newPlace();
    const ended = await Promise.all([runBuilt(place, ['ship']), runBuilt(place, ['ship'])]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    const alone = newPlace();
    await runBuilt(alone, ['ship']);
    expect(textsIn(place.cwd)).toEqual(textsIn(alone.cwd));
  });
});

it('a file that changes after it was read is not edited by its old places', async () => {
  const place = newPlace();
  const { code, err } = await runBuilt(place, ['--fix', '--no-cache'], { kind: 'CHANGE', at: 0, folder: place.cwd });
  expect(code).toBe(2);
  expect(err).toContain(
    'migrations/002_b.sql has changed since it was read: nothing is written, run the command again',
  );
  expect(textsIn(place.cwd)['migrations/002_b.sql']).toBe('DROP TABLE a;\n-- changed\n');
});

it('a folder of many files is read whole', async () => {
  const count = 1000;
  const place = newPlace(
    Object.fromEntries(
      Array.from({ length: count }, (_, number) => [
        `migrations/${String(number).padStart(6, '0')}_a.sql`,
        `CREATE TABLE IF NOT EXISTS t${String(number)} (id bigint PRIMARY KEY);\n`,
      ]),
    ),
  );
  const { out } = await runBuilt(place, ['--format', 'json', '--no-cache']);
  expect(JSON.parse(out)).toMatchObject({ summary: { migrations: count, statements: count, opaque: 0 } });
}, 60_000);
