import type { ChainSource, ProjectFiles } from '../framework.ts';
import { dialectOf } from './dialect.ts';
import { isEfCoreMigration, readHead } from './head.ts';
import { designerOf, folderOf, isDesignerFile, isMigrationFile, isSnapshotFile, isSqlFile } from './paths.ts';

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
    const project = projectAround(group.folder, files);
    return {
      name: names[index] ?? group.folder,
      framework: 'ef-core',
      dialect,
      folder: project ?? group.folder,
      paths: [
        ...group.migrations,
        ...group.designers,
        ...(group.snapshot === undefined ? [] : [group.snapshot]),
        ...(project === undefined ? [] : embeddable(project, files)),
      ],
      evidence: [
        `${group.migrations.length} migrations of ${group.context ?? 'EF Core'} in ${group.folder || '.'}`,
        evidence,
      ],
      ...(group.context === undefined ? {} : { scope: group.context }),
    };
  });
}

/** The folder of the C# project that a folder belongs to. */
function projectAround(folder: string, files: ProjectFiles): string | undefined {
  const around = files.paths.flatMap((path) => {
    const project = folderOf(path);
    return path.endsWith('.csproj') && isInside(folder, project) ? [project] : [];
  });
  return around.toSorted((one, other) => other.length - one.length)[0];
}

/** The SQL files of a project: its migrations embed them, so that no other tool runs them. */
function embeddable(project: string, files: ProjectFiles): readonly string[] {
  return files.paths.filter((path) => isSqlFile(path) && isInside(path, project));
}

function isInside(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

interface Member {
  readonly migration: string;
  readonly designer: string | undefined;
}

/** With one snapshot there is one context, and the many Designer files need not be opened. */
function groupsOf(folder: string, paths: readonly string[], files: ProjectFiles): readonly Group[] {
  const all = new Set(paths);
  const members = paths
    .filter(isMigrationFile)
    .map((migration): Member => ({ migration, designer: designerOf(migration, all) }))
    .filter(({ migration, designer }) => designer !== undefined || isEfCoreMigration(readHead(migration, files)));
  if (members.length === 0) return [];

  const snapshots = paths.filter(isSnapshotFile).map((path) => ({ path, context: readHead(path, files).context }));
  const [snapshot] = snapshots;
  if (snapshots.length === 1 && snapshot?.context !== undefined) {
    return [groupOf(folder, snapshot.context, members, snapshot.path)];
  }
  const byContext = groupBy(members, ({ migration, designer }) => readHead(designer ?? migration, files).context);
  const named = [...byContext.keys()].filter((context) => context !== undefined);
  if (named.length <= 1) return [groupOf(folder, named[0], members, snapshot?.path)];
  return [...byContext].map(([context, group]) =>
    groupOf(folder, context, group, snapshots.find((candidate) => candidate.context === context)?.path),
  );
}

function groupOf(
  folder: string,
  context: string | undefined,
  members: readonly Member[],
  snapshot: string | undefined,
): Group {
  return {
    folder,
    context,
    migrations: members.map(({ migration }) => migration),
    designers: members.flatMap(({ designer }) => designer ?? []),
    snapshot,
  };
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
