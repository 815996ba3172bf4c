import type { ProjectFiles } from '../../framework.ts';
import { splitPath } from '../../sql/names.ts';

/** The extensions that tools load as code, without declarations and without tests beside them. */
export function isScript(path: string): boolean {
  return /\.[cm]?[jt]s$/.test(path) && !/\.(?:d\.[cm]?ts|(?:test|spec)\.\w+)$/.test(path);
}

/** A file's name without its folder and its last extension. */
export function baseName(path: string): string {
  return splitPath(path)[1].replace(/\.[^.]*$/, '');
}

/** How a module exports its way up, whichever way it does. */
export const exportsUp =
  /\bexports\.up\b|\bexport\s+(?:async\s+)?function\s+up\b|\bexport\s+const\s+up\b|\bexport\s*\{[^}]*\bup\b|\b(?:module\.exports|exports\.default)\s*=\s*\{[^}]*?\bup\b|\bexport\s+default\s*\{[^}]*?\bup\b|\bexport\s+let\s+up\b/;

const headLength = 16_384;

/** Folders in which migrations are looked for; other scripts are not opened. */
function isCandidate(path: string): boolean {
  const [folder, name] = splitPath(path);
  return !/(?:^|\/)node_modules\//.test(path) && (/migrat/i.test(folder) || /^(?:\d{4,}|Migration\d+)/.test(name));
}

/** The scripts of each folder whose text a tool takes for one of its migrations. */
export function scriptsByFolder(
  files: ProjectFiles,
  isMigration: (text: string, path: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const path of files.paths) {
    if (!isScript(path) || !isCandidate(path)) continue;
    if (!isMigration(files.readHead(path, headLength) ?? '', path)) continue;
    const [folder] = splitPath(path);
    const others = folders.get(folder);
    if (others === undefined) folders.set(folder, [path]);
    else others.push(path);
  }
  return folders;
}
