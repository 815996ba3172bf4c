import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ResolvedConfig } from '../config/config.ts';
import { loadConfig } from '../config/index.ts';
import { loadDialect } from '../dialects/index.ts';
import { overlay } from '../frameworks/overlay.ts';
import type { WorkTreeFiles } from '../frameworks/project-files.ts';
import { workTreeFiles } from '../frameworks/project-files.ts';
import { gitIn } from '../history/git-command.ts';
import { rememberedGit } from '../history/git-remembered.ts';
import { diskMemory, type DiskMemory } from '../lint/cache/disk-memory.ts';
import type { ThreadPlan } from '../lint/ahead/threads.ts';
import type { Project, ProjectOptions } from '../lint/project.ts';
import { openProject } from '../lint/project.ts';
import { isWithin } from '../lint/paths.ts';
import { askAhead, findShipped } from '../lint/shipped.ts';
import { decodeText } from '../model/decode-text.ts';
import type { DialectName } from '../model/names.ts';
import { cachePlaceOf } from './cache-place.ts';
import { openStaged, type Hook, type StagedFiles } from './staged.ts';
import { UsageError } from './usage-error.ts';
import { userCacheFolder } from './user-cache-folder.ts';

/** The flags that say which project is meant and how it is read; all commands share them. */
export interface ProjectFlags {
  readonly config?: string;
  /** False: a configuration that is a program is refused. */
  readonly configCode?: boolean;
  readonly dialect?: DialectName;
  readonly framework?: string;
  readonly engineVersion?: string;
  readonly chain?: string;
  readonly since?: string;
  readonly reportUnusedDisableDirectives?: boolean;
  /** A file of table sizes, in the place of those that the configuration names. */
  readonly stats?: string;
  /** False: nothing that earlier runs have left is looked at, and nothing is left. */
  readonly cache?: boolean;
  readonly cacheLocation?: string;
}

export interface ProjectRequest {
  readonly paths: readonly string[];
  /** The text that stands in for the only path's file, as an editor holds it. */
  readonly replaced?: string;
  /** The files are those of the index that the hook is about. */
  readonly staged?: Hook;
  /** The environment, which says where the cache is; absent: there is none. */
  readonly env?: Hook['env'];
}

export interface OpenedProject {
  readonly project: Project;
  readonly files: WorkTreeFiles;
  /** Files named on the command line, relative to the project's root. */
  readonly asked: readonly string[];
  /** Folders named on the command line, likewise; '' is the root. */
  readonly within: readonly string[];
  /** The files that are staged, when only they are judged. */
  readonly touched?: readonly string[];
  /** What this run leaves for the next; absent: nothing. */
  readonly cache?: DiskMemory;
}

/** Opens the project around `cwd`, or around the first path when it lies elsewhere. */
export async function openFor(
  { paths, replaced, staged: hook, env }: ProjectRequest,
  flags: ProjectFlags,
  cwd: string,
): Promise<OpenedProject> {
  const places = await Promise.all(paths.map((given) => locate(given, cwd, replaced !== undefined)));
  const first = places.find((place) => !isInside(place.absolute, cwd));
  const start = first === undefined ? cwd : first.isFolder ? first.absolute : path.dirname(first.absolute);
  const loaded = await loadConfig({
    cwd: start,
    runsCode: flags.configCode !== false,
    ...(flags.config === undefined ? {} : { file: path.resolve(cwd, flags.config) }),
  });

  const judged = flags.reportUnusedDisableDirectives === true ? withHygiene(loaded) : loaded;
  const config = flags.stats === undefined ? judged : withStats(judged, path.resolve(cwd, flags.stats));

  const outside = places.find((place) => !isInside(place.absolute, config.root));
  if (outside !== undefined)
    throw new UsageError(`${outside.given} lies outside of ${config.root}: run mig-lint there`);
  const relative = (place: Place): string => path.relative(config.root, place.absolute).split(path.sep).join('/');
  const asked = places.filter((place) => !place.isFolder).map(relative);
  const within = places.filter((place) => place.isFolder).map(relative);

  // Threads read from the work tree: not from the index, nor from an editor.
  const plan = hook === undefined && replaced === undefined ? threadPlan(config) : undefined;
  const cache = env === undefined ? undefined : openCache(config, flags, { cwd, env }, plan);
  // The parsers load while git answers.
  for (const dialect of cache?.dialects ?? []) void loadDialect(dialect);
  if (hook !== undefined) {
    const staged = await openStaged(config, hook, flags.since, cache?.notebook);
    return openStagedProject(staged, { asked, within }, config, flags, cache);
  }
  const git = cache === undefined ? undefined : rememberedGit(gitIn(config.root), cache.notebook);
  if (git !== undefined) askAhead(config, flags.since, git);
  const workTree = workTreeFiles(config.root, { links: config.links });
  const texts = new Map(replaced === undefined ? [] : asked.map((file) => [file, replaced]));
  const files = overlay(withAsked(workTree, asked), texts);
  const project = await openProject({
    ...selectionOf(flags),
    config,
    files,
    asked,
    within,
    readStats: statsReader(config),
    ...(cache === undefined ? {} : { memory: cache }),
    shipped: (folders, ledgers) =>
      findShipped(config, { since: flags.since, folders, ledgers, edited: [...texts.keys()], git }),
  });
  return { project, files, asked, within, ...(cache === undefined ? {} : { cache }) };
}

