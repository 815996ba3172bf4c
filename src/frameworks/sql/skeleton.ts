import type { NewMigration, Skeleton } from '../framework.ts';
import { nextName } from '../new-name.ts';
import { inFolder, splitPath } from './names.ts';

export type Refused = { readonly refused: string };

/** Why a name cannot be made, as all tools say it. */
function withoutVersion(name: string): Refused {
  return { refused: `${name} begins with no version that a new migration could go on from` };
}

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

/** One file of SQL for both ways, divided by marks; the statements of each side go behind its mark. */
export function markedFile(path: string, up: string, down: string | undefined): Skeleton {
  const start = `${up}\n`;
  if (down === undefined) return { files: [{ path, text: start }], up: { path, offset: start.length } };
  const text = `${start}\n${down}\n`;
  return { files: [{ path, text }], up: { path, offset: start.length }, down: { path, offset: text.length } };
}

/** A file of SQL for each way. */
export function pairOfFiles(up: string, down: string | undefined): Skeleton {
  const paths = down === undefined ? [up] : [up, down];
  return {
    files: paths.map((path) => ({ path, text: '' })),
    up: { path: up, offset: 0 },
    ...(down === undefined ? {} : { down: { path: down, offset: 0 } }),
  };
}
