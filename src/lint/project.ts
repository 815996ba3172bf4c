import picomatch from 'picomatch';
import type { ResolvedConfig } from '../config/config.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { loadDialect } from '../dialects/index.ts';
import { traitsAt } from '../dialects/traits.ts';
import type { ChainSource, Framework, MigrationEntry, ProjectFiles } from '../frameworks/framework.ts';
import { prepareJavaScript } from '../frameworks/javascript/parse.ts';
import { findFramework } from '../frameworks/index.ts';
import type { Shipped } from '../history/history.ts';
import type { LedgerQuestion } from '../history/ledger.ts';
import type { Migration } from '../model/migration.ts';
import { rememberLast } from '../model/remember-last.ts';
import type { Schema } from '../model/schema.ts';
import type { MigrationView } from '../rules/rule.ts';
import type { Beside } from './beside.ts';
import type { ChainSelection } from './chains.ts';
import { findChains, looseChains } from './chains.ts';
import type { ProjectMemory } from './project-memory.ts';
import type { Milestone } from './milestone.ts';
import { noMemory } from './project-memory.ts';
import { questionOf } from './recorded.ts';
import type { ChainReader, ChainShipping } from './shipping.ts';
import { chainShipping } from './shipping.ts';
import { mergedChains, withPartners } from './data-chains.ts';
import type { Among } from './merge-by-date.ts';
import { lookBeside } from './look-beside.ts';
import { folderOf, isWithin } from './paths.ts';
import { passingView } from './passing-view.ts';
import { readerOf, readingKey, readMigration } from './reading.ts';
import { readRelease } from './release.ts';
import { subscriberFolders } from './subscribers.ts';
import type { ChainSizes } from './table-sizes.ts';
import { chainSizes } from './table-sizes.ts';
import { schemaAfter, viewMigration } from './views.ts';

/** A chain with its migrations read and compared with what has shipped. */
export interface LoadedChain {
  readonly source: ChainSource;
  readonly framework: Framework;
  readonly dialect: Dialect;
  readonly engineVersion: string;
  readonly migrations: readonly Migration[];
  readonly entries: ReadonlyMap<string, MigrationEntry>;
  readonly shipping: ChainShipping;
  /** Migrations of another chain of the same database that run among these: data scripts, or the schema of data scripts. */
  readonly among?: Among;
  /** Absent: nothing is known of how large its tables are. */
  readonly sizes?: ChainSizes;
}

/** A repository's chains, ready to be judged and printed. */
export interface Project {
  readonly config: ResolvedConfig;
  readonly files: ProjectFiles;
  readonly shipped: Shipped;
  readonly chains: readonly LoadedChain[];
  /** How many chains were found, those that could not be read included. */
  readonly found: number;
  /** Sentences about what could not be read or known. */
  readonly notes: readonly string[];
  readonly beside: Beside;
  readonly memory: ProjectMemory;
}

export interface ProjectOptions extends ChainSelection {
  readonly config: ResolvedConfig;
  readonly files: ProjectFiles;
  readonly engineVersion?: string;
  /** Files that were asked for by name: read even when they belong to no chain. */
  readonly asked?: readonly string[];
  /** Folders that were asked for. With files or folders asked for, chains without any of them are not read. */
  readonly within?: readonly string[];
  /** The files that the run is about, those that are gone included: chains without any of them are not read. */
  readonly touched?: readonly string[];
  /** Asked once, with the folders of all chains, and where their tools record what they have applied. */
  shipped(folders: readonly string[], ledgers: readonly LedgerQuestion[]): Promise<Shipped>;
  /** Reads a file of table sizes, by the path that names it; absent: it is one of the files. */
  readonly readStats?: (file: string) => string | undefined;
  /** Given again and again while the configuration stays the same; absent: everything is read anew. */
  readonly memory?: ProjectMemory;
}

