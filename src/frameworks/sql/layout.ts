import type { MigrationEntry } from '../framework.ts';

/** How a migration is laid out in files. */
export type Form =
  /** `<name>.sql`: up only. */
  | 'file'
  /** `<name>.up.sql` and `<name>.down.sql`. */
  | 'pair'
  /** `<name>/up.sql` and `<name>/down.sql`. */
  | 'folder';

/** What a path says of the file: one side of the migration `id` in the chain's folder. */
export interface Part {
  readonly path: string;
  readonly folder: string;
  readonly id: string;
  readonly side: 'up' | 'down';
  readonly form: Form;
}

/** The part of a migration that a file holds; `undefined` for what is no SQL file. */
export function partOf(path: string): Part | undefined {
  const [folder, name] = splitPath(path);
  const [, base, extension] = /^(.+?)(\.up|\.down)?\.sql$/i.exec(name) ?? [];
  if (base === undefined) return undefined;
  if (extension !== undefined) return { path, folder, id: base, side: sideOf(extension.slice(1)), form: 'pair' };

  const isSide = /^(up|down)$/i.test(base) && folder !== '';
  if (!isSide) return { path, folder, id: base, side: 'up', form: 'file' };
  const [parent, id] = splitPath(folder);
  return { path, folder: parent, id, side: sideOf(base), form: 'folder' };
}

/** The files of one migration, the up file first. */
type Parts = readonly [Part, ...Part[]];

/** A chain's migrations in the order in which the tools of these layouts run them. A down file without its up file is one, too. */
export function listEntries(paths: readonly string[]): readonly MigrationEntry[] {
  const migrations = new Map<string, Parts>();
  for (const path of paths) {
    const part = partOf(path);
    if (part === undefined) continue;
    const key = `${part.form} ${part.folder}/${part.id}`;
    const other = migrations.get(key);
    if (other === undefined) migrations.set(key, [part]);
    else migrations.set(key, part.side === 'up' ? [part, ...other] : [...other, part]);
  }
  return [...migrations.values()].sort(inOrder).map(([first, ...others]) => ({
    id: first.id,
    file: first.path,
    files: [first.path, ...others.map((part) => part.path)],
  }));
}

function inOrder([one]: Parts, [other]: Parts): number {
  return compareParts(one, other) || compareUnits(one.id, other.id) || compareUnits(one.path, other.path);
}

function compareParts(one: Part, other: Part): number {
  const ofDiesel = one.form === 'folder';
  if (ofDiesel !== (other.form === 'folder')) return ofDiesel ? -1 : 1;
  return ofDiesel
    ? compareUnits(dieselVersion(one.id), dieselVersion(other.id))
    : compareVersions(versionOf(one.id), versionOf(other.id));
}

/** Diesel compares what stands before the first `_`, dashes left out, as text: `2024-01-31-120000` and `20240131120000` are one. */
function dieselVersion(id: string): string {
  return (id.split('_')[0] ?? '').replaceAll('-', '');
}

/** `2_b` comes before `10_a`, and `V1_9__b` before `V1_10__a`; of a date with dashes only the year is a number to the tools. */
function versionOf(id: string): readonly string[] {
  const version = /^(?:V\d+(?:[._]\d+)*|\d+(?:\.\d+)*)/.exec(id)?.[0] ?? '';
  return version.match(/\d+/g) ?? [];
}

/** Names without a version come last. */
function compareVersions(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const difference = compareNumbers(one[at] ?? '', other[at] ?? '');
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Digits of any length. */
function compareNumbers(one: string, other: string): number {
  const digits = one.replace(/^0+/, '');
  const otherDigits = other.replace(/^0+/, '');
  return digits.length - otherDigits.length || compareUnits(digits, otherDigits);
}

function compareUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function sideOf(word: string): 'up' | 'down' {
  return word.toLowerCase() === 'up' ? 'up' : 'down';
}

/** The folder of a path, '' at the top, and the last segment. */
function splitPath(path: string): readonly [folder: string, name: string] {
  const at = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, at)), path.slice(at + 1)];
}
