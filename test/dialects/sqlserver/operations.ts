import { sqlserver } from '../../../src/dialects/sqlserver/index.ts';
import type { SqlStatement } from '../../../src/dialects/dialect.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { plainText } from '../../../src/model/source-text.ts';

export function statements(text: string): readonly SqlStatement[] {
  return sqlserver.read(plainText('a.sql', text)).statements;
}

/** Without places, to compare meanings. */
export function meaning({ span, ...rest }: Operation): Omit<Operation, 'span'> {
  return rest;
}

export function operations(text: string): readonly Omit<Operation, 'span'>[] {
  return statements(text).flatMap((statement) => statement.operations.map(meaning));
}

export function kinds(text: string): readonly string[] {
  return statements(text).flatMap((statement) => statement.operations.map(({ kind }) => kind));
}

/** The text of each statement, as the spans say. */
export function texts(text: string): readonly string[] {
  return statements(text).map(({ span }) => text.slice(span.start, span.end));
}

/** The text that each operation's span covers. */
export function places(text: string): readonly string[] {
  return statements(text).flatMap((statement) =>
    statement.operations.map(({ span }) => text.slice(span.start, span.end)),
  );
}
