import { existsSync } from 'node:fs';
import path from 'node:path';
import { decodeText } from '../model/decode-text.ts';
import { readObjects } from './git-objects.ts';
import { gitIn, gitOrFail, listed, namesOnly, type RunGit } from './git-command.ts';

/** What the next commit will hold. Paths are relative to the project's root, with forward slashes. */
export interface Staged {
  /** Every file of the index, sorted by code unit; files that are not tracked yet are not among them. */
  readonly paths: readonly string[];
  /** The files that the commit will add, change or delete; a renamed one under both of its names. */
  readonly touched: readonly string[];
  /**
   * The texts of the files whose work tree differs from the index, without their byte order marks; `undefined` for what
   * is no text. All other files are in the work tree as they are in the index.
   */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** What git calls what it holds for each path. */
  readonly objects: ReadonlyMap<string, string>;
  /** The paths that are links: git holds where they lead to, and not what is there. */
  readonly links: ReadonlySet<string>;
}

/**
 * What is staged below a folder of a repository. Runs git three times at once, and once more when the work tree differs.
 * Rejects with a `GitFailure` when git cannot be asked.
 */
export async function readStaged(git: RunGit): Promise<Staged> {
  const [index, unstaged, staged] = await Promise.all([
    gitOrFail(git, ['ls-files', '-z', '-t', '--stage']),
    gitOrFail(git, ['diff', ...namesOnly, '--name-status', '--', '.']),
    // Before the first commit, git compares with nothing by itself.
    gitOrFail(git, ['diff', ...namesOnly, '--name-only', '--cached', '--', '.']),
  ]);
  const differing = new Map(pairs(listed(unstaged)));
  const entries = listed(index).flatMap(entryOf);
  // What `git add --intent-to-add` announces has no text in the index yet.
  const tracked = entries.filter((entry) => differing.get(entry.path) !== 'A');
  const objects = tracked
    .filter((entry) => entry.isText && (entry.isAbsent || differing.has(entry.path)))
    .map((entry) => [entry.path, entry.object] as const);
  const contents = await readObjects(
    objects.map(([, object]) => object),
    git,
  );
  const textOf = (object: string): string | undefined => {
    const bytes = contents.get(object);
    return bytes === undefined ? undefined : decodeText(bytes);
  };
  return {
    paths: [...new Set(tracked.map((entry) => entry.path))].sort(),
    touched: listed(staged),
    texts: new Map(objects.map(([name, object]) => [name, textOf(object)])),
    objects: new Map(tracked.map((entry) => [entry.path, entry.object])),
    links: new Set(tracked.filter(({ isText }) => !isText).map((entry) => entry.path)),
  };
}

/**
 * Git in a folder, with the index that a hook is told to look at: `git commit -a` and `git commit <path>` put together
 * the next commit in an index of their own, which only the variable `GIT_INDEX_FILE` names.
 *
 * @param cwd the folder that the hook runs in
 */
export function gitOfHook(root: string, cwd: string, env: Readonly<Record<string, string | undefined>>): RunGit {
  const named = env['GIT_INDEX_FILE'];
  return gitIn(root, named === undefined || named === '' ? undefined : indexFile(named, cwd));
}

/** Git names it from the top of the work tree; a hook may have gone to a folder below. */
function indexFile(named: string, cwd: string): string | undefined {
  if (path.isAbsolute(named)) return named;
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const file = path.join(folder, named);
    if (existsSync(file)) return file;
    if (folder === path.dirname(folder)) return undefined;
  }
}

interface IndexEntry {
  readonly path: string;
  readonly object: string;
  /** False: a link, which is read where it leads to. */
  readonly isText: boolean;
  /** It is outside of a sparse checkout. */
  readonly isAbsent: boolean;
}

/** `H 100644 <object> 0\t<path>`; a submodule, of mode 160000, is no file. */
function entryOf(line: string): readonly IndexEntry[] {
  const tab = line.indexOf('\t');
  const [mark, mode = '', object] = line.slice(0, tab).split(' ');
  if (object === undefined || mode === '160000') return [];
  return [{ path: line.slice(tab + 1), object, isText: mode.startsWith('100'), isAbsent: mark === 'S' }];
}

/** `M\0<path>\0A\0<path>`, by path. */
function pairs(fields: readonly string[]): readonly (readonly [path: string, status: string])[] {
  return fields.flatMap((status, at) => {
    const name = fields[at + 1];
    return at % 2 === 0 && name !== undefined ? [[name, status] as const] : [];
  });
}
