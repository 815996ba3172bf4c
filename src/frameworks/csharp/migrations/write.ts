import { isDeepStrictEqual } from 'node:util';
import type { Dialect } from '../../../dialects/dialect.ts';
import type { Migration } from '../../../model/migration.ts';
import type { Operation } from '../../../model/operation.ts';
import type { MigrationEntry, ReadContext, WriteRequest } from '../../framework.ts';
import { indent, textCode } from './code.ts';

/** How one tool's statements are written, and read back. */
export interface Notation {
  /** The tool's own call with its semicolon; `undefined`: it has none. It need not say all: that is checked. */
  codeOf(operation: Operation, dialect: Dialect): string | undefined;
  /** A migration whose `Up` holds the code. */
  around(code: string): string;
  read(entry: MigrationEntry, context: ReadContext): Migration;
  /** Whether what the code was read as is the operation that was wanted. */
  isSame(read: readonly Operation[], wanted: Operation): boolean;
  /** `Sql`, with what it is called on. */
  readonly sqlMethod: string;
}

/**
 * Operations as statements of `Up` or `Down`: the tool's own call where reading it gives the operation back, SQL
 * otherwise; `undefined` when one can be said in neither way. Lines are separated by `\n`, calls by an empty line.
 */
export function writeStatements(request: WriteRequest, notation: Notation): string | undefined {
  const written = request.operations.map((operation) => statementFor(operation, request, notation));
  return written.every((code) => code !== undefined) ? written.join('\n\n') : undefined;
}

/** The code with the indentation of the place, which its first line already has. */
export function inPlace(code: string, { text, offset }: Pick<WriteRequest, 'text' | 'offset'>): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const indentation = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  return indent(code, indentation).slice(Math.min(before.length, indentation.length));
}

function statementFor(operation: Operation, request: WriteRequest, notation: Notation): string | undefined {
  const { dialect, migration, outside } = request;
  const code = notation.codeOf(operation, dialect);
  if (code !== undefined && means(code, operation, dialect, migration, notation)) return code;

  const suppressed = outside === true || endsTransaction(operation) ? ', suppressTransaction: true' : '';
  const statements = dialect.write(operation)?.map((sql) => {
    const argument = textCode(`${sql};`);
    const lines = argument.includes('\n') ? `\n${indent(argument)}` : argument;
    return `${notation.sqlMethod}(${lines}${suppressed});`;
  });
  return statements?.join('\n\n');
}

/** Whether reading the code gives the operation back. */
function means(
  code: string,
  operation: Operation,
  dialect: Dialect,
  migration: Migration,
  notation: Notation,
): boolean {
  const text = notation.around(code);
  const file = 'written.cs';
  const files = { paths: [file], read: () => text, readHead: () => text };
  const { id, chain: name, framework } = migration;
  const chain = { name, framework, dialect: dialect.traits.name, folder: '', paths: [file], evidence: [] };
  const { up, problems } = notation.read({ id, file, files: [file] }, { files, chain, dialect });
  return (
    problems.length === 0 &&
    notation.isSame(
      up.flatMap(({ operations }) => operations),
      operation,
    )
  );
}

/** Whether two operations say the same; what an AlterColumn was before need not be said. */
export function isSameOperation(read: Operation, wanted: Operation): boolean {
  const bare = (operation: Operation): object => {
    const { span: _, ...rest } = operation;
    return wanted.kind === 'AlterColumn' && wanted.old === undefined ? { ...rest, old: undefined } : rest;
  };
  return isDeepStrictEqual(bare(read), bare(wanted));
}

/** What PostgreSQL refuses to run in a transaction. */
function endsTransaction(operation: Operation): boolean {
  switch (operation.kind) {
    case 'CreateIndex':
    case 'DropIndex':
    case 'Reindex':
    case 'DetachPartition':
      return operation.concurrently;
    case 'Maintenance':
      return /^vacuum/i.test(operation.command);
    default:
      return false;
  }
}
