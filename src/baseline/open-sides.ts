import { statSync } from 'node:fs';
import path from 'node:path';
import type { ResolvedConfig } from '../config/config.ts';
import type { ProjectFiles } from '../frameworks/framework.ts';
import { workTreeFiles } from '../frameworks/project-files.ts';
import { GitFailure } from '../history/git-command.ts';
import { filesAtRef } from '../history/git.ts';
import type { ChainSelection } from '../lint/chains.ts';
import { findChains } from '../lint/chains.ts';
import type { LoadedChain } from '../lint/project.ts';
import { openProject } from '../lint/project.ts';
import { filesOf } from '../lint/shipping.ts';
import { BaselineError } from './baseline-error.ts';

/** One of the two chains: where it was found, and its files. */
export interface Side {
  readonly chain: LoadedChain;
  readonly files: ProjectFiles;
  /** For people: `main (1a2b3c4)`, `the work tree`, the folder. */
  readonly where: string;
}

export interface SidesRequest extends ChainSelection {
  readonly config: ResolvedConfig;
  /** What folders are relative to. */
  readonly cwd: string;
  /** A git ref, or a folder. */
  readonly from: string;
  /** A folder; absent: the work tree. */
  readonly to?: string;
  readonly engineVersion?: string;
}

export interface Sides {
  readonly old: Side;
  readonly new: Side;
  readonly notes: readonly string[];
}

