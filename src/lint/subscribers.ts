import picomatch from 'picomatch';
import type { ResolvedConfig } from '../config/config.ts';
import { prepareCSharp } from '../frameworks/csharp/index.ts';
import type { Subscribers } from '../frameworks/csharp/subscribers.ts';
import { mayHoldSubscribers, subscribersIn } from '../frameworks/csharp/subscribers.ts';
import type { ProjectFiles } from '../frameworks/framework.ts';
import { folderOfGlob } from './paths.ts';

/** So many files are parsed, and no more. */
const most = 500;

/** The folders in which subscribers are looked for, if a rule looks for them as they have shipped. */
export function subscriberFolders({ subscribers, rules }: ResolvedConfig): readonly string[] {
  return rules.has('feature-version-once') ? subscribers.map(folderOfGlob) : [];
}

/** Reads the subscribers that the configuration names. */
export async function readSubscribers(
  { subscribers }: ResolvedConfig,
  files: ProjectFiles,
): Promise<{ readonly found: readonly Subscribers[]; readonly notes: readonly string[] }> {
  if (subscribers.length === 0) return { found: [], notes: [] };
  const isMeant = picomatch([...subscribers], { dot: true });
  const meant = files.paths.filter((path) => path.endsWith('.cs') && isMeant(path));
  if (meant.length === 0) return { found: [], notes: [`subscribers: no C# file matches ${subscribers.join(', ')}`] };
  const telling = meant.filter((path) => mayHoldSubscribers(files.read(path) ?? ''));
  await prepareCSharp();
  const found = telling.slice(0, most).map((path) => subscribersIn(path, files.read(path) ?? ''));
  const left = telling.length - most;
  return {
    found,
    notes: left > 0 ? [`subscribers: ${String(left)} files of ${String(telling.length)} were not read`] : [],
  };
}
