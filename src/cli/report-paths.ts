import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Paths } from './outputs.ts';

/** How a project's files are called from the root of their repository, and from the folder of the run. */
export function reportPaths(root: string, cwd: string): Paths {
  const repository = repositoryOf(root);
  const from = (folder: string) => (file: string) =>
    path.relative(folder, path.join(root, file)).split(path.sep).join('/');
  return { fromRepository: from(repository), fromFolder: from(cwd) };
}

/** The nearest folder above with a `.git`, which is a file in a worktree; the project itself when there is none. */
export function repositoryOf(root: string): string {
  for (let folder = root; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder;
    if (folder === path.dirname(folder)) return root;
  }
}
