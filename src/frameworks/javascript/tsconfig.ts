import { posix } from 'node:path';
import type { ProjectFiles } from '../framework.ts';

/** What a tsconfig.json or jsconfig.json says about names that are no paths; folders from the root of the project. */
export interface Aliases {
  /** The folder in which names are looked for; absent: in none. */
  readonly baseUrl?: string;
  /** What patterns stand for, each beside the folder that it is relative to. */
  readonly paths?: ReadonlyMap<string, readonly string[]>;
}

const configNames = ['tsconfig.json', 'jsconfig.json'];

/** The aliases of the nearest configuration above a folder, with those that it extends; none where there is none. */
export function aliasesFor(folder: string, files: ProjectFiles, exists: (path: string) => boolean): Aliases {
  const config = foldersFrom(folder)
    .flatMap((above) => configNames.map((name) => posix.join(above, name)))
    .find(exists);
  return config === undefined ? {} : aliasesOf(config, posix.dirname(config), files, new Set());
}

/** A folder and all above it, the root of the project last. */
export function foldersFrom(folder: string): readonly string[] {
  return folder === '.' || folder === '' ? ['.'] : [folder, ...foldersFrom(posix.dirname(folder))];
}

function aliasesOf(config: string, home: string, files: ProjectFiles, seen: Set<string>): Aliases {
  if (seen.has(config)) return {};
  seen.add(config);
  const value = looseJson(files.read(config) ?? '');
  const folder = posix.dirname(config);
  const parents = [entry(value, 'extends')].flat().filter((parent) => typeof parent === 'string');
  const inherited = parents
    .map((parent) => aliasesOf(extended(parent, folder), home, files, seen))
    .reduce<Aliases>((all, one) => ({ ...all, ...one }), {});
  const options = entry(value, 'compilerOptions');
  const written = entry(options, 'baseUrl');
  const place = (path: string, from: string): string =>
    posix.join(from, path.replace('${configDir}', posix.relative(from, home) || '.'));
  const own = typeof written === 'string' ? { baseUrl: place(written, folder) } : {};
  const { baseUrl = folder } = { ...inherited, ...own };
  const paths = entry(options, 'paths');
  return {
    ...inherited,
    ...own,
    ...(isRecord(paths) ? { paths: targetsOf(paths, (path) => place(path, baseUrl)) } : {}),
  };
}

/** A configuration of a package is not in the project. */
function extended(parent: string, folder: string): string {
  const path = posix.join(folder, parent);
  return path.endsWith('.json') ? path : `${path}.json`;
}

function targetsOf(
  paths: Readonly<Record<string, unknown>>,
  place: (path: string) => string,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(paths).map(([pattern, targets]) => [
      pattern,
      [targets].flat().flatMap((target) => (typeof target === 'string' ? [place(target)] : [])),
    ]),
  );
}

/** JSON with comments and with commas behind last elements, as these files may have them; `undefined`: not even that. */
export function looseJson(text: string): unknown {
  const bare = text
    .replace(/^\uFEFF/, '')
    .replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g, (token) => (token.startsWith('"') ? token : ''))
    .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token.startsWith('"') ? token : ''));
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

export function entry(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
