import { existsSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../rules/index.ts';
import { ConfigError } from './config-error.ts';
import type { ResolvedConfig } from './config.ts';
import { findConfig } from './find.ts';
import { readConfig } from './read.ts';
import { resolveConfig } from './resolve.ts';

export interface ConfigRequest {
  /** Where the search begins, and what `file` is relative to. */
  readonly cwd: string;
  /** The file that was asked for; absent: the nearest one. */
  readonly file?: string;
  /** False: a configuration that is a program is not run, but refused; true when left out. */
  readonly runsCode?: boolean;
}

/**
 * The configuration for a folder: read, checked and worked out; the recommended rules where there is none.
 *
 * @throws ConfigError, and nothing else, for whatever the file does or says
 */
export async function loadConfig({ cwd, file, runsCode = true }: ConfigRequest): Promise<ResolvedConfig> {
  const source = file === undefined ? await findConfig(cwd, runsCode) : path.resolve(cwd, file);
  if (source === undefined) return resolveConfig({}, { root: path.resolve(cwd), rules });

  const sourceName = path.relative(cwd, source) || source;
  if (!existsSync(source)) throw new ConfigError(`${sourceName} does not exist`);
  const value = await readConfig(source, sourceName, runsCode);
  const config = resolveConfig(value, { root: path.dirname(source), source, sourceName, rules });
  // Whoever may not run code here may not say either what is read beside the repository.
  return runsCode ? config : { ...config, links: [] };
}
