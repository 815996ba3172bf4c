import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { Client } from 'pg';
import { loadDialect } from '../../src/dialects/index.ts';
import { introspect } from '../../src/engines/postgres-catalog/introspect.ts';
import { createDatabase, dropDatabase, inDatabase, scratchName } from '../../src/engines/postgres/scratch.ts';
import type { Framework } from '../../src/frameworks/framework.ts';
import { workTreeFiles } from '../../src/frameworks/project-files.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replayAll } from '../../src/schema/replay.ts';
import { factsOf } from '../../src/schema/catalog-facts.ts';
import { sentencesOf } from '../engines/sentences.ts';

export interface ToolRun {
  readonly framework: Framework;
  /** The folder of the sample project. */
  readonly project: string;
  /** The tables that the tool makes for itself. */
  readonly ledgers: readonly string[];
  /** Runs the tool on a copy of the project, in which its packages are found and TypeScript has lost its types. */
  readonly run: (folder: string, url: string) => Promise<void>;
}

/** What the database holds after the tool has run that the replay does not say, and the other way round. */
export async function differencesAfterRun(
  server: { readonly url: string },
  { framework, project, ledgers, run }: ToolRun,
): Promise<readonly string[]> {
  const name = scratchName();
  const url = inDatabase(server.url, name);
  const folder = copyOf(project);
  await createDatabase(Client, server.url, name);
  try {
    await run(folder, url);
    await dropAll(ledgers, url);
    return await differencesIn(url, sampleProject(project), framework);
  } finally {
    rmSync(folder, { recursive: true });
    await dropDatabase(Client, server.url, name);
  }
}

async function dropAll(tables: readonly string[], url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const table of tables) await client.query(`DROP TABLE ${table}`);
  await client.end();
}

async function differencesIn(url: string, project: string, framework: Framework): Promise<readonly string[]> {
  const dialect = await loadDialect('postgres');
  const client = new Client({ connectionString: url });
  await client.connect();
  const actual = await introspect((sql) => client.query(sql), dialect).finally(() => client.end());

  await framework.prepare?.();
  const files = workTreeFiles(project);
  const operations = framework.detect(files).flatMap((chain) =>
    framework.list(chain, files).flatMap((entry) => {
      const { up } = framework.read(entry, { files, chain, dialect });
      return up.flatMap((statement) => statement.operations);
    }),
  );
  const replayed = replayAll(emptySchema(dialect.traits), operations, 'all');
  return [
    ...replayed.inconsistencies.toArray().map(({ message }) => message),
    ...sentencesOf(
      { called: 'the replay', facts: factsOf(replayed, 'presence') },
      { called: 'the database', facts: factsOf(actual, 'presence') },
    ),
  ];
}

function sampleProject(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/projects/${name}`, import.meta.url));
}

function copyOf(project: string): string {
  const packages = fileURLToPath(new URL('node_modules', import.meta.url));
  const folder = mkdtempSync(path.join(packages, `${project}-`));
  cpSync(sampleProject(project), folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = path.join(folder, name);
    const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs' });
    writeFileSync(file.replace(/\.ts$/, '.js'), code);
    rmSync(file);
  }
  return folder;
}
