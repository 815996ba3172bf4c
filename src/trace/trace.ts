import type { Engine, Query } from '../engines/engine.ts';
import type { LoadedChain } from '../lint/project.ts';
import { viewChain } from '../lint/project.ts';
import type { Facts } from '../model/facts.ts';
import type { Migration } from '../model/migration.ts';
import type { Span } from '../model/span.ts';
import type { MigrationView } from '../rules/rule.ts';
import type { Mismatch } from './compare.ts';
import type { Observation } from './observation.ts';
import { migrationRunner } from './run.ts';
import type { Seeded } from './seed/seed.ts';
import { seed } from './seed/seed.ts';

/** One statement of a migration as it was predicted, and as the engine carried it out. */
export interface TracedStatement {
  readonly migration: string;
  readonly span: Span;
  readonly sql: readonly string[];
  readonly inTransaction: boolean;
  /** Absent: nothing is known of one of its operations. */
  readonly predicted?: Facts;
  readonly observed: Observation;
  readonly mismatches: readonly Mismatch[];
  readonly milliseconds: number;
}

/** The statement at which the run ended. */
export interface TraceFailure {
  readonly migration: string;
  readonly span: Span;
  /** Absent: it is not known as SQL. */
  readonly sql?: string;
  /** The engine's own words, or why nothing could be sent. */
  readonly message: string;
}

export interface Trace {
  readonly chain: string;
  /** The major version that ran it. */
  readonly version: number;
  readonly rows: number;
  /** What had rows when the first of the traced migrations ran. */
  readonly seeded: Seeded;
  readonly statements: readonly TracedStatement[];
  readonly failure?: TraceFailure;
}

export interface TraceRequest {
  readonly chain: LoadedChain;
  readonly engine: Engine & { readonly query: Query };
  readonly isTraced: (migration: Migration) => boolean;
  /** How many rows each table gets. */
  readonly rows: number;
  /** Told what is being done, for people. */
  readonly onProgress: (doing: string) => void;
}

/**
 * Runs a chain up to the last of the traced migrations on an empty scratch database, with rows in every table, and watches
 * the statements of the traced ones. Stops at the first statement that fails.
 */
export async function traceChain({ chain, engine, isTraced, rows, onProgress }: TraceRequest): Promise<Trace> {
  const { query } = engine;
  const version = await majorOf(query);
  const views = upToLast(
    viewChain({ ...chain, engineVersion: String(version) }, () => true),
    isTraced,
  );
  const runner = migrationRunner({ engine, query }, chain.dialect);
  const statements: TracedStatement[] = [];
  let seeded: Seeded | undefined;
  for (const view of views) {
    const { migration } = view;
    const isObserved = isTraced(migration);
    if (isObserved && rows > 0 && !runner.isInTransaction()) {
      onProgress(`rows for ${migration.id}`);
      const filled = await seed(query, rows);
      seeded ??= filled;
    }
    onProgress(`${isObserved ? 'tracing' : 'running'} ${migration.id}`);
    const failure = await runner.run(view, isObserved ? (traced) => statements.push(traced) : undefined);
    if (failure !== undefined) {
      return { chain: chain.source.name, version, rows, seeded: seeded ?? nothingSeeded, statements, failure };
    }
  }
  const failure = await runner.end();
  return {
    chain: chain.source.name,
    version,
    rows,
    seeded: seeded ?? nothingSeeded,
    statements,
    ...(failure === undefined ? {} : { failure }),
  };
}

const nothingSeeded: Seeded = { tables: 0, empty: [] };

async function majorOf(query: Query): Promise<number> {
  const { rows } = await query<{ readonly number: string }>("SELECT current_setting('server_version_num') AS number");
  return Math.floor(Number(rows[0]?.number) / 10_000);
}

function upToLast(
  views: readonly MigrationView[],
  isTraced: (migration: Migration) => boolean,
): readonly MigrationView[] {
  return views.slice(0, views.findLastIndex(({ migration }) => isTraced(migration)) + 1);
}
