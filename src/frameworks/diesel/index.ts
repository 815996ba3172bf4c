import type { NewFile } from '../../model/diagnostic.ts';
import type { Framework, MigrationEntry, NewMigration, Refused, ReadContext, Skeleton } from '../framework.ts';
import { compareUnits, count, foldersAbove, inFolder, splitPath } from '../sql/names.ts';
import { withCompanion } from '../sql/list.ts';
import type { Part } from '../sql/part.ts';
import { sideOf } from '../sql/part.ts';
import { folderAfter } from '../skeleton.ts';
import { sqlFramework, type Group, type Verdict } from '../sql/tool.ts';

/** Diesel: a folder for each migration, with `up.sql` and `down.sql`. */
export const diesel: Framework = sqlFramework({
  name: 'diesel',
  title: 'Diesel',
  keepsChecksum: false,
  optOut: 'put it in a migration of its own, with run_in_transaction = false in its metadata.toml',
  ledger: {
    table: '__diesel_schema_migrations',
    columns: [
      { name: 'version', holds: 'key' },
      { name: 'run_on', holds: 'applied-at' },
    ],
    identity: 'version',
    rows: 'each',
  },
  partOf,
  recognise,
  skeleton,
  takeOut: (entry) => [optedOut(entry.file)],
  compare: (one, other) => compareUnits(one.key, other.key),
  arrange: (entries, _, files) => entries.map((entry) => withCompanion(entry, metadataOf(entry), files)),
  transaction: (entry, context) => (isOptedOut(entry, context) ? 'none' : 'per-migration'),
});

function partOf(path: string): Part | undefined {
  const [, folder = '', id, side] = /^(?:(.*)\/)?([^/]+)\/(up|down)\.sql$/.exec(path) ?? [];
  if (id === undefined || side === undefined) return undefined;
  return { path, folder, id, key: versionOf(id), side: sideOf(side) };
}

/** What stands before the first `_`, dashes left out, as text: `2024-01-31-120000` and `20240131120000` are one. */
function versionOf(id: string): string {
  return (id.split('_')[0] ?? '').replaceAll('-', '');
}

function recognise({ folder, parts, files }: Group): Verdict {
  const ups = parts.filter((part) => part.side === 'up');
  const hasWayBack = parts.some((part) => part.side === 'down');
  if (ups.length === 0 || !(hasWayBack || ups.some(({ key }) => /^\d{3,}/.test(key)))) return undefined;
  const settings = foldersAbove(`${folder}/_`)
    .map((above) => inFolder(above, 'diesel.toml'))
    .find((path) => files.read(path) !== undefined);
  return {
    evidence: [
      `${count(ups.length, 'folder')} with up.sql${hasWayBack ? ' and down.sql' : ''}`,
      ...(settings === undefined ? [] : [`${settings} is the configuration of Diesel`]),
    ],
  };
}

/** Diesel refuses a file that is empty, even when there is nothing to take back. */
function skeleton(request: NewMigration): Skeleton | Refused {
  const folder = folderAfter(request);
  if (typeof folder !== 'string') return folder;
  const up = inFolder(folder, 'up.sql');
  const note = '-- Takes back what up.sql does.\n';
  const down = { path: inFolder(folder, 'down.sql'), text: `${note}\n` };
  return {
    files: [{ path: up, text: '\n' }, ...(request.hasDown ? [down] : []), ...(request.outside ? [optedOut(up)] : [])],
    up: { path: up, offset: 0 },
    ...(request.hasDown ? { down: { path: down.path, offset: note.length } } : {}),
  };
}

function optedOut(file: string): NewFile {
  return { path: inFolder(splitPath(file)[0], 'metadata.toml'), text: 'run_in_transaction = false\n' };
}

function metadataOf({ file }: MigrationEntry): string {
  return inFolder(splitPath(file)[0], 'metadata.toml');
}

function isOptedOut(entry: MigrationEntry, { files }: ReadContext): boolean {
  const metadata = files.read(metadataOf(entry));
  return metadata !== undefined && /^[ \t]*run_in_transaction[ \t]*=[ \t]*false\b/m.test(metadata);
}
