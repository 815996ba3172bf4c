import { expect, test } from 'vitest';
import { openInMemory } from '../rules/example-project.ts';

async function problemsOf(dialect: 'postgres' | 'mysql' | 'sqlserver' | 'sqlite', text: string) {
  const chain = { name: 'db', framework: 'sql', dialect, include: ['m/*.sql'] } as const;
  const project = await openInMemory({ config: { chains: [chain] }, workTree: new Map([['m/1.sql', text]]) });
  return project.chains.flatMap(({ migrations }) => migrations.flatMap(({ problems }) => problems));
}

test('a file of another dialect is told once, at the first statement that was refused', async () => {
  const text = 'DROP TABLE a;\nCREATE TABLE `t` (`a` int);\nCREATE TABLE `u` (`a` int AUTO_INCREMENT);\n';
  expect(await problemsOf('postgres', text)).toEqual([
    {
      span: { file: 'm/1.sql', start: text.indexOf('`'), end: text.indexOf('`') + 1 },
      message: 'this looks like MySQL (backticks, AUTO_INCREMENT), but the chain is read as PostgreSQL',
      remedy: "if the chain is for MySQL, say so: --dialect mysql, or `dialect: 'mysql'` in the configuration",
    },
  ]);
});

test.each([
  ['mysql', 'SQL Server', 'CREATE TABLE [t] ([a] int IDENTITY(1,1))\nGO\n'],
  ['sqlserver', 'PostgreSQL', 'CREATE INDEX CONCURRENTLY i ON t USING gin ((a::jsonb));'],
  ['sqlite', 'MySQL', 'ALTER TABLE `t` MODIFY COLUMN `a` int;'],
] as const)('read as %s: looks like %s', async (dialect, title, text) => {
  const [problem, ...others] = await problemsOf(dialect, text);
  expect(problem?.message).toContain(`this looks like ${title} (`);
  expect(others).toEqual([]);
});

test.each([
  ['postgres', 'DROP TABLE a;\nCREATE TABL t (a bigserial);'],
  ['mysql', 'CREATE TABLE `t` (`a` int AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;'],
  ['sqlserver', 'CREATE TABLE [t] ([a] int IDENTITY(1,1),,)\nGO\n'],
  ['sqlite', 'PRAGMA foreign_keys = ON; CREATE TABLE t (a,,);'],
] as const)('a file of %s is not, even with a mistake in it', async (dialect, text) => {
  expect(await problemsOf(dialect, text)).toEqual([]);
});
