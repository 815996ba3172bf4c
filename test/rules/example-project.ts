import type { Config } from '../../src/config/config.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import type { ProjectFiles } from '../../src/frameworks/framework.ts';
import { contentName } from '../../src/model/content-name.ts';
import type { Shipped } from '../../src/history/history.ts';
import type { Project } from '../../src/lint/project.ts';
import { openProject } from '../../src/lint/project.ts';
import { rules } from '../../src/rules/index.ts';

/** Files by path, as a project that lives in memory. */
export function filesInMemory(texts: ReadonlyMap<string, string>): ProjectFiles {
  return {
    paths: [...texts.keys()].sort(),
    read: (path) => texts.get(path),
    readHead: (path, length) => texts.get(path)?.slice(0, length),
  };
}

/** What has shipped when a commit held these files and the work tree holds the others. */
export function shippedFiles(shipped: ReadonlyMap<string, string>, workTree: ReadonlyMap<string, string>): Shipped {
  const changed = [...shipped.keys(), ...workTree.keys()].filter((path) => shipped.get(path) !== workTree.get(path));
  return {
    kind: 'commit',
    description: 'main (1a2b3c4)',
    limits: [],
    commit: '1a2b3c4',
    paths: [...shipped.keys()].sort(),
    changed: new Set(changed),
    objects: new Map([...shipped].map(([path, text]) => [path, contentName(Buffer.from(text))])),
    texts: shipped,
  };
}

export interface ProjectInMemory {
  readonly config: Config;
  readonly workTree: ReadonlyMap<string, string>;
  /** Absent: nothing has shipped. */
  readonly shipped?: ReadonlyMap<string, string>;
}

/** Opens a project of files that exist only here. */
export async function openInMemory({ config, workTree, shipped = new Map() }: ProjectInMemory): Promise<Project> {
  return openProject({
    config: resolveConfig(config, { root: '/project', rules }),
    files: filesInMemory(workTree),
    shipped: () => Promise.resolve(shippedFiles(shipped, workTree)),
  });
}
