import { compareUnits, compareVersions, splitPath } from '../sql/names.ts';
import type { Part } from '../sql/part.ts';

const versioned = /^([VUB])(\d+(?:[._]\d+)*)__.*\.sql$/;
const repeatable = /^R__(.+)\.sql$/;

/**
 * What the name of a file says: `V1_2__add_users.sql`, `U1.2__…`, `B1__…`, `R__views.sql`. The key of a `V` is its
 * version, with dots and without trailing zeros; the others have the letter before it.
 */
export function partOf(path: string): Part | undefined {
  const [folder, name] = splitPath(path);
  const id = name.replace(/\.sql$/, '');
  const description = repeatable.exec(name)?.[1];
  if (description !== undefined) return { path, folder, id, key: `R${description}`, side: 'up' };
  const [, letter, written] = versioned.exec(name) ?? [];
  if (letter === undefined || written === undefined) return undefined;
  const version = written
    .split(/[._]/)
    .map((number) => number.replace(/^0+(?=\d)/, ''))
    .join('.')
    .replace(/(?:\.0)+$/, '');
  const side = letter === 'U' ? 'down' : 'up';
  return { path, folder, id, key: letter === 'V' ? version : letter + version, side };
}

/** By version; a baseline before the migration of its version, and what is repeatable last, by description. */
export function compareParts(one: Part, other: Part): number {
  const isRepeatable = one.key.startsWith('R');
  if (isRepeatable !== other.key.startsWith('R')) return isRepeatable ? 1 : -1;
  if (isRepeatable) return compareUnits(one.key, other.key);
  return compareVersions(versionOf(one.key), versionOf(other.key)) || compareUnits(letterOf(one), letterOf(other));
}

/** The numbers of a key. */
export function versionOf(key: string): readonly string[] {
  return key.replace(/^\D/, '').split('.');
}

function letterOf({ id }: Part): string {
  return id.slice(0, 1);
}
