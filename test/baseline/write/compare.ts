import { writeBase } from '../../../src/baseline/write/index.ts';
import type { Engine } from '../../../src/engines/engine.ts';
import { overlay } from '../../../src/frameworks/overlay.ts';
import { factsOf } from '../../../src/schema/catalog-facts.ts';
import type { CatalogFacts } from '../../../src/schema/catalog-facts.ts';
import { requestOf } from './bases.ts';

interface Compared {
  readonly old: CatalogFacts;
  readonly base: CatalogFacts;
  /** The subjects that are left after the way back. */
  readonly left: readonly string[];
  /** What the engine refused of the base. */
  readonly refused: readonly string[];
}

/** What a chain of one file makes, what its base makes, and what is left after the base's way back. */
export async function compare(engine: Engine, sql: string): Promise<Compared> {
  const request = await requestOf({
    framework: 'sql',
    dialect: engine.dialect,
    files: { 'm/1_all.up.sql': sql, 'm/1_all.down.sql': '' },
  });
  await engine.reset();
  for (const { sql: statement } of request.squashed.flatMap(({ up }) => up)) await engine.run(statement ?? '');
  const old = factsOf(await engine.introspect(), 'as-printed');
  await engine.reset();
  const written = writeBase(request);
  if (written === undefined) throw new Error('no base');
  const files = overlay(request.files, new Map(written.files.map(({ path, text }) => [path, text])));
  const migration = request.framework.read(written.base, { ...request, files });
  const refused: string[] = [];
  const run = async (statements: typeof migration.up): Promise<void> => {
    for (const { sql: statement = '' } of statements) {
      const ran = await engine.run(statement);
      if (!ran.ok) refused.push(`${ran.message}: ${statement}`);
    }
  };
  await run(migration.up);
  const base = factsOf(await engine.introspect(), 'as-printed');
  await run(migration.down ?? []);
  const left = [...factsOf(await engine.introspect(), 'as-printed').keys()];
  return { old, base, left, refused };
}
