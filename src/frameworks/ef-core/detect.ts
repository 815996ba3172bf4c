import { designerOf, folderOf } from '../csharp/migrations/paths.ts';
import type { ChainIdentity } from '../csharp/migrations/projects.ts';
import { groupBy } from '../../model/group-by.ts';
import { chainNames, embeddable, projectFileAround } from '../csharp/migrations/projects.ts';
import type { ChainSource, ProjectFiles } from '../framework.ts';
import { dialectOf } from './dialect.ts';
import { isEfCoreMigration, readHead } from './head.ts';
import { isDesignerFile, isMigrationFile, isSnapshotFile } from './paths.ts';

/** The files of one context in one folder. */
interface Group extends ChainIdentity {
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
  const names = chainNames(groups);
  return groups.map((group, index) => {
    const { dialect, evidence } = dialectOf(group, files);
    const projectFile = projectFileAround(group.folder, files);
    const project = projectFile === undefined ? undefined : folderOf(projectFile);
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
