import { schemaChainOf } from '../../lint/data-chains.ts';
import type { LoadedChain, Project } from '../../lint/project.ts';
import { shippedPhrase } from '../../lint/chain-view.ts';
import { dateOf } from '../../lint/merge-by-date.ts';
import type { Migration } from '../../model/migration.ts';
import { logText } from '../../report/inert.ts';
import { jsonText } from '../../report/json-text.ts';
import type { ProjectFlags } from '../open.ts';
import { openFor } from '../open.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { wantedMigrations } from '../wanted.ts';

export interface PendingFlags extends ProjectFlags {
  readonly json?: boolean;
}

/** A database with what is left to run on it, in order. */
interface Pending {
  readonly chain: LoadedChain;
  readonly steps: readonly PendingStep[];
}

interface PendingStep {
  readonly kind: 'schema' | 'data';
  readonly chain: string;
  readonly migration: Migration;
  /** It has run before, and the tool runs it again because it has changed. */
  readonly again: boolean;
}

/** Prints the migrations and data scripts that have not shipped yet, in the order in which to run them. */
export async function pending(paths: readonly string[], flags: PendingFlags, terminal: Terminal): Promise<number> {
  const opened = await openFor({ paths }, flags, terminal.cwd);
  const { project } = opened;
  const wanted = new Set(wantedMigrations(opened).map(({ chain }) => chain));
  if (wanted.size === 0) throw new UsageError('no migrations found: `mig-lint chains` says what was looked at');
  if (project.shipped.kind === 'unknown') {
    throw new UsageError(
      `it is not known what has shipped (${project.shipped.limits.join('; ')}). Name a release: mig-lint pending --since v1.2.0`,
    );
  }
  const databases = databasesOf(project, wanted);
  if (flags.json === true) {
    terminal.out(
      `${jsonText(
        databases.map((one) => asJson(one, project)),
        2,
      )}\n`,
    );
    return 0;
  }
  terminal.out(logText(databases.map((one) => asText(one, project)).join('\n')));
  for (const note of project.notes) terminal.err(logText(`note: ${note}\n`));
  return 0;
}

/** Each chain of schema migrations with the data scripts that belong to it: all schema first. */
function databasesOf(project: Project, wanted: ReadonlySet<LoadedChain>): readonly Pending[] {
  const { config, chains } = project;
  const isScripts = ({ source }: LoadedChain): boolean =>
    chains.some((other) => other.source.name === schemaChainOf(config, source.name));
  return chains
    .filter((chain) => !isScripts(chain))
    .flatMap((chain): readonly Pending[] => {
      const scripts = chains.filter(({ source }) => schemaChainOf(config, source.name) === chain.source.name);
      if (![chain, ...scripts].some((one) => wanted.has(one))) return [];
      return [{ chain, steps: [...stepsOf(chain, 'schema'), ...scripts.flatMap((one) => stepsOf(one, 'data'))] }];
    });
}

function stepsOf({ source, migrations, shipping }: LoadedChain, kind: PendingStep['kind']): readonly PendingStep[] {
  return migrations.flatMap((migration): readonly PendingStep[] => {
    const again = migration.repeatable === true && shipping.edits.has(migration.id);
    if (shipping.shipped.has(migration.id) && !again) return [];
    return [{ kind, chain: source.name, migration, again }];
  });
}

function asText({ chain, steps }: Pending, { shipped }: Project): string {
  const head = `${chain.source.name} (${chain.framework.title}, ${chain.source.dialect})`;
  if (steps.length === 0) return `${head}: nothing is pending; all has shipped ${shippedPhrase(shipped)}\n`;
  const width = String(steps.length).length;
  const lines = steps.map(
    ({ kind, migration, again }, at) =>
      `  ${String(at + 1).padStart(width)}. ${kind.padEnd(6)}  ${migration.id}  (${migration.file})${again ? '  changed: runs again' : ''}`,
  );
  return `${[`${head}: ${String(steps.length)} to run, the others have shipped ${shippedPhrase(shipped)}`, ...lines].join('\n')}\n`;
}

function asJson({ chain, steps }: Pending, { shipped }: Project): object {
  return {
    chain: chain.source.name,
    framework: chain.framework.name,
    dialect: chain.source.dialect,
    shipped: shipped.description,
    steps: steps.map(({ kind, chain: of, migration, again }, at) => ({
      order: at + 1,
      kind,
      chain: of,
      id: migration.id,
      file: migration.file,
      date: dateOf(migration.id) ?? null,
      again,
    })),
  };
}
