import type { CatalogDigest, Engine } from '../../engines/engine.ts';
import type { LoadedChain } from '../../lint/project.ts';
import type { Difference } from '../../schema/differences.ts';
import { differencesBetween } from '../../schema/differences.ts';
import type { Rows, TableDifference } from './rows.ts';
import { cutTables, differencesOfRows, readAllRows, rowLimit, volatileColumns } from './rows.ts';
import type { Failure } from './run-chain.ts';
import { wordsOnly } from './same-words.ts';
import { runChain } from './run-chain.ts';

type Which = 'old' | 'new';

/** Both chains ran, and this is what they left behind. */
export interface Executed {
  readonly differences: readonly Difference[];
  readonly rows: readonly TableDifference[];
  /** Whether the table holds rows after the old chain has run, by its name. */
  readonly filled: ReadonlySet<string>;
  readonly notes: readonly string[];
  /** What was not compared, so that nothing is proved. */
  readonly gaps: readonly string[];
}

/** What came of running both chains: the results, or the statement that broke off the run. */
export type Execution = Executed | (Failure & { readonly which: Which });

interface State {
  readonly digest: CatalogDigest;
  readonly rows: Rows;
}

/** Runs both chains on one engine, one after the other, and compares what each of them leaves. */
export async function compareByExecution(engine: Engine, old: LoadedChain, now: LoadedChain): Promise<Execution> {
  const before = await stateAfter(engine, old);
  if ('message' in before) return { ...before, which: 'old' };
  const after = await runAgain(engine, now);
  if ('message' in after) return { ...after, which: 'new' };

  const first = differencesOfRows(before.rows, after.rows, new Map());
  const again = first.length === 0 ? before : await runAgain(engine, old);
  if ('message' in again) return { ...again, which: 'old' };
  const [was, is] = [compared(before.digest, old), compared(after.digest, old)];
  const isOfWords = wordsOnly(was, is, old.dialect);
  const volatile = volatileColumns(before.rows, again.rows);
  return {
    differences: differencesBetween(was, is).filter((difference) => !isOfWords(difference)),
    rows: first.length === 0 ? [] : differencesOfRows(before.rows, after.rows, volatile),
    filled: new Set([...before.rows].flatMap(([table, { rows }]) => (rows.length > 0 ? [table] : []))),
    notes: [...volatile].flatMap(([table, columns]) =>
      columns.size === 0
        ? []
        : [`${table}: ${[...columns].join(', ')} differ each time that the old chain runs, and were not compared`],
    ),
    gaps: cutTables(before.rows, after.rows).map(
      (table) => `${table} holds more than ${rowLimit} rows, which are too many to be compared`,
    ),
  };
}

async function stateAfter(engine: Engine, chain: LoadedChain): Promise<State | Failure> {
  const failure = await runChain(engine, chain);
  if (failure !== undefined) return failure;
  return { digest: await engine.digest(), rows: await readAllRows(engine) };
}

/** On a database that is emptied first. */
async function runAgain(engine: Engine, chain: LoadedChain): Promise<State | Failure> {
  await engine.reset();
  return stateAfter(engine, chain);
}

/** Where NOT NULL is a constraint with a name, which servers before PostgreSQL 18 do not know. */
const namedNotNull = 18;

/** Without what the chain's own server would not have, which is older than the engine. */
function compared(digest: CatalogDigest, { dialect, engineVersion }: LoadedChain): CatalogDigest {
  if (dialect.traits.name !== 'postgres' || Number.parseInt(engineVersion, 10) >= namedNotNull) return digest;
  const names = [...digest].flatMap(([subject, value]) =>
    subject.startsWith('table constraint ') && value.startsWith('NOT NULL ') ? [subject] : [],
  );
  const isOne = new Set(names);
  return new Map([...digest].filter(([subject]) => !isOne.has(subject.split(', ')[0] ?? subject)));
}
