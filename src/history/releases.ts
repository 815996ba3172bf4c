import type { PastRelease, ReleaseHistory } from '../model/release-history.ts';
import { GitFailure, gitIn, gitOrFail, type RunGit } from './git-command.ts';
import { readObjects } from './git-objects.ts';
import { compareNumbers, majorOf, numbersOf } from './versions.ts';

/** A migration as releases hold it. */
export interface ReleasedEntry {
  readonly id: string;
  readonly file: string;
}

interface TagsRequest {
  /** The project's root: the top of the repository or any folder in it. */
  readonly root: string;
  /** Which tags are releases, as a glob. */
  readonly tags: string;
  /** How many numbers of a version name a major release. */
  readonly major: number;
  readonly migrations: readonly ReleasedEntry[];
  /** Folders where a migration can have been before it came to where it is. */
  readonly earlier: readonly string[];
}

export interface FoundReleases {
  /** Absent: there are none, or they could not be read. */
  readonly history: ReleaseHistory | undefined;
  /** What could not be known, and why, each a sentence. */
  readonly limits: readonly string[];
}

interface Tag {
  readonly name: string;
  readonly object: string;
  readonly numbers: readonly number[];
}

/**
 * Which release tag first held which migration, wherever among the folders it lay. Never rejects because of the
 * repository. Runs git three times.
 */
export async function releasedByTags(request: TagsRequest, git: RunGit = gitIn(request.root)): Promise<FoundReleases> {
  try {
    const tags = await listTags(request.tags, git);
    if (tags.length === 0)
      return {
        history: undefined,
        limits: [`no tag matches ${request.tags}: which release brought what is not known`],
      };
    return { history: await historyOf(tags, request, git), limits: [] };
  } catch (error) {
    if (error instanceof GitFailure)
      return { history: undefined, limits: [`${error.message}: releases are not known`] };
    throw error;
  }
}

/** The releases, the oldest first. */
async function listTags(glob: string, git: RunGit): Promise<readonly Tag[]> {
  if (glob.startsWith('-') || glob.includes('\n') || glob.includes('\0')) {
    throw new GitFailure(`${JSON.stringify(glob)} cannot be the name of a tag`);
  }
  const format = '--format=%(refname:strip=2)%00%(objectname)';
  const output = await gitOrFail(git, ['tag', '--list', format, '--', glob]);
  return output
    .toString('utf8')
    .split('\n')
    .flatMap((line): readonly Tag[] => {
      const [name = '', object = ''] = line.split('\0');
      const numbers = numbersOf(name);
      return object === '' || numbers === undefined ? [] : [{ name, object, numbers }];
    })
    .sort((one, other) => compareNumbers(one.numbers, other.numbers));
}

async function historyOf(tags: readonly Tag[], request: TagsRequest, git: RunGit): Promise<ReleaseHistory> {
  const places = placesOf(request.migrations);
  const folders = [...new Set([...[...places.values()].map(({ folder }) => folder), ...request.earlier])];
  const trees = await treesOf(tags, folders, git);
  const names = await entriesOf([...new Set(trees.flat().flatMap((tree) => tree ?? []))], git);

  const majors = [...new Set(tags.map(({ numbers }) => majorOf(numbers, request.major)))];
  const shippedIn = new Map<string, PastRelease>();
  for (const [at, tag] of tags.entries()) {
    const held = new Set((trees[at] ?? []).flatMap((tree) => (tree === undefined ? [] : [...(names.get(tree) ?? [])])));
    const release = { name: tag.name, major: majors.indexOf(majorOf(tag.numbers, request.major)) };
    for (const { id } of request.migrations) {
      const place = places.get(id);
      if (!shippedIn.has(id) && place !== undefined && held.has(place.name)) shippedIn.set(id, release);
    }
  }
  const [first] = tags;
  const oldest = first === undefined ? {} : { first: first.name };
  return { source: `the tags ${request.tags}`, majors, ...oldest, shippedIn };
}

interface Place {
  readonly folder: string;
  /** The file, or the folder that holds this migration alone. */
  readonly name: string;
}

/** What stands for each migration in the folder that holds it beside others. */
function placesOf(migrations: readonly ReleasedEntry[]): ReadonlyMap<string, Place> {
  const counts = new Map<string, number>();
  for (const { file } of migrations) counts.set(split(file).folder, (counts.get(split(file).folder) ?? 0) + 1);
  return new Map(
    migrations.map(({ id, file }) => {
      const place = split(file);
      return [id, counts.get(place.folder) === 1 && place.folder.includes('/') ? split(place.folder) : place] as const;
    }),
  );
}

function split(path: string): Place {
  const at = path.lastIndexOf('/');
  return { folder: path.slice(0, Math.max(0, at)), name: path.slice(at + 1) };
}

/** The tree of each folder in each tag; `undefined` where the tag has no such folder. */
async function treesOf(
  tags: readonly Tag[],
  folders: readonly string[],
  git: RunGit,
): Promise<readonly (readonly (string | undefined)[])[]> {
  const questions = tags.flatMap(({ object }) => folders.map((folder) => `${object}:./${folder}\n`)).join('');
  const answers = (await gitOrFail(git, ['cat-file', '--batch-check'], questions)).toString('utf8').split('\n');
  return tags.map((_, at) =>
    folders.map((__, index) => /^([0-9a-f]{40,64}) tree /.exec(answers[at * folders.length + index] ?? '')?.[1]),
  );
}

/** The names in each tree, which git writes as `<mode> <name>`, a zero byte, and the bytes of the object's name. */
async function entriesOf(trees: readonly string[], git: RunGit): Promise<ReadonlyMap<string, readonly string[]>> {
  const contents = await readObjects(trees, git, 'tree');
  return new Map([...contents].map(([tree, bytes]) => [tree, namesIn(bytes, tree.length / 2)]));
}

function namesIn(bytes: Buffer, objectLength: number): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    if (space === -1 || end === -1) break;
    names.push(bytes.toString('utf8', space + 1, end));
    at = end + 1 + objectLength;
  }
  return names;
}

/** Which release brought which migration, where the names of the migrations or of their folders begin with a version. */
export function releasedByNames(migrations: readonly ReleasedEntry[], major: number): ReleaseHistory | undefined {
  const versions = migrations.flatMap(({ id, file }) => {
    const name = versionIn(id, file);
    return name === undefined ? [] : [{ id, name, numbers: name.split('.').map(Number) }];
  });
  if (versions.length === 0) return undefined;
  const inOrder = versions.toSorted((one, other) => compareNumbers(one.numbers, other.numbers));
  const majors = [...new Set(inOrder.map(({ numbers }) => majorOf(numbers, major)))];
  return {
    source: 'the versions in the names',
    majors,
    shippedIn: new Map(
      versions.map(({ id, name, numbers }) => [id, { name, major: majors.indexOf(majorOf(numbers, major)) }]),
    ),
  };
}

/** Behind a time stamp, if there is one; or the nearest folder that is called like a version. */
function versionIn(id: string, file: string): string | undefined {
  const inName = /^(?:\d{12,14}[_-])?v?(\d+(?:\.\d+)+)(?=[-_]|$)/i.exec(id)?.[1];
  if (inName !== undefined) return inName;
  const folder = file
    .split('/')
    .slice(0, -1)
    .findLast((part) => /^v?\d+(?:\.\d+)+$/i.test(part));
  return folder?.replace(/^v/i, '');
}
