import type { Framework, MigrationEntry, ReadContext } from '../framework.ts';
import { compareNumbers, withoutZeros } from '../sql/names.ts';
import { evidenceOfMarks } from '../sql/marks.ts';
import { plainFile } from '../sql/part.ts';
import { markedFile, pathAfter } from '../skeleton.ts';
import { sqlFramework } from '../sql/tool.ts';
import { divide } from './divide.ts';

const optOut = '-- +goose NO TRANSACTION';
const upMark = '-- +goose Up';

/** goose: `<version>_<name>.sql`, divided by `-- +goose Up` and `-- +goose Down`. */
export const goose: Framework = sqlFramework({
  name: 'goose',
  title: 'goose',
  keepsChecksum: false,
  latecomers: 'refused',
  optOut: `put it in a migration of its own that begins with ${optOut}`,
  ledger: {
    table: 'goose_db_version',
    columns: [
      { name: 'id', holds: 'row-number' },
      { name: 'version_id', holds: 'key', numeric: true },
      { name: 'is_applied', holds: 'is-applied' },
      { name: 'tstamp', holds: 'applied-at' },
    ],
    identity: 'version_id',
    rows: 'each',
  },
  partOf: (path) => plainFile(path, /^(\d+)_.*\.sql$/, withoutZeros),
  recognise({ samples }) {
    const evidence = evidenceOfMarks(samples(), /^--\s*\+goose\s+Up\b/im, '-- +goose Up');
    return evidence === undefined ? undefined : { evidence: [evidence] };
  },
  skeleton(request) {
    const path = pathAfter(request);
    if (typeof path !== 'string') return path;
    const up = request.outside ? `${optOut}\n${upMark}` : upMark;
    return markedFile(`${path}.sql`, up, request.hasDown ? '-- +goose Down' : undefined);
  },
  takeOut({ file }, files) {
    const text = files.read(file);
    return text === undefined ? undefined : [{ path: file, text: `${optOut}\n${text}` }];
  },
  enclose: (statement) =>
    /;[^\S\n]*\n/.test(statement) ? `-- +goose StatementBegin\n${statement}\n-- +goose StatementEnd` : statement,
  compare: (one, other) => compareNumbers(one.key, other.key),
  transaction: (entry, context) => (isOptedOut(entry, context) ? 'none' : 'per-migration'),
  divide,
});

/** It counts wherever it stands, for both sides. */
function isOptedOut({ file }: MigrationEntry, { files }: ReadContext): boolean {
  return /^--\s*\+goose\s+NO\s+TRANSACTION\s*$/m.test(files.read(file) ?? '');
}
