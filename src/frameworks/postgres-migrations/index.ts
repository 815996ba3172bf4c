import type { ReadProblem } from '../../model/migration.ts';
import type { Framework, MigrationEntry } from '../framework.ts';
import { compareNumbers, count, foldersAbove, inFolder, splitPath } from '../sql/names.ts';
import type { Part } from '../sql/part.ts';
import { markedFile, pairOfFiles, pathAfter } from '../skeleton.ts';
import { sqlFramework, type Group, type Verdict } from '../sql/tool.ts';

const optOut = '-- postgres-migrations disable-transaction';

/** postgres-migrations: `<id>_<name>.sql`, the ids without a gap. */
export const postgresMigrations: Framework = sqlFramework({
  name: 'postgres-migrations',
  title: 'postgres-migrations',
  keepsChecksum: true,
  optOut: `put it in a migration of its own that begins with ${optOut}`,
  ledger: {
    table: 'migrations',
    columns: [
      { name: 'id', holds: 'key', numeric: true },
      { name: 'name', holds: 'description' },
      { name: 'hash', holds: 'sha1-of-name-and-text' },
      { name: 'executed_at', holds: 'applied-at' },
    ],
    identity: 'id',
    rows: 'each',
  },
  partOf,
  recognise,
  skeleton(request) {
    const path = pathAfter(request);
    if (typeof path !== 'string') return path;
    return request.outside ? markedFile(`${path}.sql`, optOut, undefined) : pairOfFiles(`${path}.sql`, undefined);
  },
  takeOut({ file }, files) {
    const text = files.read(file);
    return text === undefined ? undefined : [{ path: file, text: `${optOut}\n${text}` }];
  },
  compare: (one, other) => compareNumbers(one.key, other.key),
  arrange: withGaps,
  // It looks for the words anywhere in the file.
  transaction: ({ file }, { files }) => (files.read(file)?.includes(optOut) === true ? 'none' : 'per-migration'),
});

function partOf(path: string): Part | undefined {
  const [folder, name] = splitPath(path);
  const [, id, digits] = /^((\d+)(?!\d).*)\.sql$/.exec(name) ?? [];
  if (id === undefined || digits === undefined) return undefined;
  return { path, folder, id, key: String(BigInt(digits)), side: 'up' };
}

const packageName = /"(?:@[\w-]+\/)?(?:ts-)?postgres-migrations"\s*:/;

function recognise({ folder, parts, files, samples }: Group): Verdict {
  const manifest = foldersAbove(`${folder}/_`)
    .map((above) => inFolder(above, 'package.json'))
    .find((path) => files.read(path) !== undefined);
  const named = manifest === undefined ? null : packageName.exec(files.read(manifest) ?? '');
  const marked = samples().find(({ text }) => text.includes(optOut));
  if (named === null && marked === undefined) return undefined;
  // A folder of dated files in the same package is somebody else's.
  const first = parts.map(({ key }) => Number(key)).reduce((least, id) => Math.min(least, id), Infinity);
  if (first > 1) return undefined;
  return {
    evidence: [
      `${count(parts.length, 'file')} called <id>_<name>.sql, from ${first} on`,
      named === null ? `${marked?.path ?? ''} says ${optOut}` : `${manifest ?? ''} depends on postgres-migrations`,
    ],
    dialect: { dialect: 'postgres', evidence: 'postgres-migrations runs PostgreSQL' },
  };
}

/** The tool refuses to start when an id is missing. */
function withGaps(entries: readonly MigrationEntry[]): readonly MigrationEntry[] {
  return entries.map((entry, index) => {
    const before = Number(entries[index - 1]?.ledgerKey ?? entry.ledgerKey ?? 0);
    const id = Number(entry.ledgerKey ?? 0);
    if (index === 0 || id - before <= 1) return entry;
    const missing: ReadProblem = {
      span: { file: entry.file, start: 0, end: 0 },
      message: `${entry.id} follows ${entries[index - 1]?.id ?? ''}: postgres-migrations refuses to start without ${before + 1}`,
    };
    return { ...entry, problems: [...(entry.problems ?? []), missing] };
  });
}
