import type { ChainSource, ProjectFiles } from '../framework.ts';
import { dialectOf } from './dialect.ts';
import { isEfCoreMigration, readHead } from './head.ts';
import { designerOf, folderOf, isDesignerFile, isMigrationFile, isSnapshotFile } from './paths.ts';

/** The files of one context in one folder. */
interface Group {
  readonly folder: string;
  readonly context: string | undefined;
  readonly migrations: readonly string[];
  readonly designers: readonly string[];
  readonly snapshot: string | undefined;
}

/** One chain for each context that has migrations in a folder. */
export function detectChains(files: ProjectFiles): readonly ChainSource[] {
  const byFolder = groupBy(
    files.paths.filter((path) => isMigrationFile(path) || isDesignerFile(path) || isSnapshotFile(path)),
    folderOf,
  );
  const groups = [...byFolder].flatMap(([folder, paths]) => groupsOf(folder, paths, files));
  const names = namesOf(groups);
  return groups.map((group, index) => {
    const { dialect, evidence } = dialectOf(group, files);
    return {
      name: names[index] ?? group.folder,
      framework: 'ef-core',
      dialect,
      folder: group.folder,
      paths: [...group.migrations, ...group.designers, ...(group.snapshot === undefined ? [] : [group.snapshot])],
      evidence: [
        `${group.migrations.length} migrations of ${group.context ?? 'EF Core'} in ${group.folder || '.'}`,
        evidence,
      ],
      ...(group.context === undefined ? {} : { scope: group.context }),
    };
  });
}

function groupsOf(folder: string, paths: readonly string[], files: ProjectFiles): readonly Group[] {
  const all = new Set(paths);
  const snapshots = paths.filter(isSnapshotFile);
  const contexts = new Map(snapshots.map((path) => [readHead(path, files).context, path]));
  const only = snapshots.length === 1 ? [...contexts.keys()][0] : undefined;

  const members = paths.filter(isMigrationFile).flatMap((migration) => {
    const designer = designerOf(migration, all);
    const [context, isOurs] =
      only === undefined ? contextOf(migration, designer, files) : [only, designer !== undefined || isOwn(migration)];
    return isOurs ? [{ migration, designer, context }] : [];
  });
  return [...groupBy(members, ({ context }) => context)].map(([context, group]) => ({
    folder,
    context,
    migrations: group.map(({ migration }) => migration),
    designers: group.flatMap(({ designer }) => designer ?? []),
    snapshot: contexts.get(context),
  }));

  function isOwn(migration: string): boolean {
    return isEfCoreMigration(readHead(migration, files));
  }
}

/** The context of a migration in a folder where it could be one of several, and whether it is EF Core's at all. */
function contextOf(
  migration: string,
  designer: string | undefined,
  files: ProjectFiles,
): readonly [context: string | undefined, isOurs: boolean] {
  if (designer !== undefined) return [readHead(designer, files).context, true];
  const head = readHead(migration, files);
  return [head.context, isEfCoreMigration(head)];
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** A short name where it is the only one, otherwise as much of the folder and the context as tells the chains apart. */
function namesOf(groups: readonly Group[]): readonly string[] {
  const forms: readonly ((group: Group) => string)[] = [
    ({ folder, context }) => telling(folder).at(-1) ?? context ?? 'Migrations',
    ({ folder, context }) => telling(folder).join('/') || (context ?? 'Migrations'),
    ({ folder }) => folder || '.',
  ];
  const crowded = (group: Group): boolean => groups.filter(({ folder }) => folder === group.folder).length > 1;
  return groups.map((group) => {
    if (crowded(group)) return group.context ?? `${group.folder} without a context`;
    const form = forms.find((name) => groups.filter((other) => name(other) === name(group)).length === 1);
    return form?.(group) ?? group.folder;
  });
}

/** The folder's segments, without those that every project has. */
function telling(folder: string): readonly string[] {
  const segments = folder.split('/').filter((segment) => segment !== '');
  return /^migrations$/i.test(segments.at(-1) ?? '') ? segments.slice(0, -1) : segments;
}
