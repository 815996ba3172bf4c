import { expect, it } from 'vitest';
import { lintProject } from '../../src/lint/lint.ts';
import { openInMemory } from '../rules/example-project.ts';

// A dump, or a migration that somebody has generated, is judged in a moment when the work grows with its length, and in no
// time that a test waits for when it grows with the square of it.

const tables = Array.from({ length: 1500 }, (_, at) => `t${String(at)}`);

it('one migration that changes very many tables is judged', async () => {
  const made = tables.map((table) => `create table ${table} (id bigint primary key, fax text, phone text);`);
  const changed = tables.flatMap((table, at) => [
    `alter table ${table} add column mail text;`,
    `update ${table} set mail = phone where mail is null;`,
    `alter table ${table} drop column fax;`,
    `alter table ${table} alter column phone type varchar(20);`,
    `drop table ${table};`,
    `create table again_${String(at)} (id bigint primary key, phone text, mail text);`,
  ]);
  const shipped = new Map([['migrations/001_tables.sql', made.join('\n')]]);
  const project = await openInMemory({
    config: {},
    shipped,
    workTree: new Map([...shipped, ['migrations/002_all.sql', changed.join('\n')]]),
  });
  const { diagnostics } = lintProject(project, { today: '2026-01-31', startedAt: 0, details: new Set() });
  expect(diagnostics.filter(({ rule }) => rule === 'no-drop-table')).toHaveLength(tables.length);
});
