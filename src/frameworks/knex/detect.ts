import { posix } from 'node:path';
import type { DialectName } from '../../model/names.ts';
import type { ChainSource, ProjectFiles } from '../framework.ts';
import type { Settings } from './knexfile.ts';
import { dialectOfClient, knexfiles, settingsFor } from './knexfile.ts';
import { isScript, migratorScope, versionedFile } from './layout.ts';

/** Folders whose scripts export `up` and are given knex; those that a knexfile names together are one chain. */
export function detectChains(files: ProjectFiles): readonly ChainSource[] {
  const folders = new Map<string, string[]>();
  for (const path of files.paths) {
    if (!isScript(path) || !isCandidate(path)) continue;
    const folder = versionedFile(path)?.root ?? posix.dirname(path);
    const paths = folders.get(folder);
    if (paths === undefined) folders.set(folder, [path]);
    else paths.push(path);
  }
  const taken = new Set<string>();
  return [...folders].flatMap(([folder, paths]) => {
    if (taken.has(folder)) return [];
    const settings = settingsFor(folder, files);
    const named = settings?.directories.includes(folder) === true;
    const together = named ? settings.directories.filter((other) => folders.has(other)) : [folder];
    const all = together.flatMap((other) => folders.get(other) ?? []);
    const found = migrationsAmong(all.length > 0 ? all : paths, files);
    if (found.length === 0) return [];
    for (const other of together) taken.add(other);
    return [chainOf(folder, found, settings, named, files)];
  });
}

function chainOf(
  folder: string,
  paths: readonly string[],
  settings: Settings | undefined,
  named: boolean,
  files: ProjectFiles,
): ChainSource {
  const guess = guessDialect(settings, folder, files);
  const isMigrator = paths.some((path) => versionedFile(path) !== undefined);
  const ledger = settings?.tableName;
  const schema = settings?.schemaName;
  const reason =
    named && settings !== undefined
      ? `${settings.file} names ${folder || '.'}`
      : `${paths.length} scripts in ${folder || '.'} export up and are given knex`;
  return {
    name: folder === '' || folder === '.' ? 'knex' : folder,
    framework: 'knex',
    dialect: guess.dialect,
    folder: folder === '.' ? '' : folder,
    paths,
    evidence: [reason, guess.evidence],
    ...(settings?.disablesTransactions === true ? { transaction: 'none' as const } : {}),
    ...(ledger === undefined ? {} : { ledgerTable: schema === undefined ? ledger : `${schema}.${ledger}` }),
    ...(isMigrator ? { scope: migratorScope, ledgerTable: 'migrations' } : {}),
  };
}

/** Places where migrations are; other scripts are not opened. */
function isCandidate(path: string): boolean {
  if (path.includes('node_modules/')) return false;
  return (
    versionedFile(path) !== undefined || /migrat/i.test(posix.dirname(path)) || /^\d{8,}[-_]/.test(posix.basename(path))
  );
}

const exportsUp =
  /\bexports\.up\b|\bexport\s+(?:async\s+)?function\s+up\b|\bexport\s+const\s+up\b|\bup\s*[:(=]|\bexport\s*\{[^}]*\bup\b/;
const givenKnex = /\bknex\b/i;
const otherTools = /\bqueryInterface\b|\bQueryRunner\b|\bKysely\b|\bMigrationBuilder\b|\bpgm\b|@mikro-orm/;
const migratorHelpers = /require\(['"]\.\.\/\.\.\/utils/;

/** The scripts of a folder that are migrations of knex: a few of them tell for all. */
function migrationsAmong(paths: readonly string[], files: ProjectFiles): readonly string[] {
  const judged = new Map(sample(paths).map((path) => [path, isMigration(path, files)]));
  const yes = [...judged.values()].filter(Boolean).length;
  if (yes === 0 || 2 * yes < judged.size) return [];
  // Helpers beside migrations have no number in front.
  const isNumbered = paths.filter((path) => /^\d/.test(posix.basename(path)));
  return 2 * isNumbered.length >= paths.length
    ? isNumbered
    : paths.filter((path) => judged.get(path) ?? isMigration(path, files));
}

const sampleSize = 8;

function sample(paths: readonly string[]): readonly string[] {
  const step = Math.max(1, paths.length / sampleSize);
  return paths
    .filter((_path, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
    .slice(0, sampleSize);
}

function isMigration(path: string, files: ProjectFiles): boolean {
  const text = files.readHead(path, 8000) ?? '';
  if (versionedFile(path) !== undefined && migratorHelpers.test(text)) return true;
  return exportsUp.test(text) && givenKnex.test(text) && !otherTools.test(text);
}

interface Guess {
  readonly dialect: DialectName;
  readonly evidence: string;
}

function guessDialect(settings: Settings | undefined, folder: string, files: ProjectFiles): Guess {
  const client = settings?.client;
  const named = client === undefined ? undefined : dialectOfClient(client);
  if (settings !== undefined && named !== undefined)
    return { dialect: named, evidence: `${settings.file} has the client ${client ?? ''}` };
  for (const path of packagesAbove(folder)) {
    const text = files.read(path);
    const driver = drivers.find((name) => text?.includes(`"${name}":`) === true);
    const dialect = driver === undefined ? undefined : dialectOfClient(driver);
    if (dialect !== undefined) return { dialect, evidence: `${path} depends on ${driver ?? ''}` };
  }
  const other = knexfiles(files).find(({ client: any }) => any !== undefined && dialectOfClient(any) !== undefined);
  const dialect = other?.client === undefined ? undefined : dialectOfClient(other.client);
  if (other !== undefined && dialect !== undefined)
    return { dialect, evidence: `${other.file} has the client ${other.client ?? ''}` };
  return { dialect: 'postgres', evidence: 'nothing says which database it is for: it is read as postgres' };
}

/** Drivers by which the database is told; a project that has several is most likely run on the first. */
const drivers = ['pg', 'mysql2', 'mysql', 'mssql', 'tedious', 'better-sqlite3', 'sqlite3'];

function packagesAbove(folder: string): readonly string[] {
  const own = folder === '' || folder === '.' ? 'package.json' : `${folder}/package.json`;
  return own === 'package.json' ? [own] : [own, ...packagesAbove(posix.dirname(folder))];
}
