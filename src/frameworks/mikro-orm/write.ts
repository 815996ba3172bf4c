import type { WriteRequest } from '../framework.ts';
import { stringCode, templateCode, writeCalls } from '../javascript/migrations/write.ts';
import { readMigration } from './read.ts';

/** Operations as `this.addSql(…)`, which is all that MikroORM has. */
export function writeOperations(request: WriteRequest): string | undefined {
  return writeCalls(request, {
    codeOf: () => undefined,
    sqlCall: (sql) =>
      `this.addSql(${sql.includes('\n') || sql.includes("'") ? templateCode(`${sql};`) : stringCode(`${sql};`)});`,
    around: (code) => code,
    read: readMigration,
  });
}