/** Finds the chains of a project, reads their migrations and what has shipped of them. */
export async function openProject(options: ProjectOptions): Promise<Project> {
  const { config, files, asked = [], within = [], touched, memory = noMemory } = options;
  const found =
    touched?.length === 0 ? [] : memory.chains('', [], files, (watched) => findChains(watched, config, options));
  const isAskedFor = (path: string): boolean => asked.includes(path) || within.some((folder) => isWithin(path, folder));
  const loose = memory.chains('loose', [asked.join('\0'), ...found], files, (watched) =>
    looseChains(watched, asked, found),
  );
  const all = [...found, ...loose];
  const meant = all.filter(
    (source) => isTouched(source, options) && (asked.length + within.length === 0 || source.paths.some(isAskedFor)),
  );
  const sources = withPartners(meant, all, config);
  if (config.chains.some(({ generated }) => generated !== undefined)) await prepareJavaScript();
  const shipped = await options.shipped(
    [...new Set([...sources.flatMap(foldersOf), ...subscriberFolders(config)])],
    sources.flatMap(ledgerOf),
  );

  const notes = [...shipped.limits, ...withoutRelease(config, files)];
  const loaded: LoadedChain[] = [];
  for (const source of sources) {
    const framework = findFramework(source.framework);
    if (framework === undefined) {
      notes.push(
        `chain ${source.name} (${String(source.paths.length)} files) was not read: there is no framework "${source.framework}"`,
      );
      continue;
    }
    const dialect = await loadDialect(source.dialect);
    await framework.prepare?.();
    const entries = framework.list(source, files);
    await memory.readAhead?.(readerOf(source, framework, dialect), entries, files);
    loaded.push(loadChain({ source, framework, dialect }, entries, shipped, options));
  }
  const chains = mergedChains(loaded, config);
  const beside = await lookBeside({ config, files, chains, shipped }, config.rules);
  return { config, files, shipped, chains, found: sources.length, notes, beside, memory };
}

function withoutRelease({ release }: ResolvedConfig, files: ProjectFiles): readonly string[] {
  if (release === undefined || readRelease(release, files) !== undefined) return [];
  return [`the release that is being built was not found in ${release.file}`];
}

function isTouched({ name, folder, paths }: ChainSource, { config, touched }: ProjectOptions): boolean {
  if (touched === undefined) return true;
  const isBeside = picomatch(besideOf(config, name), { dot: true });
  return touched.some((path) => paths.includes(path) || isWithin(path, folder) || isBeside(path));
}

/** The globs of what the configuration puts beside a chain: generated from it, or declared for it. */
function besideOf({ chains }: ResolvedConfig, name: string): string[] {
  const { generated, declared = [] } = chains.find((chain) => chain.name === name) ?? {};
  const { scripts = [], constants = [], versions = [], copies = [] } = generated ?? {};
  return [...scripts, ...constants, ...versions, ...copies, ...declared];
}

function ledgerOf(source: ChainSource): readonly LedgerQuestion[] {
  const ledger = findFramework(source.framework)?.ledger;
  return ledger === undefined ? [] : [questionOf(ledger, source)];
}

/** The folders that a chain's files lie in: its own, and those outside of it. */
function foldersOf({ folder, paths }: ChainSource): readonly string[] {
  return [folder, ...new Set(paths.filter((path) => !isWithin(path, folder)).map(folderOf))];
}

function loadChain(
  { source, framework, dialect }: Pick<LoadedChain, 'source' | 'framework' | 'dialect'>,
  entries: readonly MigrationEntry[],
  shipped: Shipped,
  options: ProjectOptions,
): LoadedChain {
  const { config, files, memory = noMemory } = options;
  const reading = (
    when: 'now' | 'past',
    chain: ChainSource,
    at: ProjectFiles,
  ): ((entry: MigrationEntry) => Migration) => {
    const reader = readerOf(chain, framework, dialect);
    return (entry) =>
      memory.migrations(readingKey(when, reader, entry), [], at, (watched) => readMigration(reader, entry, watched));
  };
  const migrations = entries.map(reading('now', source, files));
  const reader: ChainReader = {
    chainIn: (past) => {
      const chains = memory.chains('past', [], past, (watched) => findChains(watched, config, options));
      const isSamePlace = ({ folder, scope }: ChainSource): boolean =>
        folder === source.folder && scope === source.scope;
      return chains.find((chain) => chain.name === source.name) ?? chains.find(isSamePlace);
    },
    list: (chain, past) => framework.list(chain, past),
    read: (entry, chain, past) => reading('past', chain, past)(entry),
    ...(framework.ledger === undefined ? {} : { ledger: framework.ledger }),
  };
  const declared = config.chains.find((chain) => chain.name === source.name);
  const engineVersion = options.engineVersion ?? declared?.engineVersion ?? dialect.defaultVersion;
  const { readStats } = options;
  const sizes = chainSizes(source, traitsAt(dialect, engineVersion), { config, files, readStats, memory });
  return {
    source,
    framework,
    dialect,
    engineVersion,
    migrations,
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    shipping: chainShipping({ name: source.name, migrations }, shipped, files, reader),
    ...(sizes === undefined ? {} : { sizes }),
  };
}

