import type { CatalogDigest, Engine } from '../../src/engines/engine.ts';
import type { QualifiedName } from '../../src/model/names.ts';

/** What a database says of itself: its digest, and its rows as subjects of their own. */
export async function describeDatabase(engine: Engine): Promise<CatalogDigest> {
  const subjects = new Map(await engine.digest());
  const name = ({ schema, name: table }: QualifiedName): string =>
    schema === undefined ? table : `${schema}.${table}`;
  for (const table of await engine.tables()) {
    subjects.set(`rows of ${name(table)}`, JSON.stringify(await engine.rows(table, 1000)));
  }
  return subjects;
}

/** The subjects that are not the same in both. */
export function differingSubjects(one: CatalogDigest, other: CatalogDigest): readonly string[] {
  const subjects = new Set([...one.keys(), ...other.keys()]);
  return [...subjects].filter((subject) => one.get(subject) !== other.get(subject)).toSorted();
}

/** Runs statements that must all succeed. */
export async function runAll(engine: Engine, statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    const ran = await engine.run(statement);
    if (!ran.ok) throw new Error(`${ran.message}: ${statement}`);
  }
}
