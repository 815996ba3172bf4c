import { mysql } from '../../../src/dialects/mysql/index.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { plainText } from '../../../src/model/source-text.ts';

/** The operations of a text, in order. */
export function operationsOf(sql: string): readonly Operation[] {
  return mysql.read(plainText('migration.sql', sql)).statements.flatMap(({ operations }) => operations);
}

/** Each operation as its kind and the text that its span covers. */
export function places(sql: string): readonly (readonly [kind: string, text: string])[] {
  return operationsOf(sql).map(({ kind, span }) => [kind, sql.slice(span.start, span.end)]);
}

/** An operation without its span. */
export function meaning({ span: _, ...rest }: Operation): Omit<Operation, 'span'> {
  return rest;
}

export function meanings(sql: string): readonly Omit<Operation, 'span'>[] {
  return operationsOf(sql).map(meaning);
}
