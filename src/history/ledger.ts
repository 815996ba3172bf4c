import type { Row } from '../connections/read-only.ts';
import { reasonWithout } from '../connections/secrets.ts';
import type { ShippedLedger } from './history.ts';
import type { LedgerConnection, LedgerSelection } from './ledger-connection.ts';
import { connectToLedger, LedgerError } from './ledger-connection.ts';

/** What is to be read of the ledger of one chain. */
export interface LedgerQuestion {
  readonly chain: string;
  readonly schema: string | undefined;
  readonly table: string;
  /** The column that tells migrations apart. */
  readonly identity: string;
  /** The column whose value orders the rows. */
  readonly order: string | undefined;
  /** Columns that say whether a row counts. */
  readonly applied: string | undefined;
  readonly dirty: string | undefined;
  readonly rolledBack: string | undefined;
  readonly finished: string | undefined;
}

/**
 * What the migration tools' own tables in a database say has run. Nothing but SELECT is sent, in a transaction that
 * cannot write.
 *
 * @param source `env:` and the name of a variable that holds the URL of the database
 * @throws LedgerError
 */
export async function shippedByLedger(
  source: string,
  questions: readonly LedgerQuestion[],
  env: Readonly<Record<string, string | undefined>> = process.env,
  connect: (url: string, name: string) => Promise<LedgerConnection> = connectToLedger,
): Promise<ShippedLedger> {
  const variable = source.replace(/^env:/, '');
  const url = env[variable] ?? '';
  if (url === '') {
    throw new LedgerError(
      `the variable ${variable} is not set, and the configuration says that it names the database whose ledger tells what has shipped. Set it (${variable}=postgres://user:password@host/database), or pass --since <ref> to ask git for this run`,
    );
  }
  const connection = await connect(url, variable);
  try {
    const chains = new Map<string, readonly string[]>();
    const limits: string[] = [];
    for (const question of questions) {
      const rows = await connection.select(selectionOf(question));
      const table = question.schema === undefined ? question.table : `${question.schema}.${question.table}`;
      if (rows === undefined) {
        limits.push(`${question.chain}: the database in ${variable} has no table ${table}: nothing has shipped there`);
      }
      chains.set(question.chain, appliedIn(rows ?? [], question));
    }
    return { kind: 'ledger', description: `the ledger in ${variable}`, limits, chains };
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    throw new LedgerError(`the ledger in ${variable} cannot be read: ${reasonWithout(url, error)}`);
  } finally {
    await connection.close();
  }
}

function selectionOf(question: LedgerQuestion): LedgerSelection {
  const { schema, table, identity, order, applied, dirty, rolledBack, finished } = question;
  const columns = [identity, order, applied, dirty, rolledBack, finished].flatMap((column) => column ?? []);
  return { schema, table, columns: [...new Set(columns)], order };
}

/** The identities that count as applied: the last row of each decides. */
function appliedIn(rows: readonly Row[], question: LedgerQuestion): readonly string[] {
  const { identity, applied, dirty, rolledBack, finished } = question;
  const states = new Map<string, boolean>();
  for (const row of rows) {
    const value = row[identity];
    if (value === null || value === undefined) continue;
    const isDone =
      (applied === undefined || isTrue(row[applied])) &&
      (dirty === undefined || !isTrue(row[dirty])) &&
      (rolledBack === undefined || row[rolledBack] === null) &&
      (finished === undefined || row[finished] !== null);
    states.set(plain(value), isDone);
  }
  return [...states].flatMap(([id, isDone]) => (isDone ? [id] : []));
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}

/** What drivers give for a true value: `true`, 1, or the byte of a BIT. */
function isTrue(value: unknown): boolean {
  if (Buffer.isBuffer(value)) return value[0] === 1;
  return value === true || value === 1 || value === 1n || value === '1' || value === 't';
}
