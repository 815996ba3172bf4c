import type { ResolvedConfig } from '../config/config.ts';
import { automaticChangesIn, mayChangeSchema } from '../frameworks/automatic-changes.ts';
import type { ProjectFiles } from '../frameworks/framework.ts';
import picomatch from 'picomatch';
import type { Beside } from './beside.ts';

/** So many files are looked at, and no more. */
const most = 20_000;

/** Programs of other people, and what is built. */
const foreign = /(?:^|\/)(?:node_modules|vendor|dist|bin|obj|packages\/[\w.]+\.\d+\.\d+[\w.]*)\//;

/** Looks through the programs and scripts of a project for what changes the schema by itself. */
export function readAutomatic(
  { ignore }: Pick<ResolvedConfig, 'ignore'>,
  files: ProjectFiles,
): Promise<Pick<Beside, 'automatic' | 'notes'>> {
  const isIgnored = picomatch([...ignore], { dot: true });
  const meant = files.paths.filter((path) => mayChangeSchema(path) && !foreign.test(path) && !isIgnored(path));
  const left = meant.length - most;
  return Promise.resolve({
    automatic: meant.slice(0, most).flatMap((path) => automaticChangesIn(path, files.read(path) ?? '')),
    notes:
      left > 0 ? [`no-automatic-migration: ${String(left)} files of ${String(meant.length)} were not looked at`] : [],
  });
}
