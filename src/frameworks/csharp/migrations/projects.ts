import type { ProjectFiles } from '../../framework.ts';
import { folderOf, isInside, isSqlFile } from './paths.ts';

/** The nearest C# project file above a folder. */
export function projectFileAround(folder: string, files: ProjectFiles): string | undefined {
  const around = files.paths.filter((path) => path.endsWith('.csproj') && isInside(folder, folderOf(path)));
  return around.toSorted((one, other) => folderOf(other).length - folderOf(one).length)[0];
}

/** The SQL files of a project: its migrations embed them, so that no other tool runs them. */
export function embeddable(project: string, files: ProjectFiles): readonly string[] {
  return files.paths.filter((path) => isSqlFile(path) && isInside(path, project));
}

/** What tells chains apart. */
export interface ChainIdentity {
  readonly folder: string;
  readonly context: string | undefined;
}

/** A short name where it is the only one, otherwise as much of the folder and the context as tells the chains apart. */
export function chainNames(groups: readonly ChainIdentity[]): readonly string[] {
  const forms: readonly ((group: ChainIdentity) => string)[] = [
    ({ folder, context }) => telling(folder).at(-1) ?? context ?? 'Migrations',
    ({ folder, context }) => telling(folder).join('/') || (context ?? 'Migrations'),
    ({ folder }) => folder || '.',
  ];
  const crowded = (group: ChainIdentity): boolean => groups.filter(({ folder }) => folder === group.folder).length > 1;
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
