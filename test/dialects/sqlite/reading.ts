import { sqlite } from '../../../src/dialects/sqlite/index.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { plainText } from '../../../src/model/source-text.ts';

const file = 'migration.sql';
const nowhere = { file, start: 0, end: 0 };

/** An operation with its place taken out, so that it can be compared with one that stands elsewhere. */
export function placeless(operation: Operation): Operation {
  return { ...operation, span: nowhere };
}

/** The operations of a text, without their places. */
export function operationsOf(sql: string): readonly Operation[] {
  return sqlite
    .read(plainText(file, sql))
    .statements.flatMap(({ operations }) => operations)
    .map(placeless);
}

/** The only operation of a text, without its place. */
export function operationOf(sql: string): Operation {
  const [operation, ...others] = operationsOf(sql);
  if (operation === undefined || others.length > 0) throw new Error(`not one operation: ${sql}`);
  return operation;
}

/** The statements of a text, as they are cut out of it. */
export function statementsOf(sql: string): readonly string[] {
  return sqlite.read(plainText(file, sql)).statements.map((statement) => statement.sql);
}
