import type { SqlStatement } from '../../dialects/dialect.ts';
import type { Operation } from '../../model/operation.ts';

/**
 * Strings and comments, in which a placeholder is only text; or else, as a group, a placeholder: `{{ … }}`, `${…}`.
 * PostgreSQL's `$$ … $$` is no string here: what stands between is a body of code.
 */
const placeholders = /'(?:[^']|'')*'|--[^\n]*|\/\*[^]*?\*\/|(\{ ?\{[^}\n]*(?:\} ?\}?)?|\$\{[^}\n]*\}?)/g;

/**
 * A statement's operations, where one that was not understood because it still holds placeholders of a template language
 * says so.
 */
export function operationsOfTemplate(statement: SqlStatement): readonly Operation[] {
  return statement.operations.map((operation) => {
    if (operation.kind !== 'Opaque' || operation.reason === 'built-at-run-time') return operation;
    // The operation's own text may come out of a string that the statement executes.
    const placeholder = placeholderIn(statement.sql) ?? placeholderIn(operation.text);
    if (placeholder === undefined) return operation;
    const detail = `${placeholder} is a placeholder that is filled in before the database sees the statement`;
    return { ...operation, reason: 'template', detail };
  });
}

function placeholderIn(sql: string): string | undefined {
  for (const match of sql.matchAll(placeholders)) {
    if (match[1] !== undefined) return match[1];
  }
  return undefined;
}
