import type { Framework } from '../framework.ts';
import { compareUnits, count, inFolder } from '../sql/names.ts';
import type { Part } from '../sql/part.ts';
import { folderAfter, pairOfFiles } from '../skeleton.ts';
import { byDialect, sqlFramework, type Group, type Verdict } from '../sql/tool.ts';
import { providerOf } from './provider.ts';

/** Prisma Migrate: a folder for each migration, with `migration.sql`. */
export const prisma: Framework = sqlFramework({
  name: 'prisma',
  title: 'Prisma',
  keepsChecksum: true,
  optOut: 'put it alone in the migration.sql of a migration of its own',
  ledger: {
    table: '_prisma_migrations',
    columns: [
      { name: 'id', holds: 'row-uuid' },
      { name: 'checksum', holds: 'sha256-of-file' },
      { name: 'finished_at', holds: 'applied-at' },
      { name: 'migration_name', holds: 'id' },
      { name: 'logs', holds: 'log' },
      { name: 'rolled_back_at', holds: 'rolled-back-at' },
      { name: 'started_at', holds: 'started-at' },
      { name: 'applied_steps_count', holds: 'steps' },
    ],
    identity: 'migration_name',
    rows: 'each',
  },
  partOf,
  recognise,
  skeleton(request) {
    const folder = folderAfter(request);
    return typeof folder === 'string' ? pairOfFiles(inFolder(folder, 'migration.sql'), undefined) : folder;
  },
  compare: (one, other) => compareUnits(one.id, other.id),
  // Prisma opens no transaction: it sends the file as one command, which only PostgreSQL runs as a whole or not at all.
  transaction: byDialect({ postgres: 'per-file-implicit', mysql: 'none', sqlserver: 'none', sqlite: 'none' }),
});

function partOf(path: string): Part | undefined {
  const [, folder = '', id] = /^(?:(.*)\/)?([^/]+)\/migration\.sql$/.exec(path) ?? [];
  return id === undefined ? undefined : { path, folder, id, key: id, side: 'up' };
}

function recognise({ folder, parts, files }: Group): Verdict {
  const provider = providerOf(folder, files);
  // Drizzle's folders look alike, but each holds a snapshot, too.
  const own = parts.filter(({ id }) => files.read(inFolder(folder, `${id}/snapshot.json`)) === undefined);
  if (own.length === 0 || (provider === undefined && !own.some(({ id }) => /^\d+_/.test(id)))) return undefined;
  const evidence = [`${count(own.length, 'folder')} with migration.sql`];
  if (provider === undefined) return { parts: own, evidence };
  if (provider.dialect === undefined) return { leftAlone: `${provider.evidence}, which is not read here` };
  return { parts: own, evidence, dialect: { dialect: provider.dialect, evidence: provider.evidence } };
}
