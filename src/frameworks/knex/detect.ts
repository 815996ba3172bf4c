import { posix } from 'node:path';
import type { ChainSource, ProjectFiles } from '../framework.ts';
import type { DialectGuess } from '../sql/dialect.ts';
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
  const guess = guessDialect(settings, folder, paths, files);
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

/** Which database a folder is for: the knexfile says it, else the only driver there is, else what migrations ask for. */
function guessDialect(
  settings: Settings | undefined,
  folder: string,
  paths: readonly string[],
  files: ProjectFiles,
): DialectGuess {
  const own = settings === undefined ? undefined : guessOfKnexfile(settings);
  if (own !== undefined) return own;
  const drivers = driversAbove(folder, files);
  const [only, another] = new Set(drivers?.names.flatMap((name) => dialectOfClient(name) ?? []));
  if (drivers !== undefined && only !== undefined && another === undefined)
    return { dialect: only, evidence: `${drivers.file} depends on ${drivers.names.join(' and ')}` };

  const several = drivers === undefined ? '' : `, and ${drivers.file} depends on ${drivers.names.join(', ')}`;
  const asked = askedFor(paths, files);
  if (asked !== undefined)
    return { dialect: asked.dialect, evidence: `${asked.evidence}${several}: "dialect" in the configuration decides` };
  for (const other of knexfiles(files)) {
    const guess = guessOfKnexfile(other);
    if (guess !== undefined) return guess;
  }
  const [first] = drivers?.names ?? [];
  const dialect = only ?? 'postgres';
  return drivers === undefined || first === undefined
    ? { dialect, evidence: 'nothing says which database it is for: it is read as postgres' }
    : {
        dialect,
        evidence: `${drivers.file} depends on ${drivers.names.join(', ')}: it is read as ${dialect}, "dialect" in the configuration decides`,
      };
}

function guessOfKnexfile({ file, client }: Settings): DialectGuess | undefined {
  const dialect = client === undefined ? undefined : dialectOfClient(client);
  return dialect === undefined ? undefined : { dialect, evidence: `${file} has the client ${client ?? ''}` };
}

/** Drivers of knex by their packages, forks under a scope included; the most usual first. */
const driver = /"(?!@(?:types|testcontainers)\/)(?:@[\w.-]+\/)?(pg|mysql2?|mssql|tedious|better-sqlite3|sqlite3)"\s*:/g;

const usual = ['pg', 'mysql2', 'mysql', 'mssql', 'tedious', 'better-sqlite3', 'sqlite3'];

/** The drivers of the nearest package that has any. */
function driversAbove(
  folder: string,
  files: ProjectFiles,
): { readonly file: string; readonly names: readonly string[] } | undefined {
  for (const file of packagesAbove(folder)) {
    const found = new Set([...(files.read(file) ?? '').matchAll(driver)].map(([, name = '']) => name));
    if (found.size > 0) return { file, names: usual.filter((name) => found.has(name)) };
  }
  return undefined;
}

/** `knex.client.dialect === 'sqlite3'`, `knex.client.config.client == 'pg'`. */
const asksForClient = /\bclient(?:\.\w+)+\s*[!=]==?\s*['"]([\w-]+)['"]/g;

/** The database that migrations treat in a way of its own, when it is only one: it is the one that is there. */
function askedFor(paths: readonly string[], files: ProjectFiles): DialectGuess | undefined {
  const asked = paths.flatMap((path) =>
    [...(files.read(path) ?? '').matchAll(asksForClient)].flatMap(([, client = '']): DialectGuess[] => {
      const dialect = dialectOfClient(client);
      return dialect === undefined ? [] : [{ dialect, evidence: `${path} asks for the client ${client}` }];
    }),
  );
  return new Set(asked.map(({ dialect }) => dialect)).size === 1 ? asked[0] : undefined;
}

function packagesAbove(folder: string): readonly string[] {
  const own = folder === '' || folder === '.' ? 'package.json' : `${folder}/package.json`;
  return own === 'package.json' ? [own] : [own, ...packagesAbove(posix.dirname(folder))];
}
