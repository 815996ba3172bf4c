import type { NewMigration, Refused, Skeleton } from './framework.ts';
import { nextName } from './new-name.ts';
import { inFolder, splitPath } from './sql/names.ts';

/** The path behind the last migration, in its folder, without an extension; or why there is none. */
export function pathAfter({ last, like, name }: NewMigration): string | Refused {
  const [folder, file] = splitPath(last.file);
  const next = nextName(withoutExtension(file), withoutExtension(splitPath(like.file)[1]), name);
  return next === undefined ? withoutVersion(file) : inFolder(folder, next);
}

/** The same where a migration is a folder: the path of the new folder. */
export function folderAfter({ last, like, name }: NewMigration): string | Refused {
  const [parent, id] = splitPath(splitPath(last.file)[0]);
  const next = nextName(id, splitPath(splitPath(like.file)[0])[1], name);
  return next === undefined ? withoutVersion(id) : inFolder(parent, next);
}

function withoutExtension(file: string): string {
  return file.replace(/(?:\.(?:up|down))?\.\w+$/, '');
}

/** What a file's name ends in: `.ts`, `.cjs`. */
export function extensionOf(path: string): string {
  return /\.\w+$/.exec(path)?.[0] ?? '';
}

/** Why a name cannot be made, as all tools say it. */
function withoutVersion(name: string): Refused {
  return { refused: `${name} begins with no version that a new migration could go on from` };
}

/** What stands around the statements of a file, and how far these are indented. */
export interface Frame {
  readonly indentation: string;
  /** Each ends a line. */
  readonly open: string;
  /** Ends the way up and begins the way back; absent: there is no way back. */
  readonly between?: string;
  readonly close: string;
}

/** One file with a line for the statements of each way. */
export function framedFile(path: string, { indentation, open, between, close }: Frame): Skeleton {
  const line = `${indentation}\n`;
  const up = { path, offset: open.length };
  if (between === undefined) return { files: [{ path, text: open + line + close }], up };
  const first = open + line + between;
  return { files: [{ path, text: first + line + close }], up, down: { path, offset: first.length } };
}

/** A file for each way, with nothing but statements in it. */
export function pairOfFiles(up: string, down: string | undefined): Skeleton {
  const paths = down === undefined ? [up] : [up, down];
  return {
    files: paths.map((path) => ({ path, text: '\n' })),
    up: { path: up, offset: 0 },
    ...(down === undefined ? {} : { down: { path: down, offset: 0 } }),
  };
}

/** One file for both ways, divided by marks; the statements of each side go behind its mark. */
export function markedFile(path: string, up: string, down: string | undefined): Skeleton {
  const between = down === undefined ? {} : { between: `\n${down}\n` };
  return framedFile(path, { indentation: '', open: `${up}\n`, ...between, close: '' });
}
