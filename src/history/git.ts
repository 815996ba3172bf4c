import { decodeText } from '../model/decode-text.ts';
import { findBase, type GitSource } from './git-base.ts';
import { GitFailure, gitIn, gitOrFail, listed, namesOnly, type RunGit } from './git-command.ts';
import { readObjects } from './git-objects.ts';
import type { Shipped, ShippedCommit, ShippedUnknown } from './history.ts';

export interface GitRequest {
  /** The project's root: the top of the repository or any folder in it. */
  readonly root: string;
  /** Absent: the default branch. */
  readonly source: GitSource | undefined;
  /** The folders to look into, relative to the root; '' is the root itself. */
  readonly folders: readonly string[];
  /** Files whose text is not the work tree's, such as one that is open in an editor: they count as changed. */
  readonly edited?: readonly string[];
  /** The files are those of the index, not of the work tree: what git calls their contents. */
  readonly index?: ReadonlyMap<string, string> | undefined;
}

/**
 * What has shipped according to git: the files of the commit where HEAD left the branch, or of the newest release tag.
 * Never rejects because of the repository: what could not be known is said in `limits`. Runs git five times at most.
 */
export async function shippedByGit(request: GitRequest, git: RunGit = gitIn(request.root)): Promise<Shipped> {
  try {
    const base = await findBase(request.source, git);
    if (base.commit === undefined) return unknown(base.limits);
    const tree = await readCommit(base.commit, request, git);
    return {
      kind: 'commit',
      description: describe(base.name, base.commit),
      commit: base.commit,
      paths: tree.paths,
      changed: tree.changed,
      texts: tree.texts,
      objects: tree.objects,
      limits: [...base.limits, ...tree.limits],
    };
  } catch (error) {
    if (error instanceof GitFailure) return unknown([`${error.message}: everything counts as new`]);
    throw error;
  }
}

/**
 * The files of the very commit that a branch, tag or other name stands for, all of them. Rejects with a `GitFailure` when
 * there is no such commit.
 */
export async function filesAtRef(root: string, ref: string, git: RunGit = gitIn(root)): Promise<ShippedCommit> {
  if (ref.startsWith('-')) throw new GitFailure(`${JSON.stringify(ref)} cannot be the name of a commit`);
  const commit = (await gitOrFail(git, ['rev-parse', '--verify', `${ref}^{commit}`])).toString('utf8').trim();
  const tree = await readCommit(commit, { folders: [''] }, git);
  return { kind: 'commit', description: describe(ref, commit), commit, ...tree };
}

/** `origin/main (1a2b3c4)`; a commit that was asked for by its own name is not named twice. */
function describe(name: string, commit: string): string {
  const short = commit.slice(0, 7);
  return commit.startsWith(name) ? short : `${name} (${short})`;
}

function unknown(limits: readonly string[]): ShippedUnknown {
  return { kind: 'unknown', description: 'nothing is known to have shipped', limits };
}

interface CommitTree {
  readonly paths: readonly string[];
  readonly changed: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, string>;
  readonly objects: ReadonlyMap<string, string>;
  readonly limits: readonly string[];
}

async function readCommit(
  commit: string,
  { folders, edited = [], index }: Pick<GitRequest, 'folders' | 'edited' | 'index'>,
  git: RunGit,
): Promise<CommitTree> {
  if (folders.length === 0) return { paths: [], changed: new Set(), texts: new Map(), objects: new Map(), limits: [] };

  const pathspecs = folders.map((folder) => `:(literal)${folder === '' ? '.' : folder}`);
  const [tree, diff] = await Promise.all([
    gitOrFail(git, ['ls-tree', '-r', '-z', commit, '--', ...pathspecs]),
    index === undefined ? gitOrFail(git, ['diff', ...namesOnly, '--name-only', commit, '--', ...pathspecs]) : undefined,
  ]);
  const blobs = new Map(listed(tree).flatMap(blobOf));
  const differing = diff === undefined ? differences(blobs, index ?? new Map(), folders) : listed(diff);
  const changed = new Set([...differing, ...edited]);
  const old = new Map([...changed].flatMap((path) => entryOf(blobs, path)));
  return { paths: [...blobs.keys()].sort(), changed, objects: blobs, ...(await readBlobs(old, git)) };
}

/** The paths in the folders that only one side has, or that have other contents there. */
function differences(
  blobs: ReadonlyMap<string, string>,
  index: ReadonlyMap<string, string>,
  folders: readonly string[],
): readonly string[] {
  const isThere = (path: string): boolean => folders.some((folder) => folder === '' || path.startsWith(`${folder}/`));
  return [
    ...[...blobs].flatMap(([path, object]) => (index.get(path) === object ? [] : [path])),
    ...[...index.keys()].filter((path) => !blobs.has(path) && isThere(path)),
  ];
}

/** `100644 blob <object>\t<path>`; submodules are commits, not blobs. */
function blobOf(line: string): readonly (readonly [path: string, object: string])[] {
  const tab = line.indexOf('\t');
  const [, type, object] = line.slice(0, tab).split(' ');
  return type === 'blob' && object !== undefined ? [[line.slice(tab + 1), object]] : [];
}

function entryOf(
  blobs: ReadonlyMap<string, string>,
  path: string,
): readonly (readonly [path: string, object: string])[] {
  const object = blobs.get(path);
  return object === undefined ? [] : [[path, object]];
}

async function readBlobs(
  blobs: ReadonlyMap<string, string>,
  git: RunGit,
): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly limits: readonly string[] }> {
  const texts = new Map<string, string>();
  const contents = await readObjects([...blobs.values()], git);
  const missing: string[] = [];
  for (const [path, object] of blobs) {
    const bytes = contents.get(object);
    if (bytes === undefined) missing.push(path);
    const text = bytes === undefined ? undefined : decodeText(bytes);
    if (text !== undefined) texts.set(path, text);
  }
  if (missing.length === 0) return { texts, limits: [] };
  return {
    texts,
    limits: [`git does not have what was shipped of ${missing.join(', ')}: how it was changed is not known`],
  };
}
