import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root, type GeneratedFiles } from '../generated-files.ts';
import { tableOf } from '../pages/markdown.ts';
import { executed, executedVersions } from './executed.ts';
import type { FactCase } from './fact-page.ts';
import { readFactPage } from './fact-page.ts';
import type { FactEngine } from './facts-page.ts';
import { factsPage } from './facts-page.ts';

/** The folder in which every file is generated. */
export const factsFolder = 'docs/facts';

const engines: readonly FactEngine[] = [
  {
    name: 'postgres',
    title: 'PostgreSQL',
    proof: `Every statement is run on servers of PostgreSQL ${executed.postgres.join(', ')}, and of those about 18 most on PGlite, too, in a transaction with
rows in every table. What it holds then (\`pg_locks\`), which tables have another file, which were read (the statistics of the
transaction), and which columns and rows are gone is compared with what stands here. What has to run outside of a transaction is
watched from other sessions, which PGlite does not have. How a query or a change of rows is carried out is the planner's choice.`,
  },
  {
    name: 'mariadb',
    title: 'MariaDB',
    proof: `Every statement is sent to a server of MariaDB ${executed.mariadb.join(', ')} with \`ALGORITHM\` and \`LOCK\` clauses: with those that promise what stands
here it has to be taken, with the next better ones it has to be refused. What can be lost was not executed.`,
  },
  {
    name: 'mysql',
    title: 'MySQL',
    proof: 'Nothing of this was executed: it is what the manual says, on the pages that are named.',
  },
  {
    name: 'sqlite',
    title: 'SQLite',
    proof: `Every statement is run by SQLite ${executed.sqlite.join(', ')} on a file with rows in every table: the program that EXPLAIN shows says what it
reads through, the pages of the file what it rewrites, the tables what is lost.`,
  },
  {
    name: 'sqlserver',
    title: 'SQL Server',
    proof: 'Nothing of this was executed: it is what the documentation says, on the pages that are named.',
  },
];

/** docs/facts, from the pages in `fixtures/facts`. */
export async function factsFiles(): Promise<GeneratedFiles> {
  const texts = await readPages();
  const pages = texts.map((text) => ({ text, cases: readFactPage(text) }));
  const about = engines.map((engine) => {
    const own = pages.filter(({ cases }) => cases.some((one) => one.engine === engine.name));
    return { engine, texts: own.map(({ text }) => text), cases: own.flatMap(({ cases }) => cases) };
  });
  return new Map([
    ...about.map((one) => [`${factsFolder}/${one.engine.name}.md`, factsPage(one.engine, one.texts)] as const),
    [`${factsFolder}/README.md`, indexPage(about)],
  ]);
}

async function readPages(): Promise<readonly string[]> {
  const folder = path.join(root, 'fixtures/facts');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.md')).sort();
  return Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
}

function indexPage(about: readonly { readonly engine: FactEngine; readonly cases: readonly FactCase[] }[]): string {
  const rows = about.map(({ engine: { name, title }, cases }) => {
    const run = cases.filter((one) => executedVersions(one).length > 0);
    const on = [...new Set(run.flatMap(executedVersions))].sort();
    return [`[${title}](${name}.md)`, String(cases.length), String(run.length), on.join(', ')];
  });
  return [
    '<!-- Generated from fixtures/facts; to write it anew: npm run docs -->',
    '',
    '# What databases do',
    '',
    'What a statement locks, rewrites, reads through and can lose: what the rules judge by, `mig-lint explain` prints and',
    '`mig-lint trace` holds against your own database. The tests execute the statements on the engines that are named; of the',
    'others the page of the documentation is.',
    '',
    tableOf(['database', 'statements', 'executed', 'on versions'], rows),
    '',
  ].join('\n');
}
