import type { Dialect } from '../../src/dialects/dialect.ts';
import { loadDialect } from '../../src/dialects/index.ts';
import { traitsAt } from '../../src/dialects/traits.ts';
import type { Engine } from '../../src/engines/engine.ts';
import type { Schema } from '../../src/model/schema.ts';
import { plainText } from '../../src/model/source-text.ts';
import { creationOf } from '../../src/schema/creation.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replayAll } from '../../src/schema/replay.ts';
import { factsOf } from '../../src/schema/catalog-facts.ts';
import type { Detail } from '../../src/schema/fact.ts';
import { sentencesOf } from './sentences.ts';

export interface Proof {
  /** How many statements ran. */
  readonly statements: number;
  readonly tables: number;
  /** What the engine refused to run, and where the replay found the script to contradict itself. */
  readonly problems: readonly string[];
  /** What the replayed schema says that the engine's catalog does not say, and the other way round. */
  readonly differences: readonly string[];
}

/**
 * Runs a script on an empty engine, replays it beside, and compares the two catalogs twice:
 *
 * 1. Fact by fact, where an engine does not put it in words of its own: names, types, order, NULL, keys, targets, ...
 * 2. As the engine prints it. The replayed schema is created anew on the empty engine, so that the engine has put its
 *    expressions, queries and routines in its own words as well; then both must be the same to the letter.
 */
export async function prove(engine: Engine, script: string): Promise<Proof> {
  const dialect = await loadDialect(engine.dialect);
  const traits = traitsAt(dialect, engine.version ?? dialect.defaultVersion);
  const { statements } = dialect.read(plainText('script.sql', script));
  const problems: string[] = [];
  for (const { sql } of statements) {
    const ran = await engine.run(sql);
    if (!ran.ok) problems.push(`${ran.message}: ${sql}`);
  }
  const actual = await engine.introspect();
  const replayed = replayAll(
    emptySchema(traits),
    statements.flatMap((statement) => statement.operations),
    'script',
  );
  problems.push(...[...replayed.inconsistencies, ...actual.inconsistencies].map(({ message }) => message));
  await engine.reset();
  problems.push(...(await create(engine, dialect, replayed)));
  const recreated = await engine.introspect();
  await engine.reset();

  const facts = (schema: Schema, detail: Detail): ReturnType<typeof factsOf> =>
    factsOf(dialect.asStored?.(schema, detail) ?? schema, detail);
  return {
    statements: statements.length,
    tables: actual.tables.size,
    problems,
    differences: [
      ...sentencesOf(
        { called: 'the replay', facts: facts(replayed, 'presence') },
        { called: 'the engine', facts: facts(actual, 'presence') },
      ),
      ...sentencesOf(
        {
          called: 'the schema created from the replay',
          facts: facts(recreated, 'as-printed'),
        },
        { called: 'the engine', facts: facts(actual, 'as-printed') },
      ),
    ],
  };
}

/** Creates a schema. Views and routines can need one another in any order: what fails is tried again after the rest. */
async function create(engine: Engine, dialect: Dialect, schema: Schema): Promise<readonly string[]> {
  const problems: string[] = [];
  let waiting = creationOf(schema).flatMap((operation) => {
    const written = dialect.write(operation);
    if (written === undefined) problems.push(`the ${operation.kind} of the replayed schema cannot be written`);
    return written ?? [];
  });
  for (;;) {
    const failed: { readonly sql: string; readonly message: string }[] = [];
    for (const sql of waiting) {
      const ran = await engine.run(sql);
      if (!ran.ok) failed.push({ sql, message: ran.message });
    }
    if (failed.length === 0 || failed.length === waiting.length) {
      return [...problems, ...failed.map(({ sql, message }) => `created from the replay: ${message}: ${sql}`)];
    }
    waiting = failed.map(({ sql }) => sql);
  }
}
