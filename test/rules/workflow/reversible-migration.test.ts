import { describe, expect, it } from 'vitest';
import { lintProject } from '../../../src/lint/lint.ts';
import type { Report } from '../../../src/model/report.ts';
import { openInMemory } from '../example-project.ts';

const created = `-- migrate:up
CREATE TABLE product (id bigint PRIMARY KEY, price numeric(10, 2) NOT NULL DEFAULT 0, name text);
CREATE INDEX by_name ON product (name);
-- migrate:down
DROP TABLE product;
`;

async function lint(migration: string): Promise<Report> {
  const shipped = new Map([['db/migrations/20240101000000_product.sql', created]]);
  const project = await openInMemory({
    config: {
      extends: [],
      chains: [{ name: 'app', framework: 'dbmate', dialect: 'postgres', include: ['db/**'] }],
      rules: { 'reversible-migration': 'error', 'suppression-hygiene': 'error' },
    },
    workTree: new Map([...shipped, ['db/migrations/20240201000000_m.sql', migration]]),
    shipped,
  });
  return lintProject(project, { today: '2026-01-31', startedAt: 0 });
}

describe('the way back', () => {
  it('is compared with what was there, and all that is not is listed', async () => {
    const { diagnostics } = await lint(`-- migrate:up
ALTER TABLE product DROP COLUMN price;
DROP INDEX by_name;
-- migrate:down
ALTER TABLE product ADD COLUMN price integer NOT NULL DEFAULT 1;
`);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'Down of 20240201000000_m does not lead back: table product, column price, default was 0, comes back as 1, and 2 more differences',
    ]);
    expect(diagnostics[0]?.remedy.split('\n')).toEqual([
      'let Down restore what was there before:',
      '    table product, column price, default was 0, comes back as 1',
      '    table product, column price, type was numeric(10,2), comes back as integer',
      '    table product, index by_name does not come back',
      'if nothing can take it back, say so and why, in a comment: mig-lint-irreversible -- <why there is no way back>',
    ]);
  });

  it('cannot be judged where a statement was not understood', async () => {
    const { diagnostics } = await lint(`-- migrate:up
ALTER TABLE product DROP COLUMN price;
-- migrate:down
ALTER TABLE product FROBNICATE price;
`);
    expect(diagnostics).toEqual([]);
  });
});

describe('mig-lint-irreversible', () => {
  const without = `ALTER TABLE product DROP COLUMN price;
-- migrate:down
`;

  it('says that there is no way back', async () => {
    const { diagnostics, suppressed } = await lint(
      `-- migrate:up\n-- mig-lint-irreversible -- prices are kept elsewhere\n${without}`,
    );
    expect(diagnostics).toEqual([]);
    expect(suppressed).toBe(1);
  });

  it('needs a reason', async () => {
    const { diagnostics } = await lint(`-- migrate:up\n-- mig-lint-irreversible\n${without}`);
    expect(diagnostics).toMatchObject([
      { rule: 'suppression-hygiene', message: 'mig-lint-irreversible gives no reason' },
    ]);
    expect(diagnostics[0]?.remedy).toBe(
      'write the reason behind two dashes: mig-lint-irreversible -- <why there is no way back>',
    );
  });

  it('is too much where Down leads back', async () => {
    const { diagnostics } = await lint(`-- migrate:up
-- mig-lint-irreversible -- prices are kept elsewhere
ALTER TABLE product ADD COLUMN note text;
-- migrate:down
ALTER TABLE product DROP COLUMN note;
`);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'mig-lint-irreversible suppresses nothing of reversible-migration',
    ]);
  });
});
