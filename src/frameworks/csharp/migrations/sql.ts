import type { Dialect } from '../../../dialects/dialect.ts';
import type { SourceText } from '../../../model/source-text.ts';
import { plainText } from '../../../model/source-text.ts';
import type { Span } from '../../../model/span.ts';
import type { Expression } from '../syntax.ts';
import type { Arguments, Findings } from './arguments.ts';
import type { MigrationCall } from './calls.ts';
import type { Meaning, Source } from './reading.ts';
import { findResource } from './resources.ts';

/** A call that may hand SQL to the database. */
export interface SqlCall {
  readonly call: MigrationCall;
  readonly span: Span;
  readonly source: Source;
  readonly findings: Findings;
  readonly dialect: Dialect;
}

/** `Sql("...")`: what the dialect reads in the string, or in the embedded file that the argument is loaded from. */
export function sqlMeaning(args: Arguments, sqlCall: SqlCall): Meaning {
  const outsideTransaction = args.flag('suppressTransaction') ? { outsideTransaction: true } : {};
  const value = args.value('sql');
  const argument = args.expression('sql');
  if (value?.kind === 'string') {
    const text: SourceText = { file: sqlCall.source.file, ...value.written };
    return { ...readText(text, sqlCall), ...outsideTransaction };
  }
  const resource = argument === undefined ? undefined : resourceMeaning([argument], sqlCall);
  if (resource !== undefined) return { ...resource, ...outsideTransaction };
  args.text('sql');
  return { operations: [] };
}

/**
 * A method of the project's own that is handed the name of an embedded SQL file, like `SqlResource("up.sql")`;
 * `undefined` when the arguments name none.
 */
export function resourceMeaning(expressions: readonly Expression[], sqlCall: SqlCall): Meaning | undefined {
  const { source, call, findings } = sqlCall;
  const found = findResource(expressions, call.scope, source);
  if (found === undefined) return undefined;
  if (found.kind === 'missing') {
    findings.obstacles.push({ reason: 'built-at-run-time', detail: found.detail });
    return { operations: [] };
  }
  return { ...readText(plainText(found.path, found.text), sqlCall), files: [found.path] };
}

function readText(text: SourceText, { dialect, span }: SqlCall): Meaning {
  const { statements, comments } = dialect.read(text);
  const operations = statements.flatMap((statement) => statement.operations);
  return {
    operations: operations.length > 0 ? operations : [{ kind: 'NoChange', span, statement: 'Sql' }],
    sql: text.text,
    comments,
  };
}
