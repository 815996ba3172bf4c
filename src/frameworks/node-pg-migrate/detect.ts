import type { ChainSource, MigrationEntry, ProjectFiles } from '../framework.ts';
import { exportsUp, isScript, scriptsByFolder } from '../javascript/migrations/scripts.ts';
import { count, foldersAbove, inFolder, splitPath } from '../sql/names.ts';
import { downMark, isSql, pairedSide, upMark } from './sql-files.ts';

const usesBuilder = /\bnode-pg-migrate\b|\bMigrationBuilder\b|\bpgm\b/;
const isOther = /\bmigrationBuilder\.|\bqueryInterface\b/;
const headLength = 16_384;

/** Folders whose scripts are given `pgm`, with the SQL beside them; or SQL with the tool's comments. */
export function detectChains(files: ProjectFiles): readonly ChainSource[] {
  const scripts = scriptsByFolder(
    files,
    (text) => usesBuilder.test(text) && exportsUp.test(text) && !isOther.test(text),
    (text) => exportsUp.test(text),
  );
  const folders = new Map<string, { readonly paths: string[]; readonly evidence: string }>();
  for (const [folder, paths] of scripts) {
    const evidence = `${count(paths.length, 'script')} in ${folder || '.'} export up and are given pgm`;
    folders.set(folder, { paths: [...paths], evidence });
  }
  for (const path of files.paths) {
    const [folder, name] = splitPath(path);
    if (!isSql(path) || !/^\d/.test(name)) continue;
    const known = folders.get(folder);
    if (known !== undefined) known.paths.push(path);
    else if (isMarked(path, files) && isListed(folder, files))
      folders.set(folder, { paths: [path], evidence: `-- Up Migration in ${path}` });
  }
  return [...folders].map(([folder, { paths, evidence }]) => ({
    name: folder === '' ? 'node-pg-migrate' : folder,
    framework: 'node-pg-migrate',
    dialect: 'postgres',
    folder,
    paths,
    evidence: [evidence, 'node-pg-migrate is for PostgreSQL'],
  }));
}

function isMarked(path: string, files: ProjectFiles): boolean {
  const text = files.readHead(path, headLength) ?? '';
  return upMark.test(text) || downMark.test(text);
}

/** Whether the nearest package.json names the tool, or there is none that says anything. */
function isListed(folder: string, files: ProjectFiles): boolean {
  const nearest = foldersAbove(inFolder(folder, 'x'))
    .map((above) => files.read(inFolder(above, 'package.json')))
    .find((text) => text !== undefined);
  return nearest === undefined || nearest.includes('"node-pg-migrate"');
}

/** The chain's files by the number in front of their names, those of one number by their names. */
export function listMigrations({ paths }: ChainSource, files: ProjectFiles): readonly MigrationEntry[] {
  const byId = new Map<string, string[]>();
  for (const path of paths) {
    const id = pairedSide(path)?.id ?? splitPath(path)[1].replace(/\.[^.]*$/, '');
    const others = byId.get(id);
    if (others === undefined) byId.set(id, [path]);
    else others.push(path);
  }
  const sorted = [...byId]
    .map(([id, group]) => ({ id, group: group.toSorted((one, other) => sideRank(one) - sideRank(other)) }))
    .sort((one, other) => compare(one.id, other.id));
  const shorthands: string[] = [];
  return sorted.flatMap(({ id, group }): readonly MigrationEntry[] => {
    const [file] = group;
    if (file === undefined) return [];
    const inherited = isScript(file) ? [...shorthands] : [];
    if (isScript(file) && /\bshorthands\b/.test(files.read(file) ?? '')) shorthands.push(file);
    const isNumbered = /^\d/.test(id);
    const span = { file, start: 0, end: 0 };
    const message = 'The name begins with no number: node-pg-migrate refuses it';
    return [{ id, file, files: [...group, ...inherited], ...(isNumbered ? {} : { problems: [{ span, message }] }) }];
  });
}

function sideRank(path: string): number {
  return pairedSide(path)?.side === 'down' ? 1 : 0;
}

function compare(one: string, other: string): number {
  return numberOf(one) - numberOf(other) || one.localeCompare(other, 'en', { numeric: true, ignorePunctuation: true });
}

/** The number that a name begins with; 17 digits are a time, of which milliseconds are made. */
function numberOf(id: string): number {
  const digits = /^\d+/.exec(id)?.[0] ?? '';
  if (digits.length !== 17) return Number(digits);
  const [, year, month, day, hours, minutes, seconds, rest] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(digits) ?? [];
  return Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hours),
    Number(minutes),
    Number(seconds),
    Number(rest),
  );
}
