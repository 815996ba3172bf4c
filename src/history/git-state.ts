import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { repositoryAbove } from '../model/careful-git.ts';

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
