import { loadDialect } from '../../src/dialects/index.ts';
import type { ChainSource, Framework, ProjectFiles } from '../../src/frameworks/framework.ts';
import type { Migration } from '../../src/model/migration.ts';

export type Contents = Readonly<Record<string, string>>;

/** What a framework makes of a project. */
export interface ReadProject {
  readonly files: ProjectFiles;
  readonly chain: ChainSource;
  readonly migrations: readonly Migration[];
}

/** Files in memory. */
export function inMemory(contents: Contents): ProjectFiles {
  const read = (path: string): string | undefined => (Object.hasOwn(contents, path) ? contents[path] : undefined);
  return { paths: Object.keys(contents).sort(), read, readHead: (path, length) => read(path)?.slice(0, length) };
}

/** Finds the only chain of a project and reads it, with the dialect that was found. */
export async function readProject(framework: Framework, contents: Contents): Promise<ReadProject> {
  const files = inMemory(contents);
  const [chain, ...others] = framework.detect(files);
  if (chain === undefined || others.length > 0) throw new Error(`${1 + others.length} chains were found, not one`);
  const dialect = await loadDialect(chain.dialect);
  const entries = framework.list(chain, files);
  return { files, chain, migrations: entries.map((entry) => framework.read(entry, { files, chain, dialect })) };
}

/** The ids of a project's migrations, in the order of the tool. */
export async function idsOf(framework: Framework, contents: Contents): Promise<readonly string[]> {
  return (await readProject(framework, contents)).migrations.map(({ id }) => id);
}

/** What is wrong with a project's migrations, in words. */
export async function problemsOf(framework: Framework, contents: Contents): Promise<readonly string[]> {
  const { migrations } = await readProject(framework, contents);
  return migrations.flatMap(({ problems }) => problems.map(({ message }) => message));
}
