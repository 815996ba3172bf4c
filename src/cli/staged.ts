import type { WorkTreeFiles } from '../frameworks/project-files.ts';
import { workTreeFiles } from '../frameworks/project-files.ts';
import { GitFailure } from '../history/git-command.ts';
import { rememberedGit, type Notebook } from '../history/git-remembered.ts';
import { gitOfHook, readStaged, type Staged } from '../history/staged.ts';
import type { ResolvedConfig } from '../config/config.ts';
import { askAhead, type StagedIndex } from '../lint/shipped.ts';
import { UsageError } from './usage-error.ts';

/** What surrounds the hook. */
export interface Hook {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The project as the next commit will hold it. */
export interface StagedFiles {
  readonly files: WorkTreeFiles;
  /** The files that the commit changes, those that it deletes included. */
  readonly touched: readonly string[];
  readonly index: StagedIndex;
}

/** @throws UsageError where there is no index to read */
export async function openStaged(
  config: ResolvedConfig,
  { cwd, env }: Hook,
  since: string | undefined,
  notebook?: Notebook,
): Promise<StagedFiles> {
  const { root } = config;
  const plain = gitOfHook(root, cwd, env);
  const git = notebook === undefined ? plain : rememberedGit(plain, notebook);
  // Both are asked at once: what has shipped is wanted in a moment, and then known.
  if (notebook !== undefined) askAhead(config, since, git);
  const staged = await readStaged(git).catch((error: unknown) => {
    throw error instanceof GitFailure
      ? new UsageError(`--staged judges what git has staged, but ${error.message}`)
      : error;
  });
  return { files: filesOf(staged, config), touched: staged.touched, index: { git, objects: staged.objects } };
}

function filesOf({ paths, texts, objects, links }: Staged, { root, links: allowed }: ResolvedConfig): WorkTreeFiles {
  const workTree = workTreeFiles(root, { paths, symbolic: links, links: allowed });
  return {
    ...workTree,
    read: (path) => (texts.has(path) ? texts.get(path) : workTree.read(path)),
    readHead: (path, length) => (texts.has(path) ? texts.get(path)?.slice(0, length) : workTree.readHead(path, length)),
    contentOf: (path) => (links.has(path) ? workTree.contentOf(path) : objects.get(path)),
  };
}
