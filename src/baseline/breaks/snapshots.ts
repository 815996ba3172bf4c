import { lookUp } from '../../model/look-up.ts';
import { folderOf, isWithin } from '../../lint/paths.ts';
import type { Sides } from '../open-sides.ts';
import type { Squash } from '../squash.ts';
import type { Break } from './break.ts';

/** The picture of the schema that a tool keeps beside its migrations, and compares the model with. */
interface SnapshotKind {
  /** The picture of the newest migration, by its path. */
  readonly newest?: RegExp;
  /** The picture of each migration, from the migration's own file. */
  readonly each?: (file: string) => string;
  readonly regenerate: string;
}

const kinds: Readonly<Record<string, SnapshotKind>> = {
  'ef-core': {
    newest: /ModelSnapshot\.cs$/u,
    each: (file) => file.replace(/\.cs$/u, '.Designer.cs'),
    regenerate: 'make the base with `dotnet ef migrations add`, which writes the Designer file and the ModelSnapshot',
  },
  drizzle: {
    newest: /\/meta\/_journal\.json$/u,
    each: (file) =>
      `${folderOf(file)}/meta/${/^(?<number>\d+)/u.exec(file.slice(folderOf(file).length + 1))?.groups?.['number'] ?? ''}_snapshot.json`,
    regenerate: 'make the base with `drizzle-kit generate`, which writes meta/_journal.json and the snapshot',
  },
  'mikro-orm': {
    newest: /\/\.snapshot[^/]*\.json$/u,
    regenerate: 'run `mikro-orm migration:create --initial`, which writes the snapshot',
  },
};

/** Snapshots that the old chain had and the squashed one has lost, or has as they were for another migration. */
export function staleSnapshots({ old, new: now }: Sides, { base, squashed }: Squash): readonly Break[] {
  const kind = lookUp(kinds, now.chain.framework.name);
  if (kind === undefined || base.length === 0) return [];
  const { newest, each, regenerate } = kind;
  const before = new Set(old.files.paths);
  const after = new Set(now.files.paths);
  const breaks: Break[] = [];

  const hadNewest = newest !== undefined && hasIn(old.files.paths, old.chain.source.folder, newest);
  if (hadNewest && !hasIn(now.files.paths, now.chain.source.folder, newest)) {
    breaks.push({
      level: 'error',
      what: `the squashed chain has no snapshot of the model in ${now.chain.source.folder}`,
      why: 'the tool compares the model with it to write the next migration: without it that creates every table again',
      remedy: regenerate,
    });
  }
  const had = each !== undefined && squashed.some(({ file }) => before.has(each(file))) ? each : undefined;
  for (const { id, file } of had === undefined ? [] : base) {
    const snapshot = had?.(file) ?? '';
    if (after.has(snapshot) && isNew(snapshot)) continue;
    breaks.push({
      level: 'error',
      what: after.has(snapshot)
        ? `${snapshot} is still the one of a squashed migration`
        : `${id} has no snapshot of its own (${snapshot})`,
      why: 'the tool takes the model from it: it would not find the base, or write the next migration against an old model',
      remedy: regenerate,
    });
  }
  return breaks;

  function isNew(snapshot: string): boolean {
    return !before.has(snapshot) || old.files.read(snapshot) !== now.files.read(snapshot);
  }
}

function hasIn(paths: readonly string[], folder: string, pattern: RegExp): boolean {
  return paths.some((path) => isWithin(path, folder) && pattern.test(`/${path}`));
}
