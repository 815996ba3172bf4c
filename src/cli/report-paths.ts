import path from 'node:path';
import { repositoryOf } from '../frameworks/real-path.ts';
import type { Paths } from './outputs.ts';

/** How a project's files are called from the root of their repository, and from the folder of the run. */
export function reportPaths(root: string, cwd: string): Paths {
  const repository = repositoryOf(root);
  const from = (folder: string) => (file: string) =>
    path.relative(folder, path.join(root, file)).split(path.sep).join('/');
  return { fromRepository: from(repository), fromFolder: from(cwd) };
}
