import type { SqlStatement } from '../../dialects/dialect.ts';
import type { Operation } from '../../model/operation.ts';

/** Strings and comments, in which a placeholder is only text; or else, as a group, a placeholder: `{{ … }}`, `${…}`. */
const placeholders = /'(?:[^']|'')*'|\$(\w*)\$[^]*?\$\1\$|--[^\n]*|\/\*[^]*?\*\/|(\{\{[^}\n]*\}{0,2}|\$\{[^}\n]*\}?)/g;

/**
 * A statement's operations, where one that was not understood because it still holds placeholders of a template language
 * says so.
 */
export function operationsOfTemplate(statement: SqlStatement): readonly Operation[] {
  if (!statement.operations.some(isUnread)) return statement.operations;
  const placeholder = placeholderIn(statement.sql);
  if (placeholder === undefined) return statement.operations;
  const detail = `${placeholder} is a placeholder that is filled in before the database sees the statement`;
  return statement.operations.map((operation) =>
    isUnread(operation) ? { ...operation, reason: 'template', detail } : operation,
  );
}

function isUnread(operation: Operation): operation is Operation<'Opaque'> {
  return operation.kind === 'Opaque' && operation.reason !== 'built-at-run-time';
}

function placeholderIn(sql: string): string | undefined {
  for (const match of sql.matchAll(placeholders)) {
    if (match[2] !== undefined) return match[2];
  }
  return undefined;
}
