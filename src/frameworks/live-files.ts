import { statSync } from 'node:fs';
import path from 'node:path';
import type { ProjectFiles } from './framework.ts';
import { workTreeFiles } from './project-files.ts';

/** The files of a work tree that is being worked on. */
export interface LiveFiles {
  /** The files as they are now: the same object as long as nothing that was ever looked at has changed. */
  now(): ProjectFiles;
  /** Whether a file has this text. What nobody has read is compared without being remembered. */
  holds(file: string, text: string): boolean;
}

interface Seen {
  readonly stamp: string;
  readonly text: string | undefined;
}

/** Watches nothing, which not every file system allows; it compares times and sizes when it is asked. */
export function liveFiles(root: string, links: readonly string[] = []): LiveFiles {
  const folders = new Map<string, string>();
  const texts = new Map<string, Seen>();
  const heads = new Map<string, Map<number, Seen>>();
  let current: ProjectFiles | undefined;

  const isListed = (): boolean =>
    current !== undefined && [...folders].every(([folder, stamp]) => stampOf(root, folder) === stamp);

  const list = (): readonly string[] => {
    const { paths } = workTreeFiles(root, { links });
    folders.clear();
    for (const folder of foldersOf(paths)) folders.set(folder, stampOf(root, folder));
    return paths;
  };

  /** Forgets what has changed; false when nothing has. */
  const forget = (): boolean => {
    let forgotten = false;
    for (const file of new Set([...texts.keys(), ...heads.keys()])) {
      const stamp = stampOf(root, file);
      const seen = texts.get(file) ?? heads.get(file)?.values().next().value;
      if (seen?.stamp === stamp) continue;
      texts.delete(file);
      heads.delete(file);
      forgotten = true;
    }
    return forgotten;
  };

  const files = (paths: readonly string[]): ProjectFiles => {
    const disk = workTreeFiles(root, { paths, links });
    return {
      paths,
      read(file) {
        const seen = texts.get(file) ?? { stamp: stampOf(root, file), text: disk.read(file) };
        texts.set(file, seen);
        return seen.text;
      },
      readHead(file, length) {
        const whole = texts.get(file);
        if (whole !== undefined) return whole.text?.slice(0, length);
        const known = heads.get(file) ?? new Map<number, Seen>();
        const seen = known.get(length) ?? { stamp: stampOf(root, file), text: disk.readHead(file, length) };
        heads.set(file, known.set(length, seen));
        return seen.text;
      },
    };
  };

  return {
    now() {
      const isSameList = isListed();
      const paths = isSameList && current !== undefined ? current.paths : list();
      const hasForgotten = forget();
      if (current === undefined || hasForgotten || !isSame(paths, current.paths)) current = files(paths);
      return current;
    },
    holds(file, text) {
      const { text: known } = texts.get(file) ?? { text: workTreeFiles(root, { paths: [], links }).read(file) };
      return known === text;
    },
  };
}

/** Every folder above the files, the root included: a file that is added or removed changes one of them. */
function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set(['.']);
  for (const file of paths) {
    for (let folder = path.posix.dirname(file); !folders.has(folder); folder = path.posix.dirname(folder)) {
      folders.add(folder);
    }
  }
  return folders;
}

/** What tells one state of a file or folder from another; '' when it is not there. */
function stampOf(root: string, relative: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path.join(root, relative));
    return [ino, size, mtimeMs, ctimeMs].join(':');
  } catch {
    return '';
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
