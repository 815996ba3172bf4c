import { describe, expect, it } from 'vitest';
import { schemaOf, viewChain } from '../../src/lint/project.ts';
import { openInMemory } from '../rules/example-project.ts';

const path = 'migrations/V1__invoice.sql';
const checked = 'CREATE TABLE invoice (total INT, CHECK (total > 0)) ENGINE=InnoDB;';

/** The names of the checks at the end of a chain, and after its last migration as rules see it. */
async function checkNames(engineVersion: string): Promise<readonly (readonly string[])[]> {
  const project = await openInMemory({
    config: { chains: [{ name: 'invoices', framework: 'flyway', dialect: 'mysql', engineVersion, include: [path] }] },
    workTree: new Map([[path, checked]]),
  });
  return project.chains.flatMap((chain) =>
    [schemaOf(chain), ...viewChain(chain, () => true).map(({ after }) => after)].map((schema) =>
      [...schema.tables.values()].flatMap(({ constraints }) => constraints.map(({ name }) => name)),
    ),
  );
}

describe('the engine version of a chain decides whose names it is replayed with', () => {
  it.each([
    ['8.0', 'invoice_chk_1'],
    ['10.11-mariadb', 'CONSTRAINT_1'],
    ['mariadb 11.4', 'CONSTRAINT_1'],
  ])('%s', async (engineVersion, name) => {
    expect(await checkNames(engineVersion)).toEqual([[name], [name]]);
  });
});
