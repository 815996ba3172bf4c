import type { Framework } from '../framework.ts';
import { compareNumbers, count, splitPath, withoutZeros } from '../sql/names.ts';
import { sideOf } from '../sql/part.ts';
import { pairOfFiles, pathAfter } from '../skeleton.ts';
import { byDialect, sqlFramework } from '../sql/tool.ts';

/** golang-migrate: `<version>_<title>.up.sql` and `<version>_<title>.down.sql`. */
export const golangMigrate: Framework = sqlFramework({
  name: 'golang-migrate',
  title: 'golang-migrate',
  keepsChecksum: false,
  latecomers: 'skipped',
  optOut: 'put it in a migration of its own, with no BEGIN before it',
  ledger: {
    table: 'schema_migrations',
    columns: [
      { name: 'version', holds: 'key', numeric: true },
      { name: 'dirty', holds: 'is-dirty' },
    ],
    identity: 'version',
    rows: 'newest',
  },
  partOf(path) {
    const [folder, name] = splitPath(path);
    const [, version, title, side] = /^(\d+)_(.*)\.(up|down)\.sql$/.exec(name) ?? [];
    if (version === undefined || title === undefined || side === undefined) return undefined;
    const key = withoutZeros(version);
    // The titles of the two files need not be the same.
    return { path, folder, id: `${version}_${title}`, key, pairedBy: key, side: sideOf(side) };
  },
  recognise({ parts }) {
    const ups = parts.filter((part) => part.side === 'up');
    return ups.length === 0
      ? undefined
      : { evidence: [`${count(ups.length, 'file')} called <version>_<title>.up.sql, such as ${ups[0]?.id ?? ''}`] };
  },
  skeleton(request) {
    const path = pathAfter(request);
    if (typeof path !== 'string') return path;
    return pairOfFiles(`${path}.up.sql`, request.hasDown ? `${path}.down.sql` : undefined);
  },
  compare: (one, other) => compareNumbers(one.key, other.key),
  // Its SQLite drivers open a transaction; the others send the file as one command.
  transaction: byDialect({
    postgres: 'per-file-implicit',
    mysql: 'none',
    sqlserver: 'none',
    sqlite: 'per-migration',
  }),
});
