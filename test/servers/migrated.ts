import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { loadDialect } from '../../src/dialects/index.ts';
import { introspect } from '../../src/engines/postgres-catalog/introspect.ts';
import type { Framework } from '../../src/frameworks/framework.ts';
import { workTreeFiles } from '../../src/frameworks/project-files.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replayAll } from '../../src/schema/replay.ts';
import { differencesOf, factsOf } from '../engines/catalog-facts.ts';
import { asStored } from '../engines/mysql-schema.ts';

/** The folder of a sample project. */
export function sampleProject(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/projects/${name}`, import.meta.url));
}

/** What the database holds after the tool has run that the replay does not say, and the other way round. */
export async function differencesAfter(url: string, project: string, framework: Framework): Promise<readonly string[]> {
  const dialect = await loadDialect('postgres');
  const client = new Client({ connectionString: url });
  await client.connect();
  // What the tool keeps for itself is in a schema of its own.
  await client.query('DROP SCHEMA ledger CASCADE');
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
    ...differencesOf(
      { called: 'the replay', facts: factsOf(asStored(replayed, 'presence'), 'presence') },
      { called: 'the database', facts: factsOf(asStored(actual, 'presence'), 'presence') },
    ),
  ];
}
