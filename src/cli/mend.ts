import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { applyEdits, compatible } from '../lint/edits.ts';
import type { Project } from '../lint/project.ts';
import type { Diagnostic, Edit, Fix, NewFile } from '../model/diagnostic.ts';
import { printableLine } from '../model/printable.ts';
import type { Report } from '../model/report.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole, writeWholeNew } from './write-whole.ts';

/** Which changes are wanted. */
interface MendFlags {
  readonly fix?: boolean;
  readonly fixRewrite?: boolean;
}

/** What one round of mending did, for people. */
interface Mended {
  /** The files that it added. */
  readonly added: readonly string[];
  /** What is left to do or to know, as sentences. */
  readonly notes: readonly string[];
}

/** Fixes can make room for others; more rounds than this would be a fix that fights another. */
const rounds = 10;

/** How many rounds may be needed: migrations are added by one rewrite at a time, since each comes behind the last. */
export function mostRounds({ diagnostics }: Report): number {
  return rounds + diagnostics.filter(({ rewrite }) => rewrite?.files !== undefined).length;
}

/** The changes that can be made together, new files by at most one of them. */
function chosen({ diagnostics }: Report, flags: MendFlags): readonly Fix[] {
  const wanted = diagnostics.flatMap((diagnostic) => wantedOf(diagnostic, flags));
  const withFiles = wanted.find(({ files }) => files !== undefined);
  const candidates = wanted.filter((one) => one.files === undefined || one === withFiles);
  const sets = new Set(compatible(candidates.map(({ edits }) => edits)));
  return candidates.filter(({ edits }) => sets.has(edits));
}

function wantedOf({ fix, rewrite }: Diagnostic, { fixRewrite }: MendFlags): readonly Fix[] {
  const one = fix ?? (fixRewrite === true ? rewrite : undefined);
  return one === undefined ? [] : [one];
}

/** The edits of the files that are there. */
export function chosenEdits(report: Report, flags: MendFlags): readonly Edit[] {
  return chosen(report, flags).flatMap(({ edits }) => edits);
}

/**
 * Writes the changes that do not touch each other; `undefined`: there was nothing to write. New files come first: what is
 * taken out of a file is never lost.
 */
export async function mend(project: Project, report: Report, flags: MendFlags): Promise<Mended | undefined> {
  const fixes = chosen(report, flags);
  if (fixes.length === 0) return undefined;
  const { root } = project.config;
  const edits = fixes.flatMap((fix) => fix.edits);
  const edited = await Promise.all(
    [...new Set(edits.map(({ span }) => span.file))].map((file) => editedFile(project, file, edits)),
  );
  for (const file of fixes.flatMap(({ files = [] }) => files)) await writeNew(root, file);
  for (const { target, text } of edited) await writeWhole(target, text);
  return {
    added: fixes.flatMap(({ files = [] }) => files.map((file) => printableLine(file.path))),
    notes: fixes.flatMap(({ note }) => (note === undefined ? [] : [printableLine(note)])),
  };
}

/** A file with the edits made; the places of edits are those of the text that was read. */
async function editedFile(
  { config: { root }, files }: Project,
  file: string,
  edits: readonly Edit[],
): Promise<{ readonly target: string; readonly text: string }> {
  const target = path.join(root, file);
  const old = await readFile(target, 'utf8');
  const mark = old.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = old.slice(mark.length);
  if (text !== files.read(file)) {
    throw new UsageError(
      `${printableLine(file)} has changed since it was read: nothing is written, run the command again`,
    );
  }
  return {
    target,
    text:
      mark +
      applyEdits(
        text,
        edits.filter(({ span }) => span.file === file),
      ),
  };
}

/** A file that is there already stays as it is, even if it came there a moment ago. */
async function writeNew(root: string, file: NewFile): Promise<void> {
  const target = path.join(root, file.path);
  await mkdir(path.dirname(target), { recursive: true });
  await writeWholeNew(target, file.text);
}

/** Rewrites that rules know and that cannot be written here, with the reason, one line each. */
export function unwrittenLines({ diagnostics }: Report): readonly string[] {
  return diagnostics.flatMap(({ rule, migration, unwritten }) =>
    unwritten === undefined
      ? []
      : [`${printableLine(migration)} is not rewritten for ${rule}: ${printableLine(unwritten)}`],
  );
}
