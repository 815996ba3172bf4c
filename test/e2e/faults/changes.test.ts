import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith } from '../../cli/running.ts';
import type { Ended, FaultKind, Place } from './faults.ts';
import { changesOf, runBuilt, textsIn } from './faults.ts';

type Texts = Readonly<Record<string, string>>;

const project: Texts = {
  'migrations/001_a.sql':
    'CREATE TABLE IF NOT EXISTS a (id bigint PRIMARY KEY);\nCREATE TABLE IF NOT EXISTS b (id bigint PRIMARY KEY);\n',
  'migrations/002_b.sql': 'DROP TABLE a;\n',
  'migrations/003_c.sql': 'DROP TABLE b;\n',
  'mig-lint.config.json': '{ "extends": [], "rules": { "require-if-exists": "error" } }',
};

/** Commands that change files of the project, and how they end where nothing is in their way. */
const commands: readonly (readonly [title: string, args: readonly string[], code: number])[] = [
  ['--fix', ['--fix', '--no-cache'], 0],
  ['--suppress-all', ['--suppress-all', '--no-cache'], 0],
  ['ship', ['ship'], 0],
  ['a report that goes to a file', ['--format', 'json', '--output-file', 'report.json', '--no-cache'], 1],
];

function newPlace(): Place {
  return { cwd: folderWith(project), cache: mkdtempSync(path.join(tmpdir(), 'mig-lint-cache-')) };
}

/** The project's files, but for how long a run took. */
function textsOf({ cwd }: Place): Texts {
  return Object.fromEntries(
    Object.entries(textsIn(cwd)).map(([file, text]) => [file, text.replace(/"durationMs": [\d.]+/, '"durationMs": 0')]),
  );
}

/** What a run that was ended leaves beside a file, until the next one writes it. */
const leftover = /\.\d+\.tmp$/;

/** Every file is as it was, or as it is to be. */
function expectWhole(texts: Texts, whole: Texts): void {
  for (const [file, text] of Object.entries(texts).filter(([name]) => !leftover.test(name))) {
    expect([project[file], whole[file]], file).toContain(text);
  }
  expect(Object.keys(texts)).toEqual(expect.arrayContaining(Object.keys(project)));
}

describe.each(commands)('%s', (_, args, code) => {
  let whole: Texts = {};
  let changes = 0;

  beforeAll(async () => {
    const place = newPlace();
    changes = await changesOf(place, args, place.cwd);
    whole = textsOf(place);
  });

  /** Strikes at these changes in turn; the next run makes good what is missing. */
  async function strikeAt(places: readonly number[], kind: FaultKind, check: (ended: Ended) => void): Promise<void> {
    expect(whole).not.toEqual(project);
    for (const at of places) {
      const place = newPlace();
      check(await runBuilt(place, args, { kind, at, folder: place.cwd }));
      expectWhole(textsOf(place), whole);
      expect((await runBuilt(place, args)).code).toBe(code);
      expect(textsOf(place)).toEqual(whole);
    }
  }

  it('leaves every file whole wherever it is killed', async () => {
    const places = Array.from({ length: changes }, (_each, index) => index + 1);
    expect(places.length).toBeGreaterThan(1);
    await strikeAt(places, 'KILL', (ended) => {
      expect(ended.code).toBeUndefined();
    });
  }, 120_000);

  it.each(['ENOSPC', 'EROFS', 'EACCES'] as const)(
    'leaves every file whole on %s, and says what it could not write',
    async (kind) => {
      await strikeAt([1], kind, ({ code: ended, err }) => {
        expect(ended).toBe(2);
        expect(err).toMatch(new RegExp(`cannot be written: .*${kind}`));
        expect(err).not.toContain('internal failure');
      });
    },
    60_000,
  );
});
