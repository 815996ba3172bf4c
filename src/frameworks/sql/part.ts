import type { Side } from '../../model/migration.ts';
import { splitPath } from './names.ts';

/** What a path says of a file: one side of the migration `id` in the chain's folder, or all of it. */
export interface Part {
  readonly path: string;
  readonly folder: string;
  readonly id: string;
  /** What the ledger knows the migration by. */
  readonly key: string;
  /** What both sides of a migration have in common, when that is not the id. */
  readonly pairedBy?: string;
  /** The side that the file begins with. */
  readonly side: Side;
}

/** The layout of most tools: `<id>.sql` in one folder, the version in front of the name. */
export function plainFile(path: string, name: RegExp, keyOf: (version: string) => string): Part | undefined {
  const [folder, file] = splitPath(path);
  const version = name.exec(file)?.[1];
  if (version === undefined) return undefined;
  return { path, folder, id: file.replace(/\.\w+$/, ''), key: keyOf(version), side: 'up' };
}

export function sideOf(word: string): Side {
  return word.toLowerCase() === 'up' ? 'up' : 'down';
}
