import type { ReadProblem } from '../../model/migration.ts';
import type { ChainSource, MigrationEntry, ProjectFiles } from '../framework.ts';
import { journalFile, readJournal, type Journal } from './journal.ts';

type JournalEntry = Journal['entries'][number];

/** The journal decides what is run, and in which order; what contradicts it is a problem. */
export function arrangeByJournal(
  entries: readonly MigrationEntry[],
  { folder }: ChainSource,
  files: ProjectFiles,
): readonly MigrationEntry[] {
  const journal = readJournal(folder, files);
  if (journal === undefined) return entries;
  const path = journalFile(folder);
  const text = files.read(path) ?? '';
  const byTag = new Map(entries.map((entry) => [entry.id, entry]));
  const skips = skippedEntries(journal);

  const listed = journal.entries.map((wanted): MigrationEntry => {
    const { tag, when } = wanted;
    const entry = byTag.get(tag);
    const at = placeOf(tag, path, text);
    if (entry === undefined) return withoutFile(tag, at);
    const skipped = skips.get(wanted);
    const late = skipped === undefined ? [] : [inOrder({ span: at, message: skipped, remedy: laterTime })];
    return { ...entry, ledgerKey: String(when), ...(late.length === 0 ? {} : { problems: late }) };
  });
  const tags = new Set(journal.entries.map(({ tag }) => tag));
  const unlisted = entries.filter(({ id }) => !tags.has(id)).map((entry) => withoutEntry(entry, path));
  return [...listed, ...unlisted];
}

function withoutFile(tag: string, span: ReadProblem['span']): MigrationEntry {
  const message = `${tag} has no file: Drizzle stops at it`;
  const remedy = `bring the file of ${tag} back, or take its entry out of the journal if no database has run it`;
  return {
    id: tag,
    file: span.file,
    files: [span.file],
    neverRun: true,
    problems: [inOrder({ span, message, remedy })],
  };
}

function withoutEntry(entry: MigrationEntry, journal: string): MigrationEntry {
  const span = { file: entry.file, start: 0, end: 0 };
  return {
    ...entry,
    neverRun: true,
    problems: [
      inOrder({
        span,
        message: `${entry.id} is not in ${journal}: Drizzle never runs it`,
        remedy: 'delete it and generate it again with drizzle-kit generate, which writes its entry too',
      }),
    ],
  };
}

const laterTime = 'delete it and generate it again, so that its entry gets a later time';

function inOrder(problem: ReadProblem): ReadProblem {
  return { ...problem, about: 'order', why: 'Drizzle goes by its journal, and by the time of each entry in it alone' };
}

/** Drizzle runs what is newer than the newest row of the ledger: an entry with an earlier time than one before it is passed over. */
function skippedEntries({ entries }: Journal): ReadonlyMap<JournalEntry, string> {
  const skipped = new Map<JournalEntry, string>();
  let newest = entries[0];
  for (const entry of entries.slice(1)) {
    if (newest !== undefined && entry.when <= newest.when)
      skipped.set(
        entry,
        `${entry.tag} has an earlier "when" than ${newest.tag}: a database that has run that one skips it`,
      );
    else newest = entry;
  }
  return skipped;
}

function placeOf(tag: string, file: string, text: string): ReadProblem['span'] {
  const start = Math.max(0, text.indexOf(JSON.stringify(tag)));
  return { file, start, end: start + (start === 0 ? 0 : JSON.stringify(tag).length) };
}
