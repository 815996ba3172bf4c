import * as v from 'valibot';
import { journalFile, readJournal } from '../../frameworks/drizzle/journal.ts';
import { inFolder, splitPath } from '../../frameworks/sql/names.ts';
import type { LaidOut, Material } from './layouts.ts';

/** Where the chain of snapshots begins. */
const origin = '00000000-0000-0000-0000-000000000000';

/**
 * Until 1.0 a file, its entry in the journal and a snapshot; from then on a folder with both. The model after the base is
 * that after the last migration, and so its snapshot becomes the base's, first of its line.
 */
export function drizzleFiles(material: Material): LaidOut {
  const { request } = material;
  const journal = readJournal(request.chain.folder, request.files);
  return journal === undefined ? inFolders(material) : inJournal(material, journal);
}

type Journal = NonNullable<ReturnType<typeof readJournal>>;

function inJournal({ request, last, folder, title, up }: Material, journal: Journal): LaidOut {
  const { files, squashed } = request;
  const path = journalFile(request.chain.folder);
  const gone = new Set(squashed.map(({ id }) => id));
  const entry = journal.entries.find(({ tag }) => tag === last.id);
  if (entry === undefined)
    return { files: [], notes: [`${last.id} is not in ${path}: add it, or leave it out of the squash`] };

  const number = /^\d+/.exec(last.id)?.[0] ?? String(entry.idx).padStart(4, '0');
  const tag = `${number}_${title}`;
  const snapshots = squashed.map(({ id }) => snapshotOf(request.chain.folder, id));
  const kept = snapshotOf(request.chain.folder, last.id);
  const snapshot = withoutParent(files.read(kept));
  return {
    files: [
      { path: inFolder(folder, `${tag}.sql`), text: up('breakpoints') },
      { path, text: journalText(files.read(path) ?? '', gone, { ...entry, tag }) },
      ...(snapshot === undefined ? [] : [{ path: kept, text: snapshot }]),
    ],
    removed: snapshots.filter((one) => one !== kept),
    notes:
      snapshot === undefined
        ? [
            `${kept} is not there to become the base's: \`drizzle-kit generate\` compares with an older snapshot until one is made`,
          ]
        : [],
  };
}

const journalSchema = v.looseObject({ entries: v.array(v.looseObject({ tag: v.string() })) });

/** The journal with one entry in the place of those that go away; whatever else it holds stays. */
function journalText(text: string, gone: ReadonlySet<string>, base: Journal['entries'][number]): string {
  const journal = v.parse(journalSchema, JSON.parse(text));
  const old = journal.entries.findLast(({ tag }) => gone.has(tag));
  const entries = [{ ...old, ...base }, ...journal.entries.filter(({ tag }) => !gone.has(tag))];
  return `${JSON.stringify({ ...journal, entries }, null, 2)}\n`;
}

function snapshotOf(folder: string, tag: string): string {
  return inFolder(folder, `meta/${/^\d+/.exec(tag)?.[0] ?? tag}_snapshot.json`);
}

function inFolders({ folder, request, title, up }: Material): LaidOut {
  const [parent, id] = splitPath(folder);
  const base = inFolder(parent, `${/^\d+/.exec(id)?.[0] ?? id}_${title}`);
  const snapshot = withoutParent(request.files.read(inFolder(folder, 'snapshot.json')));
  return {
    files: [
      { path: `${base}/migration.sql`, text: up('breakpoints') },
      ...(snapshot === undefined ? [] : [{ path: `${base}/snapshot.json`, text: snapshot }]),
    ],
    removed: request.squashed.map(({ file }) => inFolder(splitPath(file)[0], 'snapshot.json')),
    notes:
      snapshot === undefined
        ? [`${folder} has no snapshot to become the base's: let \`drizzle-kit generate\` make one`]
        : [],
  };
}

const snapshotSchema = v.looseObject({ id: v.string() });

/** A snapshot that follows no other; `undefined`: there is none, or it is none. */
function withoutParent(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const snapshot = v.safeParse(snapshotSchema, JSON.parse(text));
    if (!snapshot.success) return undefined;
    const parent = 'prevIds' in snapshot.output ? { prevIds: [origin] } : { prevId: origin };
    return `${JSON.stringify({ ...snapshot.output, ...parent }, null, 2)}\n`;
  } catch {
    return undefined;
  }
}
