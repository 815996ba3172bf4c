import { byFolder } from '../sql/detect.ts';
import { dialectInName } from '../sql/dialect.ts';
import { whyElsewhere } from '../sql/elsewhere.ts';
import { inFolder } from '../sql/names.ts';
import type { Part } from '../sql/part.ts';

/** Flyway looks into the folders below a location, too: the usual one, `db/migration`, with one folder for each database. */
export function byLocation(parts: readonly Part[]): ReadonlyMap<string, readonly Part[]> {
  const locations = new Map<string, Part[]>();
  for (const part of parts) {
    const location = locationOf(part.folder);
    const known = locations.get(location);
    if (known === undefined) locations.set(location, [part]);
    else known.push(part);
  }
  // Folders that hold the same version twice are locations of their own.
  return new Map([...locations].flatMap(([location, own]) => (isOne(own) ? [[location, own]] : [...byFolder(own)])));
}

function locationOf(folder: string): string {
  const [, root, below] = /^(.*?\bdb\/migrations?)(?:\/(.*))?$/.exec(folder) ?? [];
  if (root === undefined || below === undefined) return folder;
  const [first = ''] = below.split('/');
  const isOfDatabase = dialectInName(first) !== undefined || whyElsewhere(first) !== undefined;
  return isOfDatabase ? inFolder(root, first) : root;
}

function isOne(parts: readonly Part[]): boolean {
  return (
    new Set(parts.map(({ key }) => key)).size === parts.length || new Set(parts.map(({ folder }) => folder)).size === 1
  );
}
