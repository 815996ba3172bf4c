import type { Dialect } from '../../dialects/dialect.ts';
import type { ReadProblem } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import { plainText } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';

/** A statement that makes a part of a picture, and where the picture says so. */
export interface PictureStatement {
  readonly sql: string;
  readonly span: Span;
}

/**
 * What a picture that is no SQL comes to, by way of the statements that its tool would write for it: so it is read exactly as
 * the migrations are.
 */
export function readStatements(
  statements: readonly PictureStatement[],
  dialect: Dialect,
): { readonly operations: readonly Operation[]; readonly problems: readonly ReadProblem[] } {
  const operations = statements.flatMap(({ sql, span }) =>
    dialect
      .read(plainText(span.file, sql))
      .statements.flatMap((statement) => statement.operations.map((operation): Operation => ({ ...operation, span }))),
  );
  const problems = operations.flatMap((operation) =>
    operation.kind === 'Opaque' ? [{ span: operation.span, message: `This cannot be read: ${operation.detail}` }] : [],
  );
  return { operations, problems };
}

/** The place of a table, or of any other thing, in a file of JSON: where its name first stands as a key or a value. */
export function placeInJson(file: string, text: string, name: string): Span {
  const written = JSON.stringify(name);
  const start = text.indexOf(written);
  return start === -1 ? { file, start: 0, end: 0 } : { file, start, end: start + written.length };
}

/** `CONSTRAINT "name" `, when there is a name. */
export function constraintName(name: string | undefined, quote: (name: string) => string): string {
  return name === undefined || name === '' ? '' : `CONSTRAINT ${quote(name)} `;
}
