import { posix } from 'node:path';
import { lookUp } from '../../model/look-up.ts';

/** What an extension that is written may stand for, best first: sources are looked for before what they compile to. */
const sources: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.ts', '.jsx', '.js'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

const added = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cts', '.cjs', '.json'];

/**
 * The file that a relative import names, by the rules of TypeScript's `Bundler` resolution, in which declarations are
 * passed over; `undefined`: only a `package.json` or a `tsconfig.json` can tell, or there is none.
 */
export function relativeFile(specifier: string, from: string, exists: (path: string) => boolean): string | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined;
  const path = posix.join(posix.dirname(from), specifier).replace(/\/$/, '');
  const extension = posix.extname(path);
  const bare = path.slice(0, path.length - extension.length);
  const candidates = [
    ...(lookUp(sources, extension) ?? []).map((one) => bare + one),
    ...(added.includes(extension) ? [path] : []),
    ...added.map((one) => path + one),
  ];
  const file = candidates.find(exists);
  if (file !== undefined || exists(posix.join(path, 'package.json'))) return file;
  return added.map((one) => posix.join(path, `index${one}`)).find(exists);
}
