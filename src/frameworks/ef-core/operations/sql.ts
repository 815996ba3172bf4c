import type { SourceText } from '../../../model/source-text.ts';
import { plainText } from '../../../model/source-text.ts';
import type { Expression } from '../../csharp/syntax.ts';
import { findResource } from '../resources.ts';
import type { Meaning, Reading } from './reading.ts';

/** `Sql("...")`: what the dialect reads in the string, or in the embedded file that the argument is loaded from. */
export function sql(reading: Reading): Meaning {
  const { args, source } = reading;
  const outsideTransaction = args.flag('suppressTransaction') ? { outsideTransaction: true } : {};
  const value = args.value('sql');
  const argument = args.expression('sql');
  if (value?.kind === 'string') {
    const text: SourceText = { file: source.file, ...value.written };
    return { ...readText(text, reading), ...outsideTransaction };
  }
  const resource = argument === undefined ? undefined : resourceMeaning([argument], reading);
  if (resource !== undefined) return { ...resource, ...outsideTransaction };
  args.text('sql');
  return { operations: [] };
}

/**
 * A method of the project's own that is handed the name of an embedded SQL file, like `SqlResource("up.sql")`;
 * `undefined` when the arguments name none.
 */
export function resourceMeaning(expressions: readonly Expression[], reading: Reading): Meaning | undefined {
  const { args, source, call } = reading;
  const found = findResource(expressions, call.scope, source);
  if (found === undefined) return undefined;
  if (found.kind === 'missing') {
    args.findings.obstacles.push({ reason: 'built-at-run-time', detail: found.detail });
    return { operations: [] };
  }
  return { ...readText(plainText(found.path, found.text), reading), files: [found.path] };
}

function readText(text: SourceText, { args, span }: Reading): Meaning {
  const { statements, comments } = args.dialect.read(text);
  const operations = statements.flatMap((statement) => statement.operations);
  return {
    operations: operations.length > 0 ? operations : [{ kind: 'NoChange', span, statement: 'Sql' }],
    sql: text.text,
    comments,
  };
}
