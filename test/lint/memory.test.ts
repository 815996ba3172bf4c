import { describe, expect, it } from 'vitest';
import type { ProjectFiles } from '../../src/frameworks/framework.ts';
import { remembering } from '../../src/lint/memory.ts';
import { lintProject } from '../../src/lint/lint.ts';
import type { Project } from '../../src/lint/project.ts';
import { openProject, schemaOf, viewChain } from '../../src/lint/project.ts';
import type { ProjectMemory } from '../../src/lint/project-memory.ts';
import { projectMemory } from '../../src/lint/project-memory.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { rules } from '../../src/rules/index.ts';
import { filesInMemory } from '../rules/example-project.ts';

type Texts = Readonly<Record<string, string>>;

const filesOf = (texts: Texts): ProjectFiles => filesInMemory(new Map(Object.entries(texts)));

describe('a remembered computation', () => {
  const run = (...rounds: readonly { readonly texts: Texts; readonly inputs?: readonly unknown[] }[]): number => {
    const recall = remembering<number>();
    let computed = 0;
    for (const { texts, inputs = [] } of rounds) {
      recall('key', inputs, filesOf(texts), (files) => {
        files.read('a.sql');
        files.readHead('b.sql', 3);
        return ++computed;
      });
    }
    return computed;
  };
  const texts = { 'a.sql': 'one', 'b.sql': 'two and more' };

  it('is done once while nothing changes', () => {
    expect(run({ texts }, { texts: { ...texts } })).toBe(1);
  });

  it('is done again when a text that it read has changed', () => {
    expect(run({ texts }, { texts: { ...texts, 'a.sql': 'other' } })).toBe(2);
  });

  it('is done again when the beginning that it read has changed, not for what comes after', () => {
    expect(run({ texts }, { texts: { ...texts, 'b.sql': 'two and less' } })).toBe(1);
    expect(run({ texts }, { texts: { ...texts, 'b.sql': 'new' } })).toBe(2);
  });

  it('does not care for files that it never looked at', () => {
    expect(run({ texts }, { texts: { ...texts, 'c.sql': 'three' } })).toBe(1);
  });

  it('is done again for other inputs', () => {
    expect(run({ texts, inputs: [1] }, { texts, inputs: [2] })).toBe(2);
  });

  it('is done again when the list of the files has changed and it looked at it', () => {
    const recall = remembering<number>();
    const count = (files: ProjectFiles): number => recall('key', [], files, ({ paths }) => paths.length);
    expect([count(filesOf(texts)), count(filesOf({ ...texts, 'c.sql': '' }))]).toEqual([2, 3]);
  });
});

describe('a project opened again', () => {
  const chain = {
    'migrations/001_a.sql': 'create table a (id int);',
    'migrations/002_b.sql': 'create table b (id int);',
    'migrations/003_c.sql': 'create table c (id int);',
  };
  const open = (texts: Texts, memory: ProjectMemory): Promise<Project> =>
    openProject({
      config: resolveConfig({}, { root: '/project', rules }),
      files: filesOf(texts),
      shipped: () => Promise.resolve({ kind: 'unknown', description: '', limits: [] }),
      memory,
    });
  type Chain = Project['chains'][number];
  const onlyChain = ({ chains: [chain] }: Project): Chain => {
    if (chain === undefined) throw new Error('no chain');
    return chain;
  };
  const opened = async (second: Texts): Promise<readonly [before: Chain, after: Chain]> => {
    const memory = projectMemory();
    return [onlyChain(await open(chain, memory)), onlyChain(await open(second, memory))];
  };

  it('reads only the migration that has changed', async () => {
    const [before, after] = await opened({ ...chain, 'migrations/002_b.sql': 'create table bb (id int);' });
    const isSame = after.migrations.map((migration, at) => migration === before.migrations[at]);
    expect(isSame).toEqual([true, false, true]);
  });

  it('replays from the migration that has changed', async () => {
    const memory = projectMemory();
    const old = viewChain(onlyChain(await open(chain, memory)), () => true, memory);
    const after = onlyChain(await open({ ...chain, 'migrations/002_b.sql': 'create table bb (id int);' }, memory));
    const isSame = viewChain(after, () => true, memory).map((view, at) => view === old[at]);
    expect(isSame).toEqual([true, false, false]);
    expect([...schemaOf(after).tables.keys()].sort()).toEqual(['a', 'bb', 'c']);
  });

  it('sees a file that was added, and one that is gone', async () => {
    const added = await opened({ ...chain, 'migrations/004_d.sql': 'create table d (id int);' });
    expect(added[1].migrations.map(({ id }) => id)).toEqual(['001_a', '002_b', '003_c', '004_d']);
    const { 'migrations/003_c.sql': gone, ...rest } = chain;
    const removed = await opened(rest);
    expect(removed[1].migrations.map(({ id }) => id)).toEqual(['001_a', '002_b']);
    expect(gone).toContain('table c');
  });

  it('finds what a run without a memory finds', async () => {
    const edited = { ...chain, 'migrations/003_c.sql': 'drop table a; -- mig-lint-disable-line no-drop-table -- old' };
    const memory = projectMemory();
    const options = { today: '2026-01-31', startedAt: 0 };
    lintProject(await open(chain, memory), options);
    const remembered = lintProject(await open(edited, memory), options);
    const fresh = lintProject(await open(edited, projectMemory()), options);
    expect({ ...remembered, durationMs: 0 }).toEqual({ ...fresh, durationMs: 0 });
    expect(remembered.suppressed).toBe(1);
  });
});
