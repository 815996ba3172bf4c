import { loadPostgres } from '../../../src/dialects/postgres/index.ts';
import type { Operation, OperationKind } from '../../../src/model/operation.ts';
import { plainText } from '../../../src/model/source-text.ts';

export const postgres = await loadPostgres();

export function statementsOf(text: string) {
  return postgres.read(plainText('migration.sql', text)).statements;
}

/** The operations of a text with their spans. */
export function placedOperations(text: string): readonly Operation[] {
  return statementsOf(text).flatMap((statement) => statement.operations);
}

/** The operations of a text without their spans. */
export function operationsOf(text: string) {
  return placedOperations(text).map(({ span: _, ...operation }) => operation);
}

/** The operation of a text that has one, which must be of the given kind. */
export function only<K extends OperationKind>(kind: K, text: string): Operation<K> {
  const operations = placedOperations(text);
  const [first] = operations;
  if (first === undefined || operations.length > 1 || !isOf(kind, first)) {
    throw new Error(`not one ${kind}: ${JSON.stringify(operations)}`);
  }
  return first;
}

function isOf<K extends OperationKind>(kind: K, operation: Operation): operation is Operation<K> & Operation {
  return operation.kind === kind;
}

/** What stands at an operation's place. */
export function textAt(text: string, { span }: Operation): string {
  return text.slice(span.start, span.end);
}
