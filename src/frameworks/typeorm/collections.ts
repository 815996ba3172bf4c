import { posix } from 'node:path';
import type { ProjectFiles } from '../framework.ts';
import { inFolder, splitPath } from '../sql/names.ts';

/** Which classes run, as an array in an `index` file says: in the place of a glob over the folder. */
export interface Collection {
  readonly file: string;
  /** The classes of the array, and the files that they are imported from. */
  readonly members: ReadonlyMap<string, string>;
}

const indexFile = /^index\.[cm]?[jt]s$/;
const imported = /\bimport\s+(?:type\s+)?\{([^}]*)\}\s*from\s*(['"])(\.[^'"]*)\2/g;
const required = /\bconst\s+(\w+)\s*=\s*require\((['"])(\.[^'"]*)\2\)/g;
const exportedArray = /\b(?:export\s+(?:default|const\s+\w+(?!\w)[^=]*=)|exports\.\w+\s*=)\s*\[([^\]]*)\]/g;

/** What the index file of a folder exports as an array of imported classes. */
export function collectionIn(folder: string, files: ProjectFiles): Collection | undefined {
  const file = files.paths.find((path) => {
    const [own, name] = splitPath(path);
    return own === folder && indexFile.test(name);
  });
  const text = file === undefined ? undefined : files.read(file);
  if (file === undefined || text === undefined) return undefined;
  const origins = originsIn(text);
  const listed = [...text.matchAll(exportedArray)].flatMap(([, elements = '']) => elements.split(','));
  const members = new Map(
    listed.flatMap((element) => {
      // Compiled code names the class as a property of its module.
      const [, module, name = ''] = /^(?:(\w+)\.)?(\w+)$/.exec(element.replace(/\/\/.*/g, '').trim()) ?? [];
      const specifier = origins.get(module ?? name);
      const path = specifier === undefined ? undefined : fileNamed(inFolder(folder, specifier), files);
      return path === undefined ? [] : [[name, path] as const];
    }),
  );
  return members.size === 0 ? undefined : { file, members };
}

/** Where the imported names of a file come from. */
function originsIn(text: string): ReadonlyMap<string, string> {
  const names = [...text.matchAll(imported)].flatMap(([, list = '', , specifier = '']) =>
    list.split(',').map((name): readonly [string, string] => [
      name
        .trim()
        .split(/(?<!\s)\s+as\s+/)
        .at(-1) ?? '',
      specifier,
    ]),
  );
  const modules = [...text.matchAll(required)].map(([, name = '', , specifier = '']): readonly [string, string] => [
    name,
    specifier,
  ]);
  return new Map([...names, ...modules]);
}

const extensions = ['', '.ts', '.js', '.mts', '.cts', '.mjs', '.cjs'];

/** The file that an import names, whose extension may be left out, or that of the compiled file. */
function fileNamed(path: string, files: ProjectFiles): string | undefined {
  const plain = posix.normalize(path);
  const bare = plain.replace(/\.[cm]?js$/, '');
  const known = pathsOf(files);
  return [plain, ...extensions.map((extension) => bare + extension)].find((candidate) => known.has(candidate));
}

const pathSets = new WeakMap<ProjectFiles, ReadonlySet<string>>();

function pathsOf(files: ProjectFiles): ReadonlySet<string> {
  const known = pathSets.get(files) ?? new Set(files.paths);
  pathSets.set(files, known);
  return known;
}
