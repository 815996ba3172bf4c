import type { WriteRequest } from '../framework.ts';
import { templateCode, writeCalls } from '../javascript/migrations/write.ts';
import { readMigration } from './read.ts';

/**
 * Operations as `await queryRunner.query(…)`, which is what TypeORM itself generates: its builder calls rename and
 * drop more than they say.
 */
export function writeOperations(request: WriteRequest): string | undefined {
  const runner = runnerAt(request.text, request.offset);
  return writeCalls(request, {
    codeOf: () => undefined,
    sqlCall: (sql) => `await ${runner}.query(${templateCode(sql)});`,
    around: (code) => `export class Written1700000000000 { async up(${runner}) { ${code} } async down() {} }`,
    read: readMigration,
  });
}

/** What the method around the place calls its parameter. */
function runnerAt(text: string, offset: number): string {
  const parameter = /\b(?:up|down)\s*\(\s*(?:\{\s*)?(\w+)/g;
  const last = [...text.slice(0, offset).matchAll(parameter)].at(-1);
  return last?.[1] ?? 'queryRunner';
}
