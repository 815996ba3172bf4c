import type { Framework, ProjectFiles } from '../framework.ts';
import { compareUnits, count, inFolder, splitPath } from '../sql/names.ts';
import type { Part } from '../sql/part.ts';
import { sqlFramework, type Group, type Verdict } from '../sql/tool.ts';
import { arrangeByJournal } from './arrange.ts';
import { dialectNamed } from './dialect.ts';
import { divide } from './divide.ts';
import { dialectOfSnapshot, journalFile, readJournal, snapshotFile } from './journal.ts';
import { skeleton } from './skeleton.ts';
import { snapshotReader } from './snapshot.ts';
import { extentOf, writeStatements } from './write.ts';

/**
 * Drizzle: until 1.0 `<tag>.sql` in the order of `meta/_journal.json`, from then on a folder for each migration with
 * `migration.sql` and `snapshot.json`.
 */
export const drizzle: Framework = {
  ...sqlFramework({
    name: 'drizzle',
    title: 'Drizzle',
    keepsChecksum: false,
    latecomers: 'skipped',
    optOut: 'Drizzle has no way to do that: run the statement by hand, or by a tool of its own',
    ledger: {
      table: '__drizzle_migrations',
      schema: { postgres: 'drizzle' },
      columns: [
        { name: 'id', holds: 'row-number' },
        { name: 'hash', holds: 'sha256-of-file' },
        { name: 'created_at', holds: 'key', numeric: true },
      ],
      identity: 'created_at',
      rows: 'each',
    },
    partOf,
    recognise,
    compare: (one, other) => compareUnits(one.id, other.id),
    arrange: arrangeByJournal,
    skeleton,
    transaction: () => 'whole-batch',
    divide,
  }),
  snapshots: {
    latest: (chain, files) => {
      const tags = readJournal(chain.folder, files)?.entries.map(({ tag }) => tag) ?? [];
      return tags.map((tag) => snapshotFile(chain.folder, tag)).findLast((path) => isThere(path, files));
    },
    after: ({ id }, { folder }, files) => {
      const path = snapshotFile(folder, id);
      return isThere(path, files) ? path : undefined;
    },
    called: (path) => splitPath(path)[1],
    regenerate: (migration) =>
      [
        `keep the schema, delete ${migration}.sql, its snapshot and its entry in the journal, and generate it again:`,
        '    npx drizzle-kit generate',
      ].join('\n'),
  },
  snapshotReader,
  write: writeStatements,
  extent: extentOf,
};

function partOf(path: string): Part | undefined {
  const [folder, name] = splitPath(path);
  const tag = /^(.+)\.sql$/.exec(name)?.[1];
  if (tag === undefined) return undefined;
  if (tag !== 'migration' || folder === '') return { path, folder, id: tag, key: tag, side: 'up' };
  const [parent, id] = splitPath(folder);
  return { path, folder: parent, id, key: id, side: 'up' };
}

function recognise({ folder, parts, files }: Group): Verdict {
  const path = journalFile(folder);
  const journal = readJournal(folder, files);
  if (journal !== undefined) {
    const evidence = [`${path} lists ${count(journal.entries.length, 'migration')}`];
    const dialect = dialectNamed(journal.dialect, path);
    if (dialect === undefined) return { leftAlone: `${path} says "${journal.dialect}", which is not read here` };
    return { parts: parts.filter((part) => !isFolder(part)), evidence, dialect };
  }
  if (files.read(path) !== undefined) return { leftAlone: `${path} is no journal that can be read` };

  const folders = parts.filter((part) => isFolder(part) && files.read(snapshotOf(folder, part)) !== undefined);
  const [first] = folders;
  if (first === undefined) return undefined;
  const snapshot = snapshotOf(folder, first);
  const named = dialectOfSnapshot(snapshot, files);
  const dialect = named === undefined ? undefined : dialectNamed(named, snapshot);
  return {
    parts: folders,
    evidence: [`${count(folders.length, 'folder')} with migration.sql and snapshot.json`],
    ...(dialect === undefined ? {} : { dialect }),
  };
}

function isThere(path: string, files: ProjectFiles): boolean {
  return files.readHead(path, 1) !== undefined;
}

function isFolder({ path }: Part): boolean {
  return splitPath(path)[1] === 'migration.sql';
}

function snapshotOf(folder: string, { id }: Part): string {
  return inFolder(folder, `${id}/snapshot.json`);
}
