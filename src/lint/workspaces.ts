import { statSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { findConfig } from '../config/find.ts';
import { loadConfig } from '../config/load.ts';
import type { Workspace } from './workspace.ts';
import { openWorkspace } from './workspace.ts';

/** The open workspaces of a process that is asked about files of several projects. */
export interface Workspaces {
  /**
   * The workspace of a file: that of the nearest configuration, or of `cwd` where there is none. A configuration that
   * has changed opens its workspace anew.
   *
   * @throws ConfigError
   */
  of(file: string, cwd: string): Promise<Workspace>;
}

interface Opened {
  readonly state: string;
  readonly workspace: Workspace;
}

interface Looked {
  readonly at: number;
  readonly source: string | undefined;
}

/** @param freshFor for how many milliseconds the answer to where a configuration lies counts as current */
export function openWorkspaces(freshFor = 500): Workspaces {
  const looked = new Map<string, Looked>();
  const opened = new Map<string, Promise<Opened>>();

  const sourceFor = async (folder: string): Promise<string | undefined> => {
    const earlier = looked.get(folder);
    if (earlier !== undefined && performance.now() - earlier.at < freshFor) return earlier.source;
    const source = await findConfig(folder);
    looked.set(folder, { at: performance.now(), source });
    return source;
  };

  const open = async (source: string | undefined, cwd: string, state: string): Promise<Opened> => {
    const config = await loadConfig(source === undefined ? { cwd } : { cwd, file: source });
    return { state, workspace: openWorkspace(config) };
  };

  return {
    async of(file, cwd) {
      const source = (await sourceFor(path.dirname(file))) ?? (await sourceFor(cwd));
      const key = source ?? cwd;
      const state = source === undefined ? '' : stateOf(source);
      const earlier = await opened.get(key)?.catch(() => undefined);
      if (earlier?.state === state) return earlier.workspace;
      const opening = open(source, cwd, state);
      opened.set(key, opening);
      return (await opening).workspace;
    },
  };
}

function stateOf(file: string): string {
  const status = statSync(file, { throwIfNoEntry: false });
  return status === undefined ? '' : `${String(status.mtimeMs)}:${String(status.size)}`;
}
