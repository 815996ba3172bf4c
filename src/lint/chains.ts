import picomatch from 'picomatch';
import type { ChainConfig, ResolvedConfig } from '../config/config.ts';
import type { ChainSource, PassedOver, ProjectFiles } from '../frameworks/framework.ts';
import { frameworks, unclaimed } from '../frameworks/index.ts';
import type { DialectName } from '../model/names.ts';
import { folderOf } from './paths.ts';

/** What the command line asks of chains, over what the configuration says. */
export interface ChainSelection {
  readonly dialect?: DialectName;
  readonly framework?: string;
  readonly chain?: string;
}

/**
 * The chains of a project: those that the configuration declares, otherwise what the frameworks find. Each file belongs
 * to one chain at most. The same files always give the same chains, so that the past can be asked the same question.
 */
export function findChains(
  files: ProjectFiles,
  config: ResolvedConfig,
  selection: ChainSelection = {},
): readonly ChainSource[] {
  const visible = visibleFiles(files, config);
  const found =
    config.chains.length > 0
      ? config.chains.flatMap((chain) => declaredChain(visible, chain, selection))
      : detectChains(visible, selection.framework);
  return withSchemaDialect(found, config)
    .filter((chain) => selection.chain === undefined || chain.name === selection.chain)
    .map((chain) => (Object.keys(config.helpers).length === 0 ? chain : { ...chain, helpers: config.helpers }))
    .map((chain) =>
      selection.dialect === undefined ? chain : { ...chain, dialect: selection.dialect, evidence: ['--dialect'] },
    );
}

/** Data scripts are written in the dialect of their schema, unless they are said to be in another. */
function withSchemaDialect(found: readonly ChainSource[], { chains }: ResolvedConfig): readonly ChainSource[] {
  return found.map((source) => {
    const declared = chains.find(({ name }) => name === source.name);
    const schema = found.find(({ name }) => name === declared?.dataFor);
    if (schema === undefined || declared?.dialect !== undefined) return source;
    return { ...source, dialect: schema.dialect, evidence: [`data scripts for ${schema.name}`] };
  });
}

/** What looks like migrations and belongs to no chain, each folder said once, by the framework that knows it best. */
export function passedOver(
  files: ProjectFiles,
  config: ResolvedConfig,
  chains: readonly ChainSource[],
): readonly PassedOver[] {
  const taken = new Set(chains.flatMap((chain) => chain.paths));
  const visible = visibleFiles(files, config);
  const left = { ...visible, paths: visible.paths.filter((path) => !taken.has(path)) };
  const folders = new Map<string, PassedOver>();
  for (const framework of frameworks) {
    for (const one of framework.passOver?.(left) ?? []) {
      if (!folders.has(one.folder)) folders.set(one.folder, one);
    }
  }
  for (const loose of unclaimed.detect(left)) {
    const neighbour = neighbourOf(loose, chains);
    if (neighbour === undefined || folders.has(loose.folder)) continue;
    const reason = `they lie beside the migrations of ${neighbour.framework}, which does not run them`;
    folders.set(loose.folder, { folder: loose.folder, framework: loose.framework, files: loose.paths.length, reason });
  }
  return [...folders.values()];
}

/** The chain of a tool in the same folder: what that tool leaves there, nobody runs. */
function neighbourOf({ folder }: ChainSource, chains: readonly ChainSource[]): ChainSource | undefined {
  return chains.find((chain) => chain.folder === folder && chain.framework !== unclaimed.name);
}

function visibleFiles(files: ProjectFiles, { ignore }: ResolvedConfig): ProjectFiles {
  const ignored = picomatch([...ignore], { dot: true });
  return { ...files, paths: files.paths.filter((path) => !ignored(path)) };
}

/** Chains found with no configuration: each framework in turn sees what the ones before it left over. */
function detectChains(files: ProjectFiles, only?: string): readonly ChainSource[] {
  const taken = new Set<string>();
  const chains: ChainSource[] = [];
  for (const framework of frameworks) {
    if (only !== undefined && framework.name !== only) continue;
    const left = { ...files, paths: files.paths.filter((path) => !taken.has(path)) };
    for (const chain of framework.detect(left)) {
      if (framework === unclaimed && neighbourOf(chain, chains) !== undefined) continue;
      chains.push({ ...chain, name: uniqueName(chain.name, chains) });
      for (const path of chain.paths) taken.add(path);
    }
  }
  return chains;
}

function declaredChain(files: ProjectFiles, config: ChainConfig, selection: ChainSelection): readonly ChainSource[] {
  const included = picomatch([...config.include], { ignore: [...(config.exclude ?? [])], dot: true });
  const paths = files.paths.filter((path) => included(path));
  const framework = selection.framework ?? config.framework;
  const [detected] = detectChains({ ...files, paths }, framework);
  const base = detected ?? undetected(paths, framework ?? unclaimed.name, config.dialect ?? 'postgres');
  return [
    {
      ...base,
      name: config.name,
      paths,
      ...(config.dialect === undefined ? {} : { dialect: config.dialect, evidence: ['the configuration says so'] }),
      ...(config.transaction === undefined ? {} : { transaction: config.transaction }),
    },
  ];
}

function undetected(paths: readonly string[], framework: string, dialect: DialectName): ChainSource {
  return { name: '', framework, dialect, folder: commonFolder(paths), paths, evidence: ['the configuration says so'] };
}

/** Files that were asked for by name and belong to no chain: each folder's plain SQL becomes a chain of its own. */
export function looseChains(
  files: ProjectFiles,
  asked: readonly string[],
  chains: readonly ChainSource[],
): readonly ChainSource[] {
  const known = new Set(chains.flatMap((chain) => chain.paths));
  const loose = asked.filter((path) => path.endsWith('.sql') && !known.has(path));
  const folders = new Set(loose.map(folderOf));
  return [...folders].flatMap((folder) => {
    const paths = loose.filter((path) => folderOf(path) === folder);
    const [detected] = unclaimed.detect({ ...files, paths });
    const base = detected ?? undetected(paths, unclaimed.name, 'postgres');
    return [{ ...base, name: uniqueName(folder === '' ? unclaimed.name : folder, chains), paths, folder }];
  });
}

function uniqueName(name: string, chains: readonly ChainSource[]): string {
  const taken = new Set(chains.map((chain) => chain.name));
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    const numbered = `${name}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}

function commonFolder(paths: readonly string[]): string {
  const [first, ...others] = paths.map((path) => folderOf(path).split('/'));
  if (first === undefined) return '';
  const depth = others.reduce((least, parts) => {
    const differs = first.slice(0, least).findIndex((part, at) => part !== parts[at]);
    return differs === -1 ? least : differs;
  }, first.length);
  return first.slice(0, depth).join('/');
}
