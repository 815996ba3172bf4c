import type { NewMigration, Refused, Skeleton } from '../framework.ts';
import { exportedFunctions, formOf, scriptSkeleton } from '../javascript/migrations/skeleton.ts';

/** A script with `sql` at hand. The Migrator has one transaction for all of them, which none can leave. */
export function skeleton(request: NewMigration): Skeleton | Refused {
  if (request.outside) {
    return {
      refused: 'the Migrator of Kysely runs all pending migrations in one transaction, which none of them can leave',
    };
  }
  const form = formOf(request);
  const header = {
    typescript: "import { sql, type Kysely } from 'kysely';\n\n",
    module: "import { sql } from 'kysely';\n\n",
    commonjs: "const { sql } = require('kysely');\n\n",
  }[form];
  return scriptSkeleton(request, () => exportedFunctions(form, { parameter: 'db', type: 'Kysely<unknown>', header }));
}
