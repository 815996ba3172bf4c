import { factsOf, together } from '../../src/dialects/facts/effect.ts';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { lockModes as mysqlModes } from '../../src/dialects/mysql/facts/locks.ts';
import { mysql } from '../../src/dialects/mysql/index.ts';
import { lockModes as sqliteModes } from '../../src/dialects/sqlite/facts/locks.ts';
import { sqlite } from '../../src/dialects/sqlite/index.ts';
import { lockModes as sqlserverModes } from '../../src/dialects/sqlserver/facts/locks.ts';
import { sqlserver } from '../../src/dialects/sqlserver/index.ts';
import { traitsAt } from '../../src/dialects/traits.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Operation } from '../../src/model/operation.ts';
import { plainText } from '../../src/model/source-text.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replay, replayAll } from '../../src/schema/replay.ts';
import type { FactCase } from '../../scripts/facts/fact-page.ts';
import { pagesIn } from './stating.ts';

interface FactEngine {
  readonly dialect: Dialect;
  readonly modes: readonly string[];
  /** How a configuration says the version that a page says. */
  readonly version: (said: string) => string;
}

const asSaid = (version: string): string => version;

/** Whom the pages in `fixtures/facts` speak of, but PostgreSQL. */
const engines: Readonly<Record<string, FactEngine>> = {
  mysql: { dialect: mysql, modes: mysqlModes, version: asSaid },
  mariadb: { dialect: mysql, modes: mysqlModes, version: (said) => `mariadb ${said}` },
  sqlite: { dialect: sqlite, modes: sqliteModes, version: asSaid },
  sqlserver: { dialect: sqlserver, modes: sqlserverModes, version: asSaid },
};

/** The pages about one dialect. */
export function pagesAbout(dialect: 'mysql' | 'sqlite' | 'sqlserver'): ReturnType<typeof pagesIn> {
  return pagesIn(new URL(`../../fixtures/facts/${dialect}/`, import.meta.url));
}

/** What the code says that a version does for the case's statement, after its setup; `undefined`: nothing is known. */
export function factsOfCase(
  { engine: name, setup, sql }: Pick<FactCase, 'engine' | 'setup' | 'sql'>,
  said: string,
): Facts | undefined {
  const engine = engines[name];
  if (engine === undefined) throw new Error(`no such engine: ${name}`);
  const { dialect, modes } = engine;
  const version = engine.version(said);
  const read = (text: string): readonly Operation[] =>
    dialect.read(plainText('page.sql', text)).statements.flatMap(({ operations }) => operations);
  let schema = replayAll(emptySchema(traitsAt(dialect, version)), read(setup), 'setup');
  const steps = read(sql).map((operation) => {
    const facts = dialect.facts(operation, schema, version);
    schema = replay(schema, operation, 'page').schema;
    return facts;
  });
  const known = steps.filter((facts) => facts !== undefined);
  if (known.length < steps.length) return undefined;
  return factsOf(together(known.map((one) => ({ ...one, growsWithRows: one.duration === 'grows-with-rows' }))), modes);
}
