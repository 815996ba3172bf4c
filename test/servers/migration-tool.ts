import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { Client } from 'pg';
import { createDatabase, dropDatabase, inDatabase, scratchName } from '../../src/engines/postgres/scratch.ts';
import type { Framework } from '../../src/frameworks/framework.ts';
import { differencesAfter, sampleProject } from './migrated.ts';

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
    await setAside(ledgers, url);
    return await differencesAfter(url, sampleProject(project), framework);
  } finally {
    rmSync(folder, { recursive: true });
    await dropDatabase(Client, server.url, name);
  }
}

async function setAside(ledgers: readonly string[], url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE SCHEMA ledger');
  for (const ledger of ledgers) await client.query(`ALTER TABLE ${ledger} SET SCHEMA ledger`);
  await client.end();
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
