import type { DialectName } from '../model/names.ts';

/** What a column of a ledger says of a migration. */
type LedgerValue =
  /** `Migration.id`. */
  | 'id'
  /** `Migration.ledgerKey`: the part of the name that the tool goes by. */
  | 'key'
  /** The number at the end of `Migration.id`, by which the tool orders. */
  | 'timestamp'
  /** The file's name with its extension, without its folder. */
  | 'file-name'
  /** A name that ends in the file's: folders or namespaces stand before it. */
  | 'script-name'
  /** `ChainSource.scope`: whose migration it is, where several chains record in one table. */
  | 'scope'
  /** The model that the database has after it, in a form of the tool's own. */
  | 'model'
  /** What the name says besides the version. */
  | 'description'
  /** A number for each row, in the order in which they were written. */
  | 'row-number'
  | 'row-uuid'
  | 'started-at'
  | 'applied-at'
  | 'applied-by'
  /** How long it took, in milliseconds. */
  | 'duration'
  /** Whether it was applied to its end. */
  | 'is-applied'
  /** Whether it broke off half-way. */
  | 'is-dirty'
  | 'rolled-back-at'
  /** How many statements were run. */
  | 'steps'
  /** The statements themselves. */
  | 'statements'
  /** What kind of migration it is. */
  | 'type'
  | 'tool-version'
  | 'log'
  | Checksum;

/** How a tool tells that a file has changed. */
type Checksum =
  /** SHA-256 of the file's bytes, in hexadecimal. */
  | 'sha256-of-file'
  /** SHA-1 of the file's name and its text, one behind the other, in hexadecimal. */
  | 'sha1-of-name-and-text'
  /** CRC-32 of the lines without their ends, as a signed number. */
  | 'crc32-of-lines';

interface LedgerColumn {
  readonly name: string;
  readonly holds: LedgerValue;
  /** Its values are numbers. */
  readonly numeric?: true;
}

/** The table in which a tool records what it has applied. Names are as the tool writes them. */
export interface Ledger {
  readonly table: string;
  /** The schema of the table on databases where the tool names one; elsewhere it is where the connection begins. */
  readonly schema?: Partial<Readonly<Record<DialectName, string>>>;
  readonly columns: readonly LedgerColumn[];
  /** The column that tells migrations apart. */
  readonly identity: string;
  /** `newest`: there is one row, of the newest migration; all that come before it count as applied. */
  readonly rows: 'each' | 'newest';
}

/** The ledger's table for people, with its schema: where the project moved it to, or where the tool puts it. */
export function ledgerTableOf(
  ledger: Ledger,
  { ledgerTable, dialect }: { readonly ledgerTable?: string; readonly dialect: DialectName },
): string {
  const schema = ledger.schema?.[dialect];
  return ledgerTable ?? (schema === undefined ? ledger.table : `${schema}.${ledger.table}`);
}
