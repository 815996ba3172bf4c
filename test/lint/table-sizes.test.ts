import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../src/config/resolve.ts';
import { lintProject } from '../../src/lint/lint.ts';
import { openProject } from '../../src/lint/project.ts';
import type { ProjectMemory } from '../../src/lint/project-memory.ts';
import { projectMemory } from '../../src/lint/project-memory.ts';
import { diskMemory } from '../../src/lint/cache/disk-memory.ts';
import { contentName } from '../../src/model/content-name.ts';
import { rules } from '../../src/rules/index.ts';
import { printStats } from '../../src/stats/file.ts';
import { temporaryFolder } from '../history/repository.ts';
import { filesInMemory, shippedFiles } from '../rules/example-project.ts';

const before = new Map([['migrations/1.sql', 'CREATE TABLE users (id bigint PRIMARY KEY, name text);']]);
const after = new Map([...before, ['migrations/2.sql', 'CREATE INDEX users_name ON users (name);']]);

function sizes(rows: number): string {
  const tables = [{ name: { name: 'users' }, rows }];
  return printStats({ dialect: 'postgres', takenAt: '2026-01-31T12:00:00Z', tables });
}

const config = resolveConfig(
  {
    extends: [],
    stats: 'sizes.json',
    chains: [{ name: 'main', framework: 'sql', dialect: 'postgres', include: ['**/*.sql'] }],
    rules: { 'no-blocking-index': 'error' },
  },
  { root: '/project', rules },
);

async function opened(memory: ProjectMemory, rows: number) {
  const workTree = new Map([...after, ['sizes.json', sizes(rows)]]);
  const contentOf = (file: string): string | undefined => {
    const text = workTree.get(file);
    return text === undefined ? undefined : contentName(Buffer.from(text));
  };
  return openProject({
    config,
    files: { ...filesInMemory(workTree), contentOf },
    shipped: () => Promise.resolve(shippedFiles(before, workTree)),
    memory,
  });
}

async function findings(memory: ProjectMemory, rows: number): Promise<readonly string[]> {
  const report = lintProject(await opened(memory, rows), { today: '2026-02-01', startedAt: 0 });
  return report.diagnostics.map(({ why }) => why.replace(/^.*; /, ''));
}

describe('findings follow the table sizes', () => {
  it('in an editor, which remembers what it has found', async () => {
    const memory = projectMemory();
    expect(await findings(memory, 12)).toEqual([]);
    expect(await findings(memory, 40_000_000)).toEqual(['users has about 40 million rows']);
    expect(await findings(memory, 12)).toEqual([]);
  });

  it('in a run that goes on from what an earlier one has left on the disk', async () => {
    const place = { folder: temporaryFolder(), key: 'test' };
    const first = diskMemory(place);
    expect(await findings(first, 12)).toEqual([]);
    first.save();
    const second = diskMemory(place);
    expect(await findings(second, 40_000_000)).toEqual(['users has about 40 million rows']);
  });

  it('and are not looked for again while the file stays the same', async () => {
    const memory = projectMemory();
    const [one] = (await opened(memory, 12)).chains;
    const [other] = (await opened(memory, 12)).chains;
    expect(one?.sizes?.statistics).toBeDefined();
    expect(one?.sizes?.statistics).toBe(other?.sizes?.statistics);
  });
});
