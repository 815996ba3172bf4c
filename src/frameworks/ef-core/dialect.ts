import type { DialectName } from '../../model/names.ts';
import type { ProjectFiles } from '../framework.ts';
import { readHead } from './head.ts';
import { baseNameOf } from '../csharp/migrations/paths.ts';
import { projectFileAround } from '../csharp/migrations/projects.ts';
import { providers } from './provider.ts';

/** A dialect and the sentence that says why. */
export interface Verdict {
  readonly dialect: DialectName;
  readonly evidence: string;
}

/** The files of one chain, as far as they tell its provider. */
export interface Clues {
  readonly folder: string;
  readonly snapshot: string | undefined;
  readonly designers: readonly string[];
  /** In order of their names. */
  readonly migrations: readonly string[];
}

/** Enough of a snapshot to hold the types of its first entities. */
const snapshotLength = 32_768;
/** A handful of migrations tells; reading all of them would cost what reading the chain costs. */
const firstMigrations = 5;

/** Which database a chain is for, by the first clue that tells. */
export function dialectOf(clues: Clues, files: ProjectFiles): Verdict {
  const { snapshot, designers, migrations } = clues;
  const models = [...(snapshot === undefined ? [] : [snapshot]), ...designers.slice(-1)];
  const first = migrations.slice(0, firstMigrations);
  return (
    byMark('extension', models, files) ??
    byStoreTypes(models, files) ??
    byMark('annotation', models, files) ??
    byMark('annotation', first, files) ??
    byFolder(clues.folder) ??
    byProject(clues.folder, files) ??
    byStoreTypes(first, files) ?? {
      dialect: 'sqlserver',
      evidence: 'nothing names a provider, so SQL Server is assumed',
    }
  );
}

function byMark(mark: 'extension' | 'annotation', paths: readonly string[], files: ProjectFiles): Verdict | undefined {
  for (const path of paths) {
    const { text } = readHead(path, files, snapshotLength);
    for (const provider of providers) {
      const found = provider[mark].exec(text)?.[0].replace('"', '');
      if (found !== undefined) return { dialect: provider.dialect, evidence: `${baseNameOf(path)} names ${found}` };
    }
  }
  return undefined;
}

/** The provider that most types belong to: one type of another may be written out for all. */
function byStoreTypes(paths: readonly string[], files: ProjectFiles): Verdict | undefined {
  for (const path of paths) {
    const { text } = readHead(path, files, snapshotLength);
    const counted = providers
      .map(({ dialect, types }) => ({ dialect, found: text.match(types) ?? [] }))
      .sort((one, other) => other.found.length - one.found.length);
    const [most] = counted;
    const example = most?.found[0]?.replaceAll('"', '');
    if (most !== undefined && example !== undefined) {
      return { dialect: most.dialect, evidence: `${baseNameOf(path)} has columns of type ${example}` };
    }
  }
  return undefined;
}

function byFolder(folder: string): Verdict | undefined {
  const segment = folder.split('/').findLast((part) => providers.some((provider) => provider.folder.test(part)));
  const provider = segment === undefined ? undefined : providers.find((candidate) => candidate.folder.test(segment));
  return provider && { dialect: provider.dialect, evidence: `the folder ${segment ?? folder} is named after it` };
}

/** The nearest project file above the folder, if it references one provider only. */
function byProject(folder: string, files: ProjectFiles): Verdict | undefined {
  const nearest = projectFileAround(folder, files);
  if (nearest === undefined) return undefined;
  const text = files.read(nearest) ?? '';
  const found = providers.flatMap(({ dialect, names }) =>
    names.filter((name) => text.includes(`"${name}"`)).map((name) => ({ dialect, name })),
  );
  const [first] = found;
  if (first === undefined || new Set(found.map(({ dialect }) => dialect)).size > 1) return undefined;
  return { dialect: first.dialect, evidence: `${baseNameOf(nearest)} references ${first.name}` };
}
