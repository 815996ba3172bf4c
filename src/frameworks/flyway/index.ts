import type { NewFile } from '../../model/diagnostic.ts';
import type { Side, TransactionMode } from '../../model/migration.ts';
import type { SourceText } from '../../model/source-text.ts';
import type {
  Framework,
  MigrationEntry,
  NewMigration,
  Refused,
  PassedOver,
  ProjectFiles,
  ReadContext,
  Skeleton,
} from '../framework.ts';
import { count, splitPath } from '../sql/names.ts';
import { pairOfFiles, pathAfter } from '../skeleton.ts';
import { sqlFramework, type Division, type Group, type SqlTool, type Verdict } from '../sql/tool.ts';
import { arrangeByKind } from './arrange.ts';
import { byLocation } from './locations.ts';
import { compareParts, partOf } from './names.ts';
import { fillIn } from './placeholders.ts';
import { scriptSettings, settingsFor } from './settings.ts';
import { settleTransaction } from './transactions.ts';

const tool: SqlTool = {
  name: 'flyway',
  title: 'Flyway',
  keepsChecksum: true,
  latecomers: 'refused',
  optOut:
    'put it in a migration of its own: Flyway then opens no transaction; for what it does not know by itself, write executeInTransaction=false into <file>.sql.conf',
  ledger: {
    table: 'flyway_schema_history',
    columns: [
      { name: 'installed_rank', holds: 'row-number' },
      { name: 'version', holds: 'key' },
      { name: 'description', holds: 'description' },
      { name: 'type', holds: 'type' },
      { name: 'script', holds: 'script-name' },
      { name: 'checksum', holds: 'crc32-of-lines' },
      { name: 'installed_by', holds: 'applied-by' },
      { name: 'installed_on', holds: 'applied-at' },
      { name: 'execution_time', holds: 'duration' },
      { name: 'success', holds: 'is-applied' },
    ],
    identity: 'version',
    rows: 'each',
  },
  partOf,
  regroup: byLocation,
  recognise,
  compare: compareParts,
  arrange: (entries, _, files) => arrangeByKind(entries, files),
  skeleton,
  takeOut: ({ file }) => [optedOut(file)],
  transaction,
  divide,
};

const framework = sqlFramework(tool);

/** Flyway: `V<version>__<description>.sql`, and undo, baseline and repeatable scripts beside them. */
export const flyway: Framework = {
  ...framework,
  read: (entry, context) =>
    settleTransaction(framework.read(entry, context), settingsFor(context.chain.folder, context.files).mixed),
  passOver: (files) => [...(framework.passOver?.(files) ?? []), ...inJava(files)],
};

function recognise({ folder, parts, files }: Group): Verdict {
  const versions = parts.filter(({ id }) => /^[VB]/.test(id));
  const [first] = versions;
  if (first === undefined) return undefined;
  const { group, table, sources } = settingsFor(folder, files);
  return {
    evidence: [
      `${count(versions.length, 'file')} called V<version>__<description>.sql, such as ${first.id}.sql`,
      ...(sources.length === 0 ? [] : [`settings in ${sources.join(' and ')}`]),
    ],
    ...(group ? { transaction: 'whole-batch' } : {}),
    ...(table === undefined ? {} : { ledgerTable: table }),
  };
}

function skeleton(request: NewMigration): Skeleton | Refused {
  const path = pathAfter(request);
  if (typeof path !== 'string') return path;
  const { files, ...places } = pairOfFiles(`${path}.sql`, undefined);
  return { files: request.outside ? [...files, optedOut(`${path}.sql`)] : files, ...places };
}

function optedOut(file: string): NewFile {
  return { path: `${file}.conf`, text: 'executeInTransaction=false\n' };
}

function transaction({ file }: MigrationEntry, { files }: ReadContext): TransactionMode {
  return scriptSettings(file, files).get('executeintransaction') === 'false' ? 'none' : 'per-migration';
}

function divide(source: SourceText, side: Side, _: MigrationEntry, { chain, files }: ReadContext): Division {
  const settings = settingsFor(chain.folder, files);
  const own = scriptSettings(source.file, files).get('placeholderreplacement');
  const isReplaced = own === undefined ? settings.replacesPlaceholders : own !== 'false';
  return { pieces: [{ side, source: isReplaced ? fillIn(source, settings) : source }] };
}

/** Migrations that are programs. */
function inJava(files: ProjectFiles): readonly PassedOver[] {
  const programs = files.paths.filter((path) =>
    /(?:^|\/)[VRUB](?:(?!__)[\d_.])*__[^/]*\.(?:java|kt|groovy|scala)$/.test(path),
  );
  const folders = new Map<string, number>();
  for (const path of programs) {
    const [folder] = splitPath(path);
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  const reason = 'they are programs, which are not read: what they change is missing from the schema';
  return [...folders].map(([folder, number]) => ({ folder, framework: tool.name, files: number, reason }));
}
