import { BaselineError } from '../../baseline/baseline-error.ts';
import type { EngineChoice } from '../../baseline/execution/choose-engine.ts';
import { chooseEngine } from '../../baseline/execution/choose-engine.ts';
import type { Engine, Preparation, Query } from '../../engines/engine.ts';
import { EngineMissingError } from '../../engines/engine.ts';
import { openEngine } from '../../engines/index.ts';
import { expectedBy } from '../../engines/postgres/expected.ts';
import type { LoadedChain } from '../../lint/project.ts';
import type { Migration } from '../../model/migration.ts';
import { printable } from '../../model/printable.ts';
import { traceJson } from '../../trace/json.ts';
import { traceText } from '../../trace/text.ts';
import type { Trace } from '../../trace/trace.ts';
import { traceChain } from '../../trace/trace.ts';
import type { OpenedProject, ProjectFlags } from '../open.ts';
import { openFor } from '../open.ts';
import type { Terminal } from '../terminal.ts';
import type { traceFormats } from '../help/trace.ts';
import { UsageError } from '../usage-error.ts';
import { userCacheFolder } from '../user-cache-folder.ts';
import { wantedMigrations } from '../wanted.ts';

export interface TraceFlags extends ProjectFlags {
  readonly all?: boolean;
  readonly engine?: string;
  readonly url?: string;
  readonly rows: number;
  readonly timeout: number;
  readonly format: (typeof traceFormats)[number];
}

type Runnable = Extract<EngineChoice, { kind: 'engine' }>;

/** Runs migrations on a scratch database, and shows what was observed beside what is predicted. */
export async function trace(paths: readonly string[], flags: TraceFlags, terminal: Terminal): Promise<number> {
  const opened = await openFor({ paths }, flags, terminal.cwd);
  const traced = tracedChains(opened, flags);
  if (traced.size === 0) throw new UsageError(nothingToTrace(opened, paths));
  const traces: (Trace & { readonly engine: string })[] = [];
  for (const [chain, migrations] of traced) {
    const choice = choiceFor(chain, flags);
    const result = await traceOn(choice, chain, migrations, flags, terminal);
    traces.push({ ...result, engine: choice.called });
    if (flags.format === 'text') {
      const read = (file: string): string | undefined => opened.project.files.read(file);
      terminal.out(traceText(result, { color: terminal.color, engine: choice.called, read }));
    }
  }
  if (flags.format === 'json') terminal.out(traceJson(traces));
  if (traces.some(({ failure }) => failure !== undefined)) return 2;
  return traces.some(({ statements }) => statements.some(({ mismatches }) => mismatches.length > 0)) ? 1 : 0;
}

/** The migrations to be watched, by chain: those of the paths; without paths the new ones. */
function tracedChains(opened: OpenedProject, { all }: TraceFlags): ReadonlyMap<LoadedChain, ReadonlySet<Migration>> {
  const isOpen = opened.asked.length + opened.within.length === 0 && all !== true;
  const chains = new Map<LoadedChain, Set<Migration>>();
  for (const { chain, migration } of wantedMigrations(opened)) {
    if (chain.source.dialect !== 'postgres') continue;
    if (isOpen && chain.shipping.shipped.has(migration.id)) continue;
    chains.set(chain, (chains.get(chain) ?? new Set()).add(migration));
  }
  return chains;
}

function nothingToTrace({ project }: OpenedProject, paths: readonly string[]): string {
  const others = new Set(
    project.chains.map(({ source }) => source.dialect).filter((dialect) => dialect !== 'postgres'),
  );
  if (others.size > 0) return `trace runs PostgreSQL; the migrations found are written for ${[...others].join(', ')}`;
  if (project.chains.length === 0) return 'no migrations found; mig-lint chains says what was looked at';
  return paths.length === 0
    ? 'no new migrations: name one, or trace them all with --all'
    : 'no migrations in these paths';
}

function choiceFor({ source }: LoadedChain, { engine, url, timeout }: TraceFlags): Runnable {
  try {
    const choice = chooseEngine(source.dialect, {
      ...(engine === undefined ? {} : { engine }),
      ...(url === undefined ? {} : { url }),
      statementTimeout: timeout * 1000,
    });
    if (choice.kind === 'engine') return choice;
    throw new UsageError(`trace needs an engine that runs: ${choice.why}`);
  } catch (error) {
    if (error instanceof BaselineError) throw new UsageError(error.message);
    throw error;
  }
}

/** Runs on an engine of its own, with the roles and extensions that the chain expects to find. */
async function traceOn(
  choice: Runnable,
  chain: LoadedChain,
  migrations: ReadonlySet<Migration>,
  { rows, timeout }: TraceFlags,
  terminal: Terminal,
): Promise<Trace> {
  const progress = progressOn(terminal);
  progress.show(`starting ${choice.called}`);
  const preparation = { ...(await expectedBy(sqlOf(chain))), cacheFolder: userCacheFolder(terminal.env) };
  const engine = await openedEngine(choice, preparation, timeout * 1000);
  const interrupt = closeOnInterrupt(engine);
  try {
    const isTraced = (migration: Migration): boolean => migrations.has(migration);
    return await traceChain({ chain, engine, isTraced, rows, onProgress: progress.show });
  } finally {
    interrupt.release();
    progress.clear();
    await engine.close();
  }
}

function sqlOf({ migrations, dialect }: LoadedChain): readonly string[] {
  return migrations.flatMap(({ up }) =>
    up.flatMap(({ sql, operations }) =>
      sql === undefined ? operations.flatMap((operation) => dialect.write(operation) ?? []) : [sql],
    ),
  );
}

/** In this process PGlite could not be ended: it gets a thread of its own. */
async function openedEngine(
  choice: Runnable,
  preparation: Preparation,
  statementTimeout: number,
): Promise<Engine & { readonly query: Query }> {
  try {
    const engine = await (choice.name === 'pglite'
      ? openEngine('pglite-worker', { ...preparation, statementTimeout })
      : choice.open(preparation));
    const { query } = engine;
    if (query !== undefined) return { ...engine, query };
    await engine.close();
    throw new UsageError(`${choice.called} cannot be watched`);
  } catch (error) {
    if (error instanceof EngineMissingError) throw new UsageError(error.message);
    throw error;
  }
}

/** Ctrl-C drops the scratch database before it ends the process. */
function closeOnInterrupt(engine: Engine): { release(): void } {
  const interrupted = (): void => {
    void engine.close().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted);
  return { release: () => process.off('SIGINT', interrupted) };
}

interface Progress {
  readonly show: (doing: string) => void;
  readonly clear: () => void;
}

/** One line on standard error that is written over, where somebody looks. */
function progressOn({ err, isInteractive, width }: Terminal): Progress {
  const write = (line: string): void => {
    if (isInteractive === true) err(`\r\u{1b}[2K${line}`);
  };
  return {
    show: (doing) => {
      write(printable(doing).slice(0, width - 1));
    },
    clear: () => {
      write('');
    },
  };
}
