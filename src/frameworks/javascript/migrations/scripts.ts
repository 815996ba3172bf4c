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

/**
 * The scripts of each folder that holds migrations of a tool: those whose text says so, and beside them those that only
 * look like them.
 */
export function scriptsByFolder(
  files: ProjectFiles,
  isMigration: (text: string) => boolean,
  looksLike: (text: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, { readonly sure: string[]; readonly all: string[] }>();
  for (const path of files.paths) {
    if (!isScript(path) || !isCandidate(path)) continue;
    const text = files.readHead(path, headLength) ?? '';
    const isSure = isMigration(text);
    if (!isSure && !looksLike(text)) continue;
    const [folder] = splitPath(path);
    const group = folders.get(folder) ?? { sure: [], all: [] };
    folders.set(folder, group);
    group.all.push(path);
    if (isSure) group.sure.push(path);
  }
  return new Map(
    [...folders].flatMap(([folder, { sure, all }]) => (sure.length === 0 ? [] : [[folder, all] as const])),
  );
}
