import type { MigrationEntry } from '../frameworks/framework.ts';
import { overlay } from '../frameworks/overlay.ts';
import { meansSame } from '../history/meaning.ts';
import type { Change, Edit, Fix, LaterMigration, NewFile, Proposal } from '../model/diagnostic.ts';
import type { Migration } from '../model/migration.ts';
import type { Operation } from '../model/operation.ts';
import type { Behind } from './behind.ts';
import { applyEdits } from './edits.ts';
import type { Unwritten } from './later-migrations.ts';
import { isInTransaction, writeMigrations } from './later-migrations.ts';
import type { MigrationSource } from './proposals.ts';
import { changed, writeProposal } from './proposals.ts';

/** What is known of a chain when a rewrite puts migrations behind it. */
interface RewriteSource extends MigrationSource {
  readonly behind: Behind;
  /** The last migration of the chain that has a place in its order. */
  readonly last: MigrationEntry;
  /** Whether folders are kept for phases, where only people know into which a file goes. */
  readonly hasPhaseFolders: boolean;
}

/** A rewrite over several migrations as edits and new files, or why it cannot be written. */
export function writeRewrite(proposal: Proposal, source: RewriteSource): Fix | Unwritten {
  const { later = [], ...first } = proposal;
  const { migration, behind, hasPhaseFolders } = source;
  if (hasPhaseFolders)
    return { unwritten: 'the configuration has folders for phases: put the steps into them by hand' };
  const other = behind.takerOf(textsIn(later.map((one) => one.up)));
  if (other !== undefined) return { unwritten: `${other.id} comes behind it, and takes away what the steps need` };

  // A tool that cannot take the migration out of its transaction leaves it empty instead.
  const folded = isEmptied(migration, first) ? foldFirst(proposal, migration) : undefined;
  const written = folded === undefined ? undefined : writeFolded(folded, source);
  return written === undefined || 'unwritten' in written ? writeFolded({ proposal: first, later }, source) : written;
}

function writeFolded({ proposal, later, outside }: Folded, source: RewriteSource): Fix | Unwritten {
  const { framework, files } = source;
  const edited = writeProposal(proposal, source, 'differ');
  if (edited === undefined) return { unwritten: `${framework.title} has no words for a step of it` };
  const own = outside === true ? takenOut(edited, proposal, source) : { edits: edited.edits, added: [] };
  if ('unwritten' in own) return own;
  const written = writeMigrations(later, source);
  if ('unwritten' in written) return written;

  const all = [...own.added, ...written.files];
  const isThere = ({ path }: NewFile): boolean => files.paths.includes(path);
  const added = all.filter((file) => !isThere(file));
  const notes = [...(proposal.note === undefined ? [] : [proposal.note]), ...written.notes];
  return {
    title: proposal.title,
    edits: [...own.edits, ...all.filter(isThere).flatMap((file) => replaced(file, source))],
    ...(added.length === 0 ? {} : { files: added }),
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
  };
}

interface Folded {
  readonly proposal: Proposal;
  readonly later: readonly LaterMigration[];
  /** The migration itself has to run outside of a transaction now. */
  readonly outside?: boolean;
}

/** Whether a proposal leaves nothing of the way up but settings, and the bounds of a transaction. */
function isEmptied(migration: Migration, proposal: Proposal): boolean {
  return changed(migration.up, 'up', proposal).every(({ operations }) => operations.every(isSetting));
}

function isSetting({ kind }: Operation): boolean {
  return kind === 'SetVariable' || kind === 'NoChange' || kind === 'Begin' || kind === 'Commit';
}

/** The first of the later migrations in the place of what the migration did; `undefined`: it cannot stand there. */
function foldFirst({ later = [], ...proposal }: Proposal, migration: Migration): Folded | undefined {
  const [step, ...rest] = later;
  if (step === undefined) return undefined;
  const up = step.up.flatMap((one) => (one.kind === 'InBatches' ? [] : [one]));
  if (up.length < step.up.length) return undefined;
  const outside = step.alone === 'outside';
  const settings = outside ? migration.up.filter(({ operations }) => operations.every(isSetting)) : [];
  const changes = intoEmptied(intoEmptied(proposal.changes, 'up', up), 'down', step.down);
  const cleared: readonly Change[] = settings.map((one) => ({ kind: 'replace', statements: [one], operations: [] }));
  return { proposal: { ...proposal, changes: [...cleared, ...changes] }, later: rest, outside };
}

/** Operations in the first place of a side from which something was taken away. */
function intoEmptied(
  changes: readonly Change[],
  side: 'up' | 'down',
  operations: readonly Operation[],
): readonly Change[] {
  const place = changes.find((one) => one.kind === 'replace' && one.statements[0]?.side === side);
  return changes.map((one) => (one === place ? { ...one, operations: [...one.operations, ...operations] } : one));
}

interface TakenOut {
  readonly edits: readonly Edit[];
  readonly added: readonly NewFile[];
}

/** The edited migration outside of the tool's transaction, when it is not there already. */
function takenOut(fix: Fix, proposal: Proposal, source: RewriteSource): TakenOut | Unwritten {
  const { entry, chain, framework, dialect, files, migration } = source;
  const old = files.read(migration.file) ?? '';
  const text = applyEdits(
    old,
    fix.edits.filter(({ span }) => span.file === migration.file),
  );
  const after = overlay(files, new Map([[migration.file, text]]));
  if (!isInTransaction(framework.read(entry, { files: after, chain, dialect }))) return { edits: fix.edits, added: [] };

  const out = framework.takeOut?.(entry, after);
  const refusal = { unwritten: `${framework.title} would run ${migration.file} in a transaction: ${framework.optOut}` };
  if (out === undefined) return refusal;
  const texts = new Map(out.map((file) => [file.path, file.text]));
  const end = overlay(after, texts);
  const [listed = entry] = framework.list({ ...chain, paths: [...entry.files] }, end);
  const read = framework.read(listed, { files: end, chain, dialect });
  const wanted = changed(migration.up, 'up', proposal).flatMap(({ operations }) => operations);
  const isMeant = meansSame(
    read.up.flatMap(({ operations }) => operations),
    wanted,
  );
  if (!isMeant || isInTransaction(read)) return refusal;
  const own = texts.get(migration.file);
  return {
    edits: own === undefined ? fix.edits : replaced({ path: migration.file, text: own }, source),
    added: out.filter(({ path }) => path !== migration.file),
  };
}

function replaced(file: NewFile, { files }: RewriteSource): readonly Edit[] {
  const end = files.read(file.path)?.length ?? 0;
  return [{ span: { file: file.path, start: 0, end }, text: file.text }];
}

/** Every text in a value: names, and expressions that may hold some. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