/** Some place's chains, of which one is to be picked. */
interface Place {
  readonly where: string;
  readonly files: ProjectFiles;
  readonly chains: readonly LoadedChain[];
  /** What there is when nothing of it was meant. */
  readonly names: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Finds the old chain and the one that replaces it.
 *
 * @throws BaselineError when a ref, folder or chain is not there, or when it is not clear which chain is meant
 */
export async function openSides(request: SidesRequest): Promise<Sides> {
  const { config, cwd, from, to } = request;
  const workTree = workTreeFiles(config.root, { links: config.links });
  const oldFolder = folderAt(cwd, from);
  const old =
    oldFolder === undefined ? await atRef(request, from, workTree) : await inFolder(request, oldFolder, from, workTree);
  const now =
    to === undefined
      ? await openPlace(request, 'the work tree', workTree)
      : await inFolder(request, expectFolder(cwd, to), to, workTree);
  const picked = pick(old, now);
  return {
    old: { chain: picked.old, files: old.files, where: old.where },
    new: { chain: picked.new, files: now.files, where: now.where },
    notes: [...new Set([...old.notes, ...now.notes, ...picked.notes])],
  };
}

/**
 * One chain among files.
 *
 * @throws BaselineError when there is none, or when it is not clear which is meant
 */
export async function openSide(
  request: Omit<SidesRequest, 'from' | 'to'>,
  where: string,
  files: ProjectFiles,
): Promise<Side> {
  const place = await openPlace(request, where, files);
  const { old } = pick(place, place);
  return { chain: old, files, where };
}

function folderAt(cwd: string, given: string): string | undefined {
  const absolute = path.resolve(cwd, given);
  return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true ? absolute : undefined;
}

function expectFolder(cwd: string, given: string): string {
  const folder = folderAt(cwd, given);
  if (folder === undefined) throw new BaselineError(`--to ${given}: there is no such folder`);
  return folder;
}

async function atRef(request: SidesRequest, ref: string, workTree: ProjectFiles): Promise<Place> {
  try {
    const commit = await filesAtRef(request.config.root, ref);
    const place = await openPlace(request, commit.description, filesOf(commit, workTree));
    return { ...place, notes: [...commit.limits, ...place.notes] };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    throw new BaselineError(
      `--from ${ref} is neither a folder here nor a commit that git knows (${error.message}).\n` +
        'Give the branch, tag or commit that holds the old chain, as --from main or --from HEAD~1; in a shallow clone, ' +
        'fetch the whole history first (git fetch --unshallow)',
    );
  }
}

/** A folder of this project, or one of its own: another checkout, or one that git ignores. */
async function inFolder(request: SidesRequest, folder: string, given: string, workTree: ProjectFiles): Promise<Place> {
  const relative = path.relative(request.config.root, folder).split(path.sep).join('/');
  const isInside = !relative.startsWith('..') && !path.isAbsolute(relative);
  if (isInside) {
    const place = await openPlace(request, given, workTree, relative === '' ? undefined : relative);
    if (place.chains.length > 0) return place;
  }
  return openPlace(
    { ...request, config: { ...request.config, root: folder } },
    given,
    workTreeFiles(folder, { links: request.config.links }),
  );
}

async function openPlace(
  { config, dialect, framework, chain, engineVersion }: Omit<SidesRequest, 'from' | 'to'>,
  where: string,
  files: ProjectFiles,
  within?: string,
): Promise<Place> {
  const project = await openProject({
    config,
    files,
    ...(dialect === undefined ? {} : { dialect }),
    ...(framework === undefined ? {} : { framework }),
    ...(chain === undefined ? {} : { chain }),
    ...(engineVersion === undefined ? {} : { engineVersion }),
    ...(within === undefined ? {} : { within: [within] }),
    // What has shipped is not asked: the old chain is what it is compared with.
    shipped: () => Promise.resolve({ kind: 'unknown', description: 'nothing was asked', limits: [] }),
  });
  const chains = project.chains.filter(({ migrations }) => migrations.length > 0);
  const names = chains.length > 0 ? [] : findChains(files, config).map(({ name }) => name);
  return { where, files, chains, names, notes: project.notes };
}

interface Picked {
  readonly old: LoadedChain;
  readonly new: LoadedChain;
  readonly notes: readonly string[];
}

/** The chain that both places have; of several, the only one that lost migrations. */
function pick(old: Place, now: Place): Picked {
  const [firstOld, ...otherOld] = old.chains;
  const [firstNew, ...otherNew] = now.chains;
  if (firstOld === undefined) throw noChain('old', old);
  if (firstNew === undefined) throw noChain('squashed', now);
  if (otherOld.length === 0 && otherNew.length === 0) return { old: firstOld, new: firstNew, notes: [] };

  const pairs = old.chains.flatMap((chain) => {
    const twin =
      now.chains.find(({ source }) => source.name === chain.source.name) ??
      now.chains.find(({ source }) => source.folder === chain.source.folder && source.scope === chain.source.scope);
    return twin === undefined ? [] : [{ old: chain, new: twin }];
  });
  const [squashed, ...others] = pairs.filter((pair) => hasLost(pair.old, pair.new));
  if (squashed !== undefined && others.length === 0) {
    const count = String(Math.max(old.chains.length, now.chains.length));
    return {
      ...squashed,
      notes: [`of ${count} chains, only ${squashed.new.source.name} lost migrations: it is compared`],
    };
  }
  const list = (place: Place): string =>
    `${place.where}: ${place.chains.map(({ source }) => `${source.name} (${source.framework})`).join(', ')}`;
  throw new BaselineError(
    `several chains were found: pick one with --chain <name>\n  ${list(old)}\n  ${list(now)}\n` +
      'mig-lint chains shows what each of them is',
  );
}

function hasLost(old: LoadedChain, now: LoadedChain): boolean {
  const ids = new Set(now.migrations.map(({ id }) => id));
  return old.migrations.some(({ id }) => !ids.has(id));
}

function noChain(which: string, { where, names }: Place): BaselineError {
  const there = names.length === 0 ? '' : `There is: ${names.join(', ')}.\n`;
  return new BaselineError(
    `no migrations of the ${which} chain were found in ${where}.\n${there}` +
      'mig-lint chains shows what is found here and what is passed over, and why; --chain, --framework and --dialect narrow ' +
      'the search, and a chain can be declared in the configuration',
  );
}
