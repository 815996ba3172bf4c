import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What git writes when a commit, a branch, a tag or the index changes. */
const marks = [
  'HEAD',
  'index',
  'packed-refs',
  'FETCH_HEAD',
  'logs/HEAD',
  'refs/heads',
  'refs/tags',
  'refs/remotes/origin',
];

/**
 * What tells one state of a repository from another, without git being run: two equal answers mean that the same
 * question to git has the same answer, apart from what is in the work tree.
 */
export function gitState(root: string): string {
  const folder = gitFolder(root);
  if (folder === undefined) return 'no repository';
  const shared = path.resolve(folder, textOf(path.join(folder, 'commondir')) ?? '.');
  return [...new Set([folder, shared])].flatMap((place) => marks.map((mark) => stampOf(path.join(place, mark)))).join();
}

/**
 * The folder at or above this one in which git would find a repository. Where there is none, nobody has to start git to
 * hear it.
 */
export function repositoryAbove(start: string): string | undefined {
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    const has = (name: string): boolean => existsSync(path.join(folder, name));
    // What is laid out as a repository without a work tree is for git to refuse.
    if (has('.git') || (has('HEAD') && has('objects'))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function gitFolder(start: string): string | undefined {
  const top = repositoryAbove(start);
  if (top === undefined) return undefined;
  const git = path.join(top, '.git');
  // In a worktree it is a file that names the folder.
  const named = /^gitdir: (.+)/.exec(textOf(git) ?? '')?.[1];
  return named === undefined ? git : path.resolve(top, named);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function stampOf(file: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return [ino, size, mtimeMs].join(':');
  } catch {
    return '';
  }
}
