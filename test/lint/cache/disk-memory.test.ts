import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveConfig } from '../../../src/config/resolve.ts';
import type { ProjectFiles } from '../../../src/frameworks/framework.ts';
import type { ThreadPlan } from '../../../src/lint/ahead/threads.ts';
import type { CachePlace } from '../../../src/lint/cache/disk-memory.ts';
import { diskMemory } from '../../../src/lint/cache/disk-memory.ts';
import { lintProject } from '../../../src/lint/lint.ts';
import { openProject } from '../../../src/lint/project.ts';
import type { ProjectMemory } from '../../../src/lint/project-memory.ts';
import { noMemory } from '../../../src/lint/project-memory.ts';
import { contentName } from '../../../src/model/content-name.ts';
import type { Report } from '../../../src/model/report.ts';
import { rules } from '../../../src/rules/index.ts';
import { filesInMemory, shippedFiles } from '../../rules/example-project.ts';

type Texts = Readonly<Record<string, string>>;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-cache-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Files with names of their contents; `seen` gets the paths that are there and whose whole texts are read. */
function named(texts: Texts, seen: string[] = []): ProjectFiles {
  const files = filesInMemory(new Map(Object.entries(texts)));
  return {
    ...files,
    read(file) {
      if (file in texts) seen.push(file);
      return files.read(file);
    },
    contentOf: (file) => {
      const text = texts[file];
      return text === undefined ? undefined : contentName(Buffer.from(text));
    },
  };
}

/** What a run finds in the migrations that come after the first `shipped` ones. */
async function findings(texts: Texts, shipped: number, memory: ProjectMemory, seen: string[] = []): Promise<Report> {
  const all = new Map(Object.entries(texts));
  const project = await openProject({
    config: resolveConfig({ rules: { 'require-lock-timeout': 'off' } }, { root: '/project', rules }),
    files: named(texts, seen),
    shipped: () => Promise.resolve(shippedFiles(new Map([...all].slice(0, shipped)), all)),
    memory,
  });
  return { ...lintProject(project, { today: '2026-01-31', startedAt: 0 }), durationMs: 0 };
}

async function run(
  place: CachePlace,
  texts: Texts,
  shipped: number,
  seen?: string[],
  plan?: ThreadPlan,
): Promise<Report> {
  const memory = diskMemory(place, plan);
  const report = await findings(texts, shipped, memory, seen);
  memory.save();
  return report;
}

const place = (): CachePlace => ({ folder, key: 'build 1' });

const chain: Texts = Object.fromEntries(
  Array.from({ length: 14 }, (_, at) => [
    `migrations/${String(at + 1).padStart(3, '0')}_t.sql`,
    `create table t${String(at)} (id int primary key);\n`,
  ]),
);
const drop = { 'migrations/015_drop.sql': 'drop table t3;\n' };

describe('a later run over the same project', () => {
  it('opens only the files that it judges', async () => {
    await run(place(), { ...chain, ...drop }, 14);
    const seen: string[] = [];
    await run(place(), { ...chain, ...drop }, 14, seen);
    expect([...new Set(seen)]).toEqual(['migrations/015_drop.sql']);
  });

  it('reads a new migration and nothing else, and knows the tables of the others', async () => {
    await run(place(), chain, 13);
    const seen: string[] = [];
    const { diagnostics } = await run(place(), { ...chain, ...drop }, 14, seen);
    expect([...new Set(seen)]).toEqual(['migrations/015_drop.sql']);
    expect(diagnostics.map(({ rule, span }) => [rule, span.file])).toEqual([
      ['no-drop-table', 'migrations/015_drop.sql'],
    ]);
  });

  it('finds what a run without a memory finds, whatever was changed in between', async () => {
    const statement = fc.constantFrom(
      'create table a (id int primary key, b text);',
      'alter table a add column c int not null;',
      'alter table a drop column b;',
      'create index on a (c);',
      'drop table if exists a;',
      'not a statement;',
    );
    const state = fc.dictionary(
      fc.constantFrom(...Object.keys(chain)),
      fc.array(statement, { maxLength: 3 }).map((lines) => lines.join('\n')),
      { minKeys: 1 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(state, { minLength: 2, maxLength: 4 }), fc.nat(13), async (states, shipped) => {
        rmSync(folder, { recursive: true, force: true });
        for (const texts of states) {
          const sorted = Object.fromEntries(
            Object.entries({ ...chain, ...texts }).sort(([one], [two]) => (one < two ? -1 : 1)),
          );
          const remembered = await run(place(), sorted, shipped);
          expect(remembered).toEqual(await findings(sorted, shipped, noMemory));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('threads beside this one', () => {
  const many: Texts = Object.fromEntries(
    Array.from({ length: 120 }, (_, at) => [
      `migrations/${String(at).padStart(3, '0')}_t.sql`,
      `create table t${String(at)} (id int);\n`,
    ]),
  );

  it('are of no matter when they cannot run: this one reads what they were given', async () => {
    const plan = { program: path.join(folder, 'nothing.cjs'), root: folder, links: [] };
    expect(await run(place(), many, 0, [], plan)).toEqual(await findings(many, 0, noMemory));
  });

  it('are not believed about files that are others here', async () => {
    const built = path.join(import.meta.dirname, '../../../dist/reader.cjs');
    mkdirSync(path.join(folder, 'migrations'));
    for (const file of Object.keys(many)) writeFileSync(path.join(folder, file), 'drop table elsewhere;\n');
    const plan = { program: built, root: folder, links: [] };
    expect(await run(place(), many, 0, [], plan)).toEqual(await findings(many, 0, noMemory));
  });
});

describe('what lies on the disk', () => {
  const filesIn = (): readonly string[] => readdirSync(folder).map((file) => path.join(folder, file));
  const expected = (): Promise<Report> => findings({ ...chain, ...drop }, 14, noMemory);

  it.each([
    ['was cut', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    [
      'was changed',
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at > bytes.length - 200 ? byte ^ 1 : byte))),
    ],
    ['is empty', () => Buffer.alloc(0)],
  ])('is not believed when it %s', async (_, damage) => {
    await run(place(), { ...chain, ...drop }, 14);
    for (const file of filesIn()) writeFileSync(file, damage(readFileSync(file)));
    expect(await run(place(), { ...chain, ...drop }, 14)).toEqual(await expected());
  });

  it('can lose what was read, and the files are read again', async () => {
    await run(place(), { ...chain, ...drop }, 14);
    for (const file of filesIn().filter((one) => one.endsWith('.pack'))) rmSync(file);
    expect(await run(place(), { ...chain, ...drop }, 14)).toEqual(await expected());
  });

  it('is good for nobody but who wrote it', async () => {
    await run(place(), chain, 13);
    const seen: string[] = [];
    await run({ folder, key: 'build 2' }, chain, 13, seen);
    expect(new Set(seen)).toEqual(new Set(Object.keys(chain)));
  });

  it('is left alone when nothing was learnt', async () => {
    await run(place(), chain, 13);
    const before = filesIn().map((file) => readFileSync(file));
    await run(place(), chain, 13);
    expect(filesIn().map((file) => readFileSync(file))).toEqual(before);
  });

  it('is missing where nothing can be written', async () => {
    const file = path.join(folder, 'a file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const nowhere = { folder: path.join(file, 'below'), key: 'build 1' };
    expect(await run(nowhere, { ...chain, ...drop }, 14)).toEqual(await expected());
  });
});
