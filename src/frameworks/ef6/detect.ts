import { designerOf, folderOf } from '../csharp/migrations/paths.ts';
import type { ChainIdentity } from '../csharp/migrations/projects.ts';
import { groupBy } from '../../model/group-by.ts';
import { chainNames, embeddable, projectFileAround } from '../csharp/migrations/projects.ts';
import type { ChainSource, ProjectFiles } from '../framework.ts';
import type { Configuration } from './configuration.ts';
import { configurationsIn } from './configuration.ts';
import { dialectOf } from './dialect.ts';
import { readHead } from './head.ts';
import { isDesignerFile, isMigrationFile } from './paths.ts';

/** The migrations of one namespace in one project: what EF6 runs together. */
interface Group extends ChainIdentity {
  readonly namespace: string | undefined;
  readonly projectFile: string | undefined;
  readonly members: readonly Member[];
  readonly configuration: Configuration | undefined;
}

interface Member {
  readonly migration: string;
  readonly designer: string | undefined;
  readonly namespace: string | undefined;
  readonly projectFile: string | undefined;
}

/** One chain for each namespace of a project that has migrations. */
export function detectChains(files: ProjectFiles): readonly ChainSource[] {
  const groups = groupsOf(membersOf(files), files);
  const names = chainNames(groups);
  return groups.map((group, index) => {
    const { members, configuration, projectFile, folder } = group;
    const migrations = members.map(({ migration }) => migration);
    const { dialect, evidence } = dialectOf(configuration, migrations, projectFile, files);
    const project = projectFile === undefined ? undefined : folderOf(projectFile);
    return {
      name: names[index] ?? folder,
      framework: 'ef6',
      dialect,
      folder: project ?? folder,
      paths: [
        ...migrations,
        ...members.flatMap(({ designer }) => designer ?? []),
        ...(project === undefined ? [] : embeddable(project, files)),
      ],
      evidence: [
        `${members.length} migrations of ${configuration?.context ?? 'Entity Framework 6'} in ${folder || '.'}`,
        evidence,
      ],
      ...(configuration === undefined ? {} : { scope: configuration.contextKey }),
    };
  });
}

/** What derives from another tool's class of the same name is not EF6's, and a Designer file of EF6 settles it. */
function membersOf(files: ProjectFiles): readonly Member[] {
  const designers = new Set(files.paths.filter(isDesignerFile));
  const projects = new Map<string, string | undefined>();
  return files.paths.filter(isMigrationFile).flatMap((migration) => {
    const head = readHead(migration, files);
    const designer = designerOf(migration, designers);
    const other = designer === undefined ? undefined : readHead(designer, files);
    if (!head.isEf6 && other?.isEf6 !== true) return [];
    const folder = folderOf(migration);
    if (!projects.has(folder)) projects.set(folder, projectFileAround(folder, files));
    return [{ migration, designer, namespace: head.namespace ?? other?.namespace, projectFile: projects.get(folder) }];
  });
}

function groupsOf(members: readonly Member[], files: ProjectFiles): readonly Group[] {
  const byProject = groupBy(members, ({ projectFile, migration }) => projectFile ?? folderOf(migration));
  return [...byProject.values()].flatMap((ofProject) => {
    const projectFile = ofProject[0]?.projectFile;
    const configurations = configurationsIn(
      projectFile === undefined ? folderOfAll(ofProject) : folderOf(projectFile),
      files,
    );
    return [...groupBy(ofProject, ({ namespace }) => namespace)].map(([namespace, own]): Group => {
      const configuration = configurations.find((candidate) => candidate.namespace === namespace);
      return {
        folder: folderOfAll(own),
        context: configuration?.context,
        namespace,
        projectFile,
        members: own,
        configuration,
      };
    });
  });
}

/** The deepest folder that holds all of them. */
function folderOfAll(members: readonly Member[]): string {
  const [first = [], ...others] = members.map(({ migration }) => folderOf(migration).split('/'));
  const common = first.findIndex((segment, index) => others.some((path) => path[index] !== segment));
  return (common === -1 ? first : first.slice(0, common)).join('/');
}
