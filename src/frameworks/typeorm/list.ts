import type { ReadProblem } from '../../model/migration.ts';
import type { ChainSource, MigrationEntry, ProjectFiles } from '../framework.ts';
import { isScript } from '../javascript/migrations/scripts.ts';
import { splitPath } from '../sql/names.ts';
import { migrationClasses, timestampOf } from './classes.ts';
import { collectionIn } from './collections.ts';

interface Found {
  readonly id: string;
  readonly file: string;
  readonly timestamp: number | undefined;
}

/** The chain's classes in the order of the numbers that their names end in. */
export function listMigrations(chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[] {
  const collection = collectionIn(chain.folder, files);
  const found = chain.paths
    .filter((path) => isScript(path) && path !== collection?.file)
    .flatMap((file) =>
      migrationClasses(files.read(file) ?? '').map((one) => ({ ...one, file, timestamp: timestampOf(one.id) })),
    )
    .filter(({ className, file }) => collection === undefined || collection.members.get(className) === file)
    .filter(({ timestamp, file }, _at, all) => timestamp !== undefined || !isHelper(file, all))
    .sort((one, other) => (one.timestamp ?? 0) - (other.timestamp ?? 0));
  const ids = new Map<string, number>();
  for (const { id } of found) ids.set(id, (ids.get(id) ?? 0) + 1);
  return found.map((one) => entryOf(one, (ids.get(one.id) ?? 0) > 1));
}

/** A base class beside the migration that extends it. */
function isHelper(file: string, all: readonly Found[]): boolean {
  return all.some((other) => other.file === file && other.timestamp !== undefined);
}

function entryOf({ id, file, timestamp }: Found, isDuplicate: boolean): MigrationEntry {
  const span = { file, start: 0, end: 0 };
  const problems: readonly ReadProblem[] = [
    ...(timestamp === undefined
      ? [
          {
            span,
            message: `TypeORM refuses to start: the name ${id} does not end in the 13 digits of a time`,
            remedy: 'append the milliseconds of its creation to the class name',
            about: 'name' as const,
          },
        ]
      : []),
    ...(isDuplicate
      ? [{ span, message: `TypeORM refuses to start: two migrations are called ${id}`, about: 'name' as const }]
      : []),
    ...otherTime({ id, file, timestamp }),
  ];
  return { id, file, files: [file], ...(problems.length === 0 ? {} : { problems }) };
}

/** The file is found by people, the class by TypeORM: both say when. */
function otherTime({ id, file, timestamp }: Found): readonly ReadProblem[] {
  const [, name] = splitPath(file);
  const inFile = /^(\d{13})-/.exec(name)?.[1];
  if (inFile === undefined || timestamp === undefined || Number(inFile) === timestamp) return [];
  return [
    {
      span: { file, start: 0, end: 0 },
      message: `${name} holds the class ${id}: the file and the class have different times`,
      why: 'TypeORM orders by the class, people look at the files: they see another order than the one that is run',
      remedy: `call the file ${String(timestamp)}${name.slice(inFile.length)}`,
      about: 'name',
    },
  ];
}
