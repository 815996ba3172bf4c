import type { ReleaseConfig } from '../config/config.ts';
import type { ProjectFiles } from '../frameworks/framework.ts';
import type { Release } from '../model/release.ts';

/** The first `"version"` of a JSON file is that of the package. */
const versionKey = '"version"\\s*:\\s*"([^"]+)"';

/** How far into a file the version is looked for, in characters: what a configuration writes may be slow. */
const looked = 100_000;

/** The version in the place that the configuration names; `undefined` when there is none. */
export function readRelease({ file, pattern = versionKey }: ReleaseConfig, files: ProjectFiles): Release | undefined {
  const found = new RegExp(pattern, 'u').exec(files.readHead(file, looked)?.slice(0, looked) ?? '');
  if (found === null) return undefined;
  const [whole, ...groups] = found;
  const version = groups.filter((group) => group !== '').join('.');
  return { version, span: { file, start: found.index, end: found.index + whole.length } };
}
