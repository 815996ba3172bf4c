import { createRequire } from 'node:module';
import { posix } from 'node:path';
import type * as tsMorph from 'ts-morph';
import type { ProjectFiles } from '../framework.ts';
import { relativeFile } from './relative-imports.ts';

type Ts = typeof tsMorph.ts;

const require = createRequire(import.meta.url);

let ts: Ts | undefined;

/** The compiler's own rules say what an import names; it is loaded for the first that only a configuration explains. */
function compiler(): Ts {
  ts ??= loadCompiler();
  return ts;
}

function loadCompiler(): Ts {
  const loaded: unknown = require('ts-morph');
  if (!holdsCompiler(loaded)) throw new Error('ts-morph does not hold the compiler');
  return loaded.ts;
}

function holdsCompiler(loaded: unknown): loaded is { readonly ts: Ts } {
  return typeof loaded === 'object' && loaded !== null && 'ts' in loaded;
}

/** Answers which file of the project an import names. */
export interface Resolver {
  /** The path of the file; `undefined` when it is a package's, or not in the project. */
  resolve(specifier: string, from: string): string | undefined;
}

type Options = tsMorph.ts.CompilerOptions;

/** Nothing but the given files is looked at: the disk may hold another commit. */
export function resolverFor(files: ProjectFiles): Resolver {
  const known = new Map<string, string | undefined>();
  const settings = new Map<string, Options>();
  let paths: ReadonlySet<string> | undefined;
  let folders: ReadonlySet<string> | undefined;

  const host = {
    fileExists: (path: string): boolean => (paths ??= new Set(files.paths)).has(path.slice(1)),
    readFile: (path: string): string | undefined => files.read(path.slice(1)),
    directoryExists: (path: string): boolean => (folders ??= foldersOf(files.paths)).has(path.slice(1)),
    getCurrentDirectory: (): string => '/',
    realpath: (path: string): string => path,
    useCaseSensitiveFileNames: true,
    readDirectory: (): string[] => [],
  };

  /** The settings of the nearest tsconfig.json or jsconfig.json. */
  function optionsFor(from: string): Options {
    const folder = posix.dirname(from);
    const cached = settings.get(folder);
    if (cached !== undefined) return cached;
    const config = ancestors(folder)
      .flatMap((ancestor) => configNames.map((name) => posix.join('/', ancestor, name)))
      .find((path) => host.fileExists(path));
    const options = { ...(config === undefined ? {} : configured(config)), ...fixedOptions() };
    settings.set(folder, options);
    return options;
  }

  function configured(config: string): Options {
    const { readConfigFile, parseJsonConfigFileContent } = compiler();
    const content: { readonly config?: unknown } = readConfigFile(config, host.readFile);
    return parseJsonConfigFileContent(content.config ?? {}, host, posix.dirname(config)).options;
  }

  function resolve(specifier: string, from: string): string | undefined {
    const relative = relativeFile(specifier, from, (path) => host.fileExists(`/${path}`));
    if (relative !== undefined) return relative;
    if (!mayNameFile(specifier, from, files)) return undefined;
    const { resolvedModule } = compiler().resolveModuleName(specifier, `/${from}`, optionsFor(from), host);
    const path = resolvedModule?.resolvedFileName.slice(1);
    return path === undefined || path.includes('node_modules/') || path.endsWith('.d.ts') ? undefined : path;
  }

  return {
    resolve: (specifier, from) => {
      const key = `${posix.dirname(from)}\0${specifier}`;
      if (!known.has(key)) known.set(key, resolve(specifier, from));
      return known.get(key);
    },
  };
}

const configNames = ['tsconfig.json', 'jsconfig.json'];

/** What decides how a name is looked up, whatever the project compiles to. */
function fixedOptions(): Options {
  const { ModuleKind, ModuleResolutionKind } = compiler();
  return {
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.Bundler,
    allowJs: true,
    resolveJsonModule: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  };
}

/** A bare name is a package, unless a configuration above gives it another meaning. */
function mayNameFile(specifier: string, from: string, files: ProjectFiles): boolean {
  if (/^\.{0,2}\/|^\.{1,2}$|^#/.test(specifier)) return true;
  return ancestors(posix.dirname(from)).some((folder) =>
    configNames.some((name) => /"(?:paths|baseUrl|extends)"/.test(files.read(posix.join(folder, name)) ?? '')),
  );
}

function ancestors(folder: string): readonly string[] {
  if (folder === '.' || folder === '') return [''];
  return [folder, ...ancestors(posix.dirname(folder))];
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>(['']);
  for (const path of paths) {
    for (let folder = posix.dirname(path); folder !== '.' && !folders.has(folder); folder = posix.dirname(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}
