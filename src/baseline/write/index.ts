import { overlay } from '../../frameworks/overlay.ts';
import type { MigrationEntry } from '../../frameworks/framework.ts';
import { splitPath } from '../../frameworks/sql/names.ts';
import { lookUp } from '../../model/look-up.ts';
import { layouts, scriptsFor } from './layouts.ts';
import type { LaidOut } from './layouts.ts';
import type { BaseRequest, WrittenBase } from './request.ts';
import { baseStatements } from './statements.ts';

export type { BaseRequest, KeptRows, WrittenBase } from './request.ts';
export { squashSteps } from './steps.ts';

/**
 * One base migration in the place of the old ones, for tools that run files of SQL: what to write and what goes away.
 * Nothing is written here. `undefined`: the tool's migrations are programs, for which `squashSteps` has the steps.
 */
export function writeBase(request: BaseRequest): WrittenBase | undefined {
  const { framework, files, squashed, later, title = 'base' } = request;
  const layout = lookUp(layouts, framework.name);
  const last = squashed.findLast(({ repeatable }) => repeatable !== true);
  if (layout === undefined || last?.file.endsWith('.sql') !== true) return undefined;

  const statements = baseStatements(request);
  const [folder, name] = splitPath(last.file);
  const made = layout({ request, last, folder, name, title, statements, ...scriptsFor(request, statements) });
  const written = new Set(made.files.map(({ path }) => path));
  const kept = new Set([...written, ...later.flatMap((entry) => entry.files)]);
  const gone = squashed.filter(({ repeatable }) => repeatable !== true).flatMap((migration) => migration.files);
  const removed = [...new Set([...gone, ...(made.removed ?? [])])].filter(
    (path) => !kept.has(path) && files.paths.includes(path),
  );
  const base = entryOf(request, made, removed);
  return {
    files: made.files,
    removed,
    notes: [...(made.notes ?? []), ...orderNotes(base.listed, base.entry, later), ...statements.notes],
    base: base.entry,
  };
}

/** How the tool lists the base among what stays. */
function entryOf(
  { framework, chain, files, squashed }: BaseRequest,
  made: LaidOut,
  removed: readonly string[],
): { readonly entry: MigrationEntry; readonly listed: readonly MigrationEntry[] } {
  const texts = new Map(made.files.map(({ path, text }) => [path, text]));
  const [main] = texts.keys();
  const gone = new Set(removed);
  const after = overlay(files, texts);
  const project = { ...after, paths: after.paths.filter((path) => !gone.has(path)) };
  const old = new Set(squashed.filter(({ repeatable }) => repeatable !== true).flatMap((migration) => migration.files));
  const sql = [...texts.keys()].filter((path) => path.endsWith('.sql'));
  const paths = [...new Set([...chain.paths.filter((path) => !old.has(path)), ...sql])].sort();
  const listed = framework.list({ ...chain, paths }, project);
  const entry = listed.find(({ file }) => file === main);
  return { entry: entry ?? { id: main ?? '', file: main ?? '', files: sql }, listed };
}

/** A base that the tool would run behind a migration that needs it has to be called something else. */
function orderNotes(
  listed: readonly MigrationEntry[],
  base: MigrationEntry,
  later: readonly MigrationEntry[],
): readonly string[] {
  const place = listed.findIndex(({ id }) => id === base.id);
  const before = listed.slice(0, place).filter(({ id }) => later.some((one) => one.id === id));
  return before.map(({ id }) => `The tool runs ${id} before ${base.id}: give the base a name that comes first`);
}
