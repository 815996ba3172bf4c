import { beforeAll, describe, expect, it } from 'vitest';
import type { LoadedChain } from '../../src/lint/project.ts';
import { replayChain, viewChain } from '../../src/lint/project.ts';
import { projectMemory } from '../../src/lint/project-memory.ts';
import { openInMemory } from '../rules/example-project.ts';

/** More than the schemas that stay in memory. */
const migrations = 1050;

let chain: LoadedChain;
beforeAll(async () => {
  const texts = Array.from({ length: migrations }, (_, at): readonly [string, string] => [
    `db/migrations/${String(at).padStart(4, '0')}_step.sql`,
    at === 0 ? 'CREATE TABLE t (id INTEGER);' : `ALTER TABLE t RENAME TO t; CREATE TABLE t${String(at)} (id INTEGER);`,
  ]);
  const config = {
    chains: [{ name: 'app', framework: 'sql', dialect: 'sqlite' as const, include: ['db/migrations/*'] }],
  };
  const project = await openInMemory({ config, workTree: new Map(texts) });
  const [only] = project.chains;
  if (only === undefined) throw new Error('no chain');
  chain = only;
});

describe('views of a long chain that do not stay in memory', () => {
  it('are those that do', () => {
    const passing = viewChain(chain, () => true);
    const kept = viewChain(chain, () => true, projectMemory());
    for (const at of [0, 1, 40, 1049, 777, 2]) {
      const [one, other] = [passing[at], kept[at]];
      expect(one?.up).toEqual(other?.up);
      expect(one?.after.tables.toJS()).toEqual(other?.after.tables.toJS());
    }
  });

  it('do not change while they are looked at', () => {
    const [first, second] = viewChain(chain, () => true);
    expect(first?.up).toBe(first?.up);
    expect(second?.before.tables.size).toBe(1);
    expect(first?.after.tables.size).toBe(1);
  });

  it('leave every schema to be had, in any order', () => {
    const { views, before } = replayChain(chain, () => true);
    for (const view of views.slice(0, 100)) expect(view.up.length).toBeGreaterThan(0);
    for (const position of [1050, 3, 999, 4, 0]) expect(before(position).tables.size).toBe(position);
  });
});
