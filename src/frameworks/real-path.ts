import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** Whether a path is below one of the folders; all of them without links in them. */
export function isBelow(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => file.startsWith(folder.endsWith(sep) ? folder : folder + sep));
}

/** Where a file lies when all links are followed; `undefined`: it is not there, or links lead round in a circle. */
export function realPath(file: string): string | undefined {
  try {
    return realpathSync.native(file);
  } catch {
    return undefined;
  }
}

/** The nearest folder above with a `.git`, which is a file in a worktree; the folder itself when there is none. */
export function repositoryOf(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return root;
  }
}

/**
 * Whether a file that a configuration names may be read: what a stranger writes into it, or a link, leads to no other
 * place than the repository and the folders that are allowed besides. A file that is not there leads nowhere.
 */
export function staysWithin(file: string, root: string, allowed: readonly string[] = []): boolean {
  const real = realPath(file);
  return (
    real === undefined ||
    isBelow(
      real,
      [repositoryOf(root), ...allowed].flatMap((folder) => realPath(folder) ?? []),
    )
  );
}
