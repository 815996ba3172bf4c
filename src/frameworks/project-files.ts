import type { Dirent } from 'node:fs';
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { xSync } from 'tinyexec';
import { carefulEnvironment, carefulGit } from '../model/careful-git.ts';
import { contentName } from '../model/content-name.ts';
import { decodeText } from '../model/decode-text.ts';
import type { ProjectFiles } from './framework.ts';
import { isBelow, realPath } from './real-path.ts';

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
  /** Which of them are links; a link to a folder stands for the files there. */
  readonly symbolic?: ReadonlySet<string>;
  /** Folders outside of the root that links may lead to; none unless told. */
  readonly links?: readonly string[];
}

const megabyte = 1024 * 1024;

/**
 * The files of a work tree: what git tracks or would track below `root`, or all files except the usual products of
 * builds where there is no git. Each file is read once. Nothing outside of the root and the folders that links may lead
 * to is read, whatever links say.
 */
export function workTreeFiles(root: string, options: WorkTreeOptions = {}): WorkTreeFiles {
  const realRoot = realpathSync.native(root);
  const allowed = [realRoot, ...(options.links ?? []).flatMap((folder) => realPath(folder) ?? [])];
  const place: Place = { realRoot, allowed };
  const maxBytes = options.maxBytes ?? 32 * megabyte;
  const texts = new Map<string, string | undefined>();
  const names = new Map<string, string>();
  const listed =
    options.paths === undefined
      ? listPaths(realRoot)
      : { symbolic: new Set<string>(), ...options, paths: options.paths };
  const { paths, refused: overlooked } = withLinkedFolders(place, listed);
  const refused: Refusal[] = [...overlooked];

  const remember = (path: string, content: Content): string | undefined => {
    if (content.kind === 'refused') refused.push({ path, reason: content.reason });
    const text = content.kind === 'text' ? content.text : undefined;
    if (content.kind === 'text') names.set(path, content.name);
    texts.set(path, text);
    return text;
  };
  const read = (path: string): string | undefined =>
    texts.has(path) ? texts.get(path) : remember(path, readContent(place, path, maxBytes));

  return {
    paths,
    refused,
    read,
    readHead: (path, length) => {
      if (texts.has(path)) return texts.get(path);
      return readStart(place, path, length) ?? read(path);
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

function readContent(place: Place, path: string, maxBytes: number): Content {
  try {
    const file = locate(place, path);
    if (file === undefined) return { kind: 'refused', reason: leadsOut };
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
function readStart(place: Place, path: string, length: number): string | undefined {
  // One more, since the last character may be cut.
  const bytes = Buffer.alloc((length + 1) * bytesPerUnit);
  try {
    const file = locate(place, path);
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

/** Where files are read: below the root, and below the folders that links may lead to, the root among them. */
interface Place {
  readonly realRoot: string;
  readonly allowed: readonly string[];
}

const leadsOut = 'it is a link that leads out of the project ("links" in the configuration names where links may lead)';

/** The real path of a file, all links followed; `undefined` when it is nowhere where files are read. */
function locate({ realRoot, allowed }: Place, path: string): string | undefined {
  const file = realpathSync.native(join(realRoot, path));
  return isBelow(file, allowed) ? file : undefined;
}

function notText(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16 ? 'it is UTF-16: save it as UTF-8' : 'it is not UTF-8 text';
}

/** Files below the root, sorted, and which of them are links. */
interface Listing {
  readonly paths: readonly string[];
  readonly symbolic: ReadonlySet<string>;
}

function listPaths(realRoot: string): Listing {
  const listed = listByGit(realRoot);
  // Git sees nothing in a folder that it ignores; whoever names such a folder means its files.
  return listed.paths.length > 0 ? listed : listAll(realRoot);
}

/**
 * The files with those of linked folders, where links may lead there. What a link within the project leads to is among the
 * files already; a folder elsewhere that is not read is refused, so that somebody hears of it.
 */
function withLinkedFolders(
  { realRoot, allowed }: Place,
  { paths, symbolic }: Listing,
): { readonly paths: readonly string[]; readonly refused: readonly Refusal[] } {
  const folders = new Set<string>();
  const linked: string[] = [];
  const refused: Refusal[] = [];
  for (const path of symbolic) {
    const target = realPath(join(realRoot, path));
    if (target === undefined || !statSync(target).isDirectory()) continue;
    folders.add(path);
    if (target === realRoot || isBelow(target, [realRoot])) continue;
    if (allowed.includes(target) || isBelow(target, allowed)) {
      for (const { name } of filesBelow(target, '')) linked.push(`${path}/${name}`);
    } else {
      refused.push({ path, reason: leadsOut });
    }
  }
  const all = folders.size === 0 ? paths : paths.filter((path) => !folders.has(path));
  return { paths: linked.length === 0 ? all : [...all, ...linked].sort(), refused };
}

/** Folders of products and of other people's code. */
const neverSources: ReadonlySet<string> = new Set(['node_modules', '.git', 'dist', 'bin', 'obj', 'vendor']);

function listAll(realRoot: string): Listing {
  const entries = [...filesBelow(realRoot, '')];
  const symbolic = new Set(entries.filter(({ isLink }) => isLink).map(({ name }) => name));
  return { paths: entries.map(({ name }) => name).sort(), symbolic };
}

interface ListedFile {
  /** Its path from the folder that was asked about. */
  readonly name: string;
  readonly isLink: boolean;
}

/** The regular files of a folder and of those in it, and the links, not followed; what cannot be listed has none. */
function* filesBelow(realRoot: string, folder: string): Iterable<ListedFile> {
  for (const entry of entriesOf(join(realRoot, folder))) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile() || entry.isSymbolicLink()) yield { name, isLink: entry.isSymbolicLink() };
    else if (entry.isDirectory() && !neverSources.has(entry.name)) yield* filesBelow(realRoot, name);
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

const listing = ['ls-files', '-z', '-t', '--stage', '--cached', '--deleted', '--others', '--exclude-standard'];

/** How git marks a tracked file that is not in the work tree: removed, or outside of a sparse checkout. */
const absentMarks = new Set(['R', 'S']);

/** Empty: git is not there, or the folder is not in a repository. */
function listByGit(realRoot: string): Listing {
  const present = new Set<string>();
  const absent = new Set<string>();
  const symbolic = new Set<string>();
  for (const line of runGit(realRoot, listing).split('\0')) {
    const { mark, mode, path } = listedFile(line);
    // A repository within the repository is listed as a folder.
    if (path === '' || path.endsWith('/')) continue;
    (absentMarks.has(mark) ? absent : present).add(path);
    if (mode === undefined ? isLink(join(realRoot, path)) : mode === '120000') symbolic.add(path);
  }
  return { paths: [...present].filter((path) => !absent.has(path)).sort(), symbolic };
}

/** `H 100644 <object> 0\t<path>` of a tracked file, `? <path>` of another. */
function listedFile(line: string): { readonly mark: string; readonly mode: string | undefined; readonly path: string } {
  const mark = line.slice(0, 1);
  if (mark === '?') return { mark, mode: undefined, path: line.slice(2) };
  return { mark, mode: line.slice(2, 8), path: line.slice(line.indexOf('\t') + 1) };
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** What git prints; nothing when it cannot be run or refuses. */
function runGit(realRoot: string, args: readonly string[]): string {
  if (!isInRepository(realRoot)) return '';
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

/** Where no folder above is one, git need not be started to say so. */
function isInRepository(folder: string): boolean {
  return existsSync(join(folder, '.git')) || (folder !== dirname(folder) && isInRepository(dirname(folder)));
}
