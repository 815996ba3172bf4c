import type { Dirent } from 'node:fs';
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { xSync } from 'tinyexec';
import { carefulEnvironment, carefulGit } from '../model/careful-git.ts';
import { contentName } from '../model/content-name.ts';
import { decodeText } from '../model/decode-text.ts';
import type { ProjectFiles } from './framework.ts';

/** A file that was asked for and could not be read as text. */
interface Refusal {
  readonly path: string;
  /** Why, in words: `it is 40 MB`. */
  readonly reason: string;
}

export interface WorkTreeFiles extends Required<ProjectFiles> {
  /** The refusals so far, in the order in which the files were asked for. */
  readonly refused: readonly Refusal[];
}

export interface WorkTreeOptions {
  /** Larger files are refused; 32 MB unless told. */
  readonly maxBytes?: number;
  /** The list of the files, when it is known already. */
  readonly paths?: readonly string[];
}

const megabyte = 1024 * 1024;

/**
 * The files of a work tree: what git tracks or would track below `root`, or all files except the usual products of
 * builds where there is no git. Each file is read once. Nothing outside of the root is read, whatever links say.
 */
export function workTreeFiles(root: string, options: WorkTreeOptions = {}): WorkTreeFiles {
  const realRoot = realpathSync.native(root);
  const maxBytes = options.maxBytes ?? 32 * megabyte;
  const texts = new Map<string, string | undefined>();
  const names = new Map<string, string>();
  const refused: Refusal[] = [];

  const remember = (path: string, content: Content): string | undefined => {
    if (content.kind === 'refused') refused.push({ path, reason: content.reason });
    const text = content.kind === 'text' ? content.text : undefined;
    if (content.kind === 'text') names.set(path, content.name);
    texts.set(path, text);
    return text;
  };
  const read = (path: string): string | undefined =>
    texts.has(path) ? texts.get(path) : remember(path, readContent(realRoot, path, maxBytes));

  return {
    paths: options.paths ?? listPaths(realRoot),
    refused,
    read,
    readHead: (path, length) => {
      if (texts.has(path)) return texts.get(path);
      return readStart(realRoot, path, length) ?? read(path);
    },
    contentOf(path) {
      read(path);
      return names.get(path);
    },
  };
}

type Content =
  | { readonly kind: 'text'; readonly text: string; readonly name: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: string };

function readContent(realRoot: string, path: string, maxBytes: number): Content {
  try {
    const file = locate(realRoot, path);
    if (file === undefined) return { kind: 'refused', reason: 'it is a link that leads out of the project' };
    const status = statSync(file);
    if (!status.isFile()) return { kind: 'refused', reason: 'it is not a regular file' };
    if (status.size > maxBytes)
      return { kind: 'refused', reason: `it is ${String(Math.ceil(status.size / megabyte))} MB` };

    const bytes = readFileSync(file);
    const text = decodeText(bytes);
    return text === undefined
      ? { kind: 'refused', reason: notText(bytes) }
      : { kind: 'text', text, name: contentName(bytes) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
    return {
      kind: 'refused',
      reason: `it cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** The first characters of a file that is longer than them; `undefined`: read all of it instead. */
function readStart(realRoot: string, path: string, length: number): string | undefined {
  // One more, since the last character may be cut.
  const bytes = Buffer.alloc((length + 1) * bytesPerUnit);
  try {
    const file = locate(realRoot, path);
    if (file === undefined || statSync(file).size <= bytes.length) return undefined;
    const descriptor = openSync(file, 'r');
    try {
      return decodeStart(bytes.subarray(0, readSync(descriptor, bytes)));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** A UTF-16 unit is three bytes of UTF-8 at most. */
const bytesPerUnit = 3;

/** Like `decodeText`, for bytes that may end within a character. */
function decodeStart(bytes: Uint8Array): string | undefined {
  const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
  let end = bytes.length;
  while (end > 0 && isContinuation(bytes[end - 1])) end -= 1;
  return decodeText(bytes.subarray(0, Math.max(0, end - 1)));
}

/** The real path of a file, all links followed; `undefined` when it is not below the root. */
function locate(realRoot: string, path: string): string | undefined {
  const file = realpathSync.native(join(realRoot, path));
  return file.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep) ? file : undefined;
}

function notText(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16 ? 'it is UTF-16: save it as UTF-8' : 'it is not UTF-8 text';
}

function listPaths(realRoot: string): readonly string[] {
  const listed = listByGit(realRoot);
  // Git sees nothing in a folder that it ignores; whoever names such a folder means its files.
  return listed.length > 0 ? listed : [...filesBelow(realRoot, '')].sort();
}

/** Folders of products and of other people's code. */
const neverSources: ReadonlySet<string> = new Set(['node_modules', '.git', 'dist', 'bin', 'obj', 'vendor']);

/** The regular files of a folder and of those in it; links are not followed, and what cannot be listed has none. */
function* filesBelow(realRoot: string, folder: string): Iterable<string> {
  for (const entry of entriesOf(join(realRoot, folder))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !neverSources.has(entry.name)) yield* filesBelow(realRoot, path);
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

const listing = ['ls-files', '-z', '-t', '--cached', '--deleted', '--others', '--exclude-standard'];

/** How git marks a tracked file that is not in the work tree: removed, or outside of a sparse checkout. */
const absentMarks = new Set(['R', 'S']);

/** Empty: git is not there, or the folder is not in a repository. */
function listByGit(realRoot: string): readonly string[] {
  const present = new Set<string>();
  const absent = new Set<string>();
  for (const line of runGit(realRoot, listing).split('\0')) {
    const [mark, path] = [line.slice(0, 1), line.slice(2)];
    // A repository within the repository is listed as a folder.
    if (path !== '' && !path.endsWith('/')) (absentMarks.has(mark) ? absent : present).add(path);
  }
  return [...present].filter((path) => !absent.has(path)).sort();
}

/** What git prints; nothing when it cannot be run or refuses. */
function runGit(realRoot: string, args: readonly string[]): string {
  try {
    const { exitCode, stdout } = xSync('git', ['-C', realRoot, ...carefulGit, ...args], {
      // Neither the folder nor its node_modules/.bin may provide the `git` that runs: the repository is not to be trusted.
      nodePath: false,
      nodeOptions: { cwd: dirname(process.execPath), env: gitEnvironment, maxBuffer: 1024 * megabyte },
    });
    return exitCode === 0 ? stdout : '';
  } catch {
    return '';
  }
}

const gitEnvironment = { ...carefulEnvironment, GIT_INDEX_FILE: undefined };
