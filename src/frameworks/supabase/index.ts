import type { Framework } from '../framework.ts';
import { compareUnits, count, inFolder, splitPath } from '../sql/names.ts';
import { plainFile } from '../sql/part.ts';
import { pairOfFiles, pathAfter } from '../skeleton.ts';
import { sqlFramework, type Group, type Verdict } from '../sql/tool.ts';

/** The Supabase command line: `supabase/migrations/<version>_<name>.sql`. */
export const supabase: Framework = sqlFramework({
  name: 'supabase',
  title: 'Supabase',
  keepsChecksum: false,
  latecomers: 'refused',
  optOut:
    'the Supabase CLI does so by itself from 2.109.0 on (DROP INDEX CONCURRENTLY: later); with an older one run it by hand',
  ledger: {
    table: 'schema_migrations',
    schema: { postgres: 'supabase_migrations' },
    columns: [
      { name: 'version', holds: 'key' },
      { name: 'statements', holds: 'statements' },
      { name: 'name', holds: 'description' },
    ],
    identity: 'version',
    rows: 'each',
  },
  partOf: (path) =>
    /(?:^|\/)supabase\/migrations\/[^/]+$/.test(path)
      ? plainFile(path, /^(\d+)_.*\.sql$/, (version) => version)
      : undefined,
  recognise,
  skeleton(request) {
    const path = pathAfter(request);
    return typeof path === 'string' ? pairOfFiles(`${path}.sql`, undefined) : path;
  },
  compare: (one, other) => compareUnits(one.key, other.key),
  // The statements go out together with the ledger's row, so that there is always more than one.
  transaction: () => 'per-migration',
  leavesOut: ({ sql }) => standalone.some((pattern) => pattern.test(sql)),
});

/** What the command line runs by itself between two batches, since no transaction may hold it. */
const standalone: readonly RegExp[] = [
  /^CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s/i,
  /^DROP\s+INDEX\s+CONCURRENTLY\s/i,
  /^REINDEX[\s(].*\sCONCURRENTLY\s/is,
  /^VACUUM(?:[\s(]|$)/i,
  /^ALTER\s+SYSTEM\s/i,
  /^CLUSTER(?:\s|$)/i,
];

function recognise({ folder, parts, files }: Group): Verdict {
  const settings = inFolder(splitPath(folder)[0], 'config.toml');
  return {
    evidence: [
      `${count(parts.length, 'file')} called supabase/migrations/<version>_<name>.sql`,
      ...(files.read(settings) === undefined ? [] : [`${settings} is the configuration of Supabase`]),
    ],
    dialect: { dialect: 'postgres', evidence: 'Supabase runs PostgreSQL' },
  };
}
