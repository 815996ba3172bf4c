import type { NewMigration, Refused, Skeleton } from '../framework.ts';
import { exportedFunctions, formOf, scriptSkeleton } from '../javascript/migrations/skeleton.ts';
import { markedFile, pairOfFiles, pathAfter } from '../skeleton.ts';
import { isSql, pairedSide } from './sql-files.ts';

const imports = "import type { MigrationBuilder } from 'node-pg-migrate';\n\n";

export function skeleton(request: NewMigration): Skeleton | Refused {
  if (isSql(request.like.file)) return sqlSkeleton(request);
  const form = formOf(request);
  const header = form === 'typescript' ? imports : '';
  const first = request.outside ? 'pgm.noTransaction();' : '';
  return scriptSkeleton(request, () =>
    exportedFunctions(form, { parameter: 'pgm', type: 'MigrationBuilder', header }, first),
  );
}

function sqlSkeleton(request: NewMigration): Skeleton | Refused {
  if (request.outside) {
    return {
      refused:
        'a file of SQL cannot leave the transaction of node-pg-migrate: write a script that calls pgm.noTransaction()',
    };
  }
  const path = pathAfter(request);
  if (typeof path !== 'string') return path;
  if (pairedSide(request.like.file) !== undefined) {
    return pairOfFiles(`${path}.up.sql`, request.hasDown ? `${path}.down.sql` : undefined);
  }
  return markedFile(`${path}.sql`, '-- Up Migration', request.hasDown ? '-- Down Migration' : undefined);
}
