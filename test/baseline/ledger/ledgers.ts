import { loadDialect } from '../../../src/dialects/index.ts';
import type { Engine } from '../../../src/engines/engine.ts';
import { frameworks } from '../../../src/frameworks/index.ts';
import type { ChainSource, MigrationEntry } from '../../../src/frameworks/framework.ts';
import type { LedgerScript } from '../../../src/baseline/ledger/index.ts';
import { ledgerScript } from '../../../src/baseline/ledger/index.ts';
import type { DialectName } from '../../../src/model/names.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { filesOf } from '../../frameworks/sql/project.ts';

/** A tool's ledger as the tool makes it, and what a squash of three migrations makes of it. */
export interface LedgerCase {
  readonly framework: string;
  readonly dialect: DialectName;
  /** The tool's own CREATE TABLE. */
  readonly table: string;
  /** The table's name as the engine has it. */
  readonly name: { readonly schema?: string; readonly name: string };
  readonly columns: readonly string[];
  /** The rows of the three migrations, with what the tool writes beside; those that stand before them come first. */
  readonly rows: readonly (readonly string[])[];
  readonly squashed: readonly MigrationEntry[];
  readonly base: MigrationEntry;
  readonly text: string;
  readonly chain?: Partial<ChainSource>;
  /** What the rows become, with every value as the engine prints it; `undefined` is NULL. */
  readonly settled: readonly (readonly (string | undefined)[])[];
  /** A row of a migration that nobody knows. */
  readonly stranger: readonly string[];
  /** A row of a migration that failed, where the tool records that. */
  readonly failed?: readonly string[];
}

export function entry(id: string, file: string, ledgerKey?: string): MigrationEntry {
  return { id, file, files: [file], ...(ledgerKey === undefined ? {} : { ledgerKey }) };
}

export async function scriptOf(
  { framework: named, dialect, squashed, base, text, chain = {} }: Omit<LedgerCase, 'table' | 'name' | 'rows'>,
  known: readonly MigrationEntry[] = [],
): Promise<LedgerScript> {
  const framework = frameworks.find(({ name }) => name === named);
  if (framework === undefined) throw new Error(`no framework is called ${named}`);
  return ledgerScript({
    framework,
    chain: { name: 'app', framework: named, dialect, folder: 'm', paths: [], evidence: [], ...chain },
    dialect: await loadDialect(dialect),
    files: filesOf({ [base.file]: text }),
    squashed,
    base,
    known,
  });
}

/** Runs a script as a client does that stops at the first error, or as one that goes on; the first error's message. */
export async function runScript(engine: Engine, sql: string, goesOn = false): Promise<string | undefined> {
  const dialect = await loadDialect(engine.dialect);
  const { statements } = dialect.read(plainText('ledger.sql', sql));
  let message: string | undefined;
  for (const statement of statements) {
    const ran = await engine.run(statement.sql);
    if (ran.ok) continue;
    message ??= ran.message;
    if (!goesOn) break;
  }
  if (!goesOn && message !== undefined && engine.dialect !== 'postgres') await engine.run('ROLLBACK');
  return message;
}

/** An empty ledger with these rows. */
export async function fill(
  engine: Engine,
  { table, name, columns }: Pick<LedgerCase, 'table' | 'name' | 'columns'>,
  rows: readonly (readonly string[])[],
): Promise<void> {
  await engine.reset();
  const dialect = await loadDialect(engine.dialect);
  for (const sql of table.split(';\n')) await must(engine, sql);
  for (const row of rows) {
    const into = `${dialect.quote(name)} (${columns.map((column) => dialect.quote({ name: column })).join(', ')})`;
    await must(engine, `INSERT INTO ${into} VALUES (${row.join(', ')})`);
  }
}

async function must(engine: Engine, sql: string): Promise<void> {
  const ran = await engine.run(sql);
  if (!ran.ok) throw new Error(`${ran.message}: ${sql}`);
}

/** The rows, in the columns of the case. */
export async function rowsIn(
  engine: Engine,
  { name, columns }: Pick<LedgerCase, 'name' | 'columns'>,
): Promise<readonly (readonly (string | undefined)[])[]> {
  const found = await engine.rows(name, 100);
  const places = columns.map((column) => found.columns.indexOf(column));
  return found.rows.map((row) => places.map((at) => row[at]));
}
