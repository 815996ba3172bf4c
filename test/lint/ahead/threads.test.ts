import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deserialize } from 'node:v8';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import type { MigrationEntry } from '../../../src/frameworks/framework.ts';
import { unclaimed } from '../../../src/frameworks/index.ts';
import { workTreeFiles } from '../../../src/frameworks/project-files.ts';
import { startThreads } from '../../../src/lint/ahead/threads.ts';
import { outlineOf } from '../../../src/lint/cache/lazy-migration.ts';
import { readerOf, readMigration, type Reader } from '../../../src/lint/reading.ts';

const program = path.join(import.meta.dirname, '../../../dist/reader.cjs');

const paths = Array.from({ length: 50 }, (_, at) => `migrations/${String(at).padStart(3, '0')}_t.sql`);

let root = '';
let reader: Reader;
let entries: readonly MigrationEntry[] = [];
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'mig-lint-threads-'));
  mkdirSync(path.join(root, 'migrations'));
  paths.forEach((file, at) => {
    writeFileSync(path.join(root, file), `create table t${String(at)} (id int primary key);\nnot a statement;\n`);
  });
  const chain = { name: 'app', framework: 'sql', dialect: 'postgres', folder: 'migrations', evidence: [] } as const;
  entries = unclaimed.list({ ...chain, paths }, workTreeFiles(root));
  reader = readerOf({ ...chain, paths }, unclaimed, await loadDialect('postgres'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('a chain that threads read', () => {
  it('has each migration read once, here or in a thread, and the same way', async () => {
    const threads = startThreads({ program, root, links: [] }, paths, 2);
    const here: MigrationEntry[] = [];
    const away = await threads.read(reader.chain, entries, (entry) => here.push(entry));
    threads.end();

    expect([...here, ...away.keys()].map(({ file }) => file).sort()).toEqual(paths);
    expect(away.size).toBeGreaterThan(0);
    const files = workTreeFiles(root);
    for (const [entry, reading] of away) {
      const { outline, hasDown, body } = outlineOf(readMigration(reader, entry, files));
      expect(reading).toMatchObject({ outline, hasDown });
      expect(deserialize(reading.body)).toEqual(body);
      expect(reading.looks.contents).toEqual([[entry.file, files.contentOf(entry.file)]]);
    }
  });

  it('goes on without a thread that cannot run, which has read nothing', async () => {
    const threads = startThreads({ program: path.join(root, 'nothing.cjs'), root, links: [] }, paths, 1);
    const here: MigrationEntry[] = [];
    const away = await threads.read(reader.chain, entries, (entry) => here.push(entry));
    expect(away.size).toBe(0);
    expect(here.length).toBeGreaterThan(0);
    expect(await threads.read(reader.chain, entries, () => undefined)).toEqual(new Map());
  });
});
