import { posix } from 'node:path';
import type { ProjectFiles } from '../framework.ts';
import { relativeFile } from './relative-imports.ts';
import { aliasesFor, entry, foldersFrom, isRecord, looseJson, type Aliases } from './tsconfig.ts';

/** Answers which file of the project an import names. */
export interface Resolver {
  /** The path of the file; `undefined` when it is a package's, or not in the project. */
  resolve(specifier: string, from: string): string | undefined;
}

/**
 * By the rules of TypeScript's `Bundler` resolution: paths, the aliases of a tsconfig.json, the `imports` and the `main` of a
 * package.json. Nothing but the given files is looked at: the disk may hold another commit.
 */
export function resolverFor(files: ProjectFiles): Resolver {
  const known = new Map<string, string | undefined>();
  const aliases = new Map<string, Aliases>();
  let paths: ReadonlySet<string> | undefined;

  const exists = (path: string): boolean => (paths ??= new Set(files.paths)).has(path);

  const fileAt = (path: string): string | undefined =>
    relativeFile(`./${path}`, '', exists) ?? (exists(posix.join(path, 'package.json')) ? mainOf(path) : undefined);

  /** What a folder with a package.json stands for. */
  const mainOf = (folder: string): string | undefined => {
    const main = entry(looseJson(files.read(posix.join(folder, 'package.json')) ?? ''), 'main');
    const named = typeof main === 'string' ? relativeFile(`./${posix.join(folder, main)}`, '', exists) : undefined;
    return named ?? relativeFile(`./${posix.join(folder, 'index')}`, '', exists);
  };

  const aliased = (specifier: string, from: string): string | undefined => {
    const folder = posix.dirname(from);
    const settings = aliases.get(folder) ?? aliasesFor(folder, files, exists);
    aliases.set(folder, settings);
    const { baseUrl } = settings;
    const targets = bestMatch(specifier, settings.paths ?? new Map<string, readonly string[]>());
    return firstOf([...targets, ...(baseUrl === undefined ? [] : [posix.join(baseUrl, specifier)])], fileAt);
  };

  /** `#name`, which the nearest package.json explains. */
  const imported = (specifier: string, from: string): string | undefined => {
    const home = foldersFrom(posix.dirname(from)).find((folder) => exists(posix.join(folder, 'package.json')));
    if (home === undefined) return undefined;
    const imports = entry(looseJson(files.read(posix.join(home, 'package.json')) ?? ''), 'imports');
    if (!isRecord(imports)) return undefined;
    const targets = new Map(Object.entries(imports).map(([pattern, target]) => [pattern, targetsOf(target)]));
    return firstOf(bestMatch(specifier, targets), (target) => fileAt(posix.join(home, target)));
  };

  const resolve = (specifier: string, from: string): string | undefined => {
    const file = /^\.{0,2}\/|^\.{1,2}$/.test(specifier)
      ? fileAt(specifier.startsWith('/') ? specifier.slice(1) : posix.join(posix.dirname(from), specifier))
      : specifier.startsWith('#')
        ? (aliased(specifier, from) ?? imported(specifier, from))
        : aliased(specifier, from);
    return file === undefined || file.includes('node_modules/') || file.endsWith('.d.ts') ? undefined : file;
  };

  return {
    resolve: (specifier, from) => {
      const key = `${posix.dirname(from)}\0${specifier}`;
      if (!known.has(key)) known.set(key, resolve(specifier, from));
      return known.get(key);
    },
  };
}

/** What the closest pattern stands for, its star filled in: the name itself, or else the longest text before a star. */
function bestMatch(specifier: string, patterns: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const exact = patterns.get(specifier);
  if (exact !== undefined) return exact;
  let best: { readonly prefix: string; readonly filled: readonly string[] } | undefined;
  for (const [pattern, targets] of patterns) {
    const [prefix = '', suffix, more] = pattern.split('*');
    if (suffix === undefined || more !== undefined || specifier.length < prefix.length + suffix.length) continue;
    if (!specifier.startsWith(prefix) || !specifier.endsWith(suffix)) continue;
    if (best !== undefined && best.prefix.length >= prefix.length) continue;
    const star = specifier.slice(prefix.length, specifier.length - suffix.length);
    best = { prefix, filled: targets.map((target) => target.replaceAll('*', () => star)) };
  }
  return best?.filled ?? [];
}

/** Conditions under which a module of the project is imported, whatever runs it. */
const conditions: ReadonlySet<string> = new Set(['import', 'require', 'node', 'default']);

/** What an entry of `imports` names, in the order in which it is to be tried. */
function targetsOf(target: unknown): readonly string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap(targetsOf);
  if (!isRecord(target)) return [];
  return Object.entries(target).flatMap(([condition, inner]) => (conditions.has(condition) ? targetsOf(inner) : []));
}

function firstOf(candidates: readonly string[], find: (candidate: string) => string | undefined): string | undefined {
  for (const candidate of candidates) {
    const found = find(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}
