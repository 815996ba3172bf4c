import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import { covers } from '../../../model/span.ts';
import type { StringValue } from '../value.ts';
import type { Meaning, Reading } from './reading.ts';

/** SQL that a tool sends, read by the dialect in the places where its characters are written. `at` is the statement. */
export function readSql(sql: StringValue, at: Span, { dialect, comments }: Reading): Meaning {
  const read = dialect.read(sql.source);
  const [hole] = sql.holes;
  comments.push(...read.comments);
  const operations = read.statements
    .flatMap((statement) => statement.operations)
    .map((operation): Operation => {
      const placed = covers(at, operation.span) ? operation : { ...operation, span: at };
      return placed.kind === 'Opaque' && placed.reason === 'syntax-error' && hole !== undefined
        ? {
            ...placed,
            reason: 'built-at-run-time',
            detail: `a part of the SQL is only known at run time: ${hole.reason}`,
          }
        : placed;
    });
  return {
    operations: operations.length > 0 ? operations : [{ kind: 'NoChange', span: at, statement: 'empty' }],
    sql: sql.source.text,
  };
}