/** A chain that is replayed as far as somebody asks. */
export interface ReplayedChain {
  /** The migrations that were wanted, as rules see them. */
  readonly views: readonly MigrationView[];
  /** The schema before the migration at a position; at the chain's length, the one that it ends in. */
  readonly before: (position: number) => Schema;
}

/** Replays a chain; the migrations that are not wanted are only replayed. */
export function replayChain(
  chain: LoadedChain,
  isWanted: (migration: Migration) => boolean,
  memory: ProjectMemory = noMemory,
): ReplayedChain {
  const { dialect, engineVersion, migrations } = chain;
  const replay = replayOf(chain, memory);
  const viewAt = (migration: Migration, position: number): MigrationView => {
    const before = replay.before(position);
    const edit = chain.shipping.edits.get(migration.id);
    const make = (): MigrationView => viewMigration(before, migration, dialect, engineVersion, edit);
    const view = memory.views === undefined ? make() : memory.views(migration, [before, engineVersion, edit], make);
    replay.goesOn(position, view.after);
    return view;
  };
  // Who judges looks at one migration after the other.
  const whenAsked = rememberLast(viewAt);
  const views = migrations.flatMap((migration, position) => {
    if (!isWanted(migration)) return [];
    if (memory.views !== undefined) return viewAt(migration, position);
    return passingView(migration, chain.shipping.edits.get(migration.id), () => whenAsked(migration, position));
  });
  const first = migrations.findIndex(isWanted);
  if (first > 0 && chain.among === undefined)
    memory.milestones.keep(migrations, { position: first, schema: replay.before(first) });
  return { views, before: replay.before };
}

/** So many schemas of a chain stay in memory. */
const mostSchemas = 50;

/** The schemas of a chain, each made when somebody asks, from the nearest one before it that is known. */
function replayOf(
  { dialect, engineVersion, migrations, among }: LoadedChain,
  memory: ProjectMemory,
): { readonly before: (position: number) => Schema; readonly goesOn: (position: number, after: Schema) => void } {
  const empty = memory.start(traitsAt(dialect, engineVersion));
  const passing = (schema: Schema, position: number): Schema =>
    (among?.get(position) ?? []).reduce(schemaAfter, schema);
  const start = passing(empty, 0);
  const known = new Map([[0, start]]);
  // Of a chain of thousands, not every schema stays in memory; the way from one that does is short.
  const stride = Math.ceil(migrations.length / mostSchemas);
  let latest = 0;
  const remember = (position: number, schema: Schema): void => {
    if (latest % stride !== 0) known.delete(latest);
    known.set(position, schema);
    latest = position;
  };
  const nearest = (position: number): Milestone => {
    for (let at = position; at > 0; at -= 1) {
      const schema = known.get(at);
      if (schema !== undefined) return { position: at, schema };
    }
    // What runs among the migrations is not known to milestones.
    const milestone = among === undefined ? memory.milestones.last(migrations, position, start) : undefined;
    return milestone ?? { position: 0, schema: start };
  };
  return {
    before: (position) => {
      const from = nearest(position);
      let { schema } = from;
      known.set(from.position, schema);
      migrations.slice(from.position, position).forEach((migration, passed) => {
        const before = schema;
        const next = from.position + passed + 1;
        schema = passing(
          memory.ends(migration, [before], () => schemaAfter(before, migration)),
          next,
        );
        remember(next, schema);
      });
      return schema;
    },
    goesOn: (position, after) => {
      remember(position + 1, passing(after, position + 1));
    },
  };
}

/** The chain's migrations as rules see them; the ones that are not wanted are only replayed. */
export function viewChain(...request: Parameters<typeof replayChain>): readonly MigrationView[] {
  return replayChain(...request).views;
}

/** The schema at the end of a chain, or after one of its migrations. */
export function schemaOf(chain: LoadedChain, upTo?: string): Schema {
  const found = upTo === undefined ? -1 : chain.migrations.findIndex((migration) => migration.id === upTo);
  return replayOf(chain, noMemory).before(found === -1 ? chain.migrations.length : found + 1);
}
