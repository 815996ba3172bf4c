import type { DialectName } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';

/** A server that someone runs, where an engine may make a database of its own. */
export interface Server {
  /** With the user, the password and a database to connect to: `postgres://user:password@host:5432/postgres`. */
  readonly url: string;
}

/** Every engine with what it is opened with: nothing where it starts in this process. */
export interface EngineOptions {
  readonly mysql: [server: Server];
  readonly pglite: [];
  readonly postgres: [server: Server];
  readonly sqlite: [];
}

export type EngineName = keyof EngineOptions;

/** What became of one statement: the engine's own message when it refused. */
export type Ran = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** A scratch database that really runs SQL. It is empty when it is opened, and gone when it is closed. */
export interface Engine {
  readonly dialect: DialectName;
  /** The server's version in its own words, where the dialect tells versions apart (`Dialect.traitsOf`). */
  readonly version?: string;
  /** Runs one statement, outside of any transaction but the one that earlier statements began. Never rejects. */
  run(statement: string): Promise<Ran>;
  /** The catalog as it is now. Its inconsistencies say what of it could not be read. */
  introspect(): Promise<Schema>;
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