/** What is staged, of the files and folders named where some were: they select, and are judged as the others are. */
async function openStagedProject(
  { files, touched: all, index }: StagedFiles,
  { asked, within }: Pick<OpenedProject, 'asked' | 'within'>,
  config: ResolvedConfig,
  flags: ProjectFlags,
  cache: DiskMemory | undefined,
): Promise<OpenedProject> {
  const isNamed = (file: string): boolean => asked.includes(file) || within.some((folder) => isWithin(file, folder));
  const touched = asked.length + within.length === 0 ? all : all.filter(isNamed);
  const project = await openProject({
    ...selectionOf(flags),
    config,
    files,
    touched,
    readStats: statsReader(config),
    ...(cache === undefined ? {} : { memory: cache }),
    // With nothing staged that belongs to a chain, nobody has to know what has shipped.
    shipped: (folders, ledgers) =>
      folders.length === 0
        ? Promise.resolve({ kind: 'unknown', description: 'nothing was asked', limits: [] })
        : findShipped(config, { since: flags.since, folders, ledgers, index }),
  });
  return { project, files, asked: [], within: [], touched, ...(cache === undefined ? {} : { cache }) };
}

/** The memory of earlier runs over this project, unless the flags want none. */
function openCache(
  config: ResolvedConfig,
  flags: ProjectFlags,
  { cwd, env }: Pick<Hook, 'cwd' | 'env'>,
  plan: ThreadPlan | undefined,
): DiskMemory | undefined {
  if (flags.cache === false) return undefined;
  const { cacheLocation } = flags;
  const folder = cacheLocation === undefined ? userCacheFolder(env) : path.resolve(cwd, cacheLocation);
  const place = cachePlaceOf(config, selectionOf(flags), folder);
  return place === undefined ? undefined : diskMemory(place, plan);
}

/** The build puts the program of the threads beside the command. */
function threadPlan({ root, links }: ResolvedConfig): ThreadPlan {
  return { program: path.join(import.meta.dirname, 'reader.cjs'), root, links };
}

function withHygiene(config: ResolvedConfig): ResolvedConfig {
  const rules = new Map(config.rules);
  if (!rules.has('suppression-hygiene')) rules.set('suppression-hygiene', { severity: 'error', options: {} });
  return { ...config, rules };
}

/** One file of table sizes for all chains. */
function withStats(config: ResolvedConfig, file: string): ResolvedConfig {
  const chains = config.chains.map(({ stats: _stats, ...chain }) => chain);
  return { ...config, chains, stats: path.relative(config.root, file).split(path.sep).join('/') };
}

/** Table sizes are no part of what is judged: they are those on the disk, whether git knows of the file or not. */
function statsReader({ root }: ResolvedConfig): NonNullable<ProjectOptions['readStats']> {
  return (file) => {
    try {
      return decodeText(readFileSync(path.resolve(root, file)));
    } catch {
      return undefined;
    }
  };
}

interface Place {
  readonly given: string;
  readonly absolute: string;
  readonly isFolder: boolean;
}

async function locate(given: string, cwd: string, isReplaced: boolean): Promise<Place> {
  const absolute = path.resolve(cwd, given);
  if (isReplaced) return { given, absolute, isFolder: false };
  try {
    return { given, absolute, isFolder: (await stat(absolute)).isDirectory() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(code === 'ENOENT' ? `${given} does not exist` : `${given} cannot be read (${code})`);
  }
}

function isInside(absolute: string, folder: string): boolean {
  const relative = path.relative(folder, absolute);
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}

/** Files that are asked for by name count even when git ignores them. */
function withAsked(files: WorkTreeFiles, asked: readonly string[]): WorkTreeFiles {
  const known = new Set(files.paths);
  const added = asked.filter((one) => !known.has(one));
  return added.length === 0 ? files : { ...files, paths: [...files.paths, ...added].sort() };
}

function selectionOf({
  dialect,
  framework,
  engineVersion,
  chain,
}: ProjectFlags): Omit<ProjectOptions, 'config' | 'files' | 'shipped'> {
  return {
    ...(dialect === undefined ? {} : { dialect }),
    ...(framework === undefined ? {} : { framework }),
    ...(engineVersion === undefined ? {} : { engineVersion }),
    ...(chain === undefined ? {} : { chain }),
  };
}
