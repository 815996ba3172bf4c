import { isDeepStrictEqual } from 'node:util';
import type { Migration } from '../../../model/migration.ts';
import type { Operation } from '../../../model/operation.ts';
import type { MigrationEntry, ReadContext, WriteRequest } from '../../framework.ts';

/** How one tool's statements are written, and read back. */
export interface ScriptNotation {
  /** The tool's own call; `undefined`: it has none. It need not say all: that is checked. */
  codeOf(operation: Operation): string | undefined;
  /** The call that sends SQL; `undefined`: the file has no way to. */
  sqlCall(sql: string): string | undefined;
  /** A migration whose way up holds the code. */
  around(code: string): string;
  read(entry: MigrationEntry, context: ReadContext): Migration;
}

/**
 * Operations as calls: the tool's own where reading it gives the operation back, SQL otherwise; `undefined` when one can
 * be said in neither way.
 */
export function writeCalls(request: WriteRequest, notation: ScriptNotation): string | undefined {
  const written = request.operations.map((operation) => callFor(operation, request, notation));
  if (!written.every((code) => code !== undefined)) return undefined;
  return inPlace(written.join('\n'), request);
}

function callFor(operation: Operation, request: WriteRequest, notation: ScriptNotation): string | undefined {
  const code = notation.codeOf(operation);
  if (code !== undefined && means(code, operation, request, notation)) return code;
  const calls = request.dialect.write(operation)?.map((sql) => notation.sqlCall(sql));
  return calls?.every((call) => call !== undefined) === true ? calls.join('\n') : undefined;
}

/** Whether reading the code gives the operation back. */
function means(
  code: string,
  operation: Operation,
  { dialect, migration }: WriteRequest,
  notation: ScriptNotation,
): boolean {
  const text = notation.around(code);
  const file = 'written.ts';
  const files = { paths: [file], read: (path: string) => (path === file ? text : undefined), readHead: () => text };
  const { id, chain: name, framework } = migration;
  const chain = { name, framework, dialect: dialect.traits.name, folder: '', paths: [file], evidence: [] };
  const { up, problems } = notation.read({ id, file, files: [file] }, { files, chain, dialect });
  const [read, ...others] = up.flatMap(({ operations }) => operations);
  return (
    problems.length === 0 &&
    read !== undefined &&
    others.length === 0 &&
    isDeepStrictEqual(withoutPlace(read), withoutPlace(operation))
  );
}

/** What an AlterColumn was before is not said in SQL. */
function withoutPlace(operation: Operation): object {
  const { span: _span, ...rest } = operation;
  return operation.kind === 'AlterColumn' ? { ...rest, old: undefined } : rest;
}

/** The code with the indentation of the place, which its first line may already have. */
function inPlace(code: string, { text, offset }: WriteRequest): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const indented = indentLines(code, indentation);
  return indented.slice(Math.min(offset - lineStart, indentation.length));
}

/** Lines with an indentation in front, except those in the middle of a template string. */
function indentLines(code: string, indentation: string): string {
  return code
    .replace(/`(?:[^`\\]|\\.)*`|\n(?=.)/gs, (part) => (part === '\n' ? `\n${indentation}` : part))
    .replace(/^/, indentation);
}

/** A text as a string of JavaScript, as Prettier writes it. */
export function stringCode(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

export function arrayCode(texts: readonly string[]): string {
  return `[${texts.map(stringCode).join(', ')}]`;
}

/** A text as a template string. */
export function templateCode(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}
