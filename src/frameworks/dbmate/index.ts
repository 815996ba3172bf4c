import type { Framework } from '../framework.ts';
import { compareUnits } from '../sql/names.ts';
import { evidenceOfMarks } from '../sql/marks.ts';
import { plainFile } from '../sql/part.ts';
import { markedFile, pathAfter } from '../skeleton.ts';
import { sqlFramework } from '../sql/tool.ts';
import { divide } from './divide.ts';

const optOut = 'transaction:false';

/** dbmate: `<version>_<name>.sql`, divided by `-- migrate:up` and `-- migrate:down`. */
export const dbmate: Framework = sqlFramework({
  name: 'dbmate',
  title: 'dbmate',
  keepsChecksum: false,
  optOut: `put it in a migration of its own that begins with -- migrate:up ${optOut}`,
  ledger: {
    table: 'schema_migrations',
    columns: [{ name: 'version', holds: 'key' }],
    identity: 'version',
    rows: 'each',
  },
  partOf: (path) => plainFile(path, /^(\d+)(?!\d).*\.sql$/, (version) => version),
  recognise({ samples }) {
    const evidence = evidenceOfMarks(samples(), /^--\s*migrate:up(?:\s|$)/m, '-- migrate:up');
    return evidence === undefined ? undefined : { evidence: [evidence] };
  },
  skeleton(request) {
    const path = pathAfter(request);
    if (typeof path !== 'string') return path;
    const options = request.outside ? ` ${optOut}` : '';
    return markedFile(`${path}.sql`, `-- migrate:up${options}`, `-- migrate:down${options}`);
  },
  takeOut({ file }, files) {
    const text = files.read(file);
    if (text === undefined) return undefined;
    return [{ path: file, text: text.replaceAll(/^(--\s*migrate:(?:up|down))\b/gm, `$1 ${optOut}`) }];
  },
  compare: (one, other) => compareUnits(one.key, other.key),
  transaction: () => 'per-migration',
  divide,
});
