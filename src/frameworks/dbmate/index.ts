import type { Framework } from '../framework.ts';
import { compareUnits } from '../sql/names.ts';
import { evidenceOfMarks } from '../sql/marks.ts';
import { plainFile } from '../sql/part.ts';
import { sqlFramework } from '../sql/tool.ts';
import { divide } from './divide.ts';

/** dbmate: `<version>_<name>.sql`, divided by `-- migrate:up` and `-- migrate:down`. */
export const dbmate: Framework = sqlFramework({
  name: 'dbmate',
  title: 'dbmate',
  keepsChecksum: false,
  optOut: 'put it in a migration of its own that begins with -- migrate:up transaction:false',
  ledger: {
    table: 'schema_migrations',
    columns: [{ name: 'version', holds: 'key' }],
    identity: 'version',
    rows: 'each',
  },
  partOf: (path) => plainFile(path, /^(\d+).*\.sql$/, (version) => version),
  recognise({ samples }) {
    const evidence = evidenceOfMarks(samples(), /^--\s*migrate:up(?:\s|$)/m, '-- migrate:up');
    return evidence === undefined ? undefined : { evidence: [evidence] };
  },
  compare: (one, other) => compareUnits(one.key, other.key),
  transaction: () => 'per-migration',
  divide,
});
