import type { Statement } from '../../model/migration.ts';
import { rememberLast } from '../../model/remember-last.ts';
import type { Framework, WriteRequest } from '../framework.ts';
import type { SqlTool } from './tool.ts';

/** Operations as statements of SQL, each on its own lines, indented as the place is and set apart as the file's are. */
export function writtenBy({ enclose }: Pick<SqlTool, 'enclose'>): Framework['write'] {
  return (request) => writtenStatements(request, hasBlankLines(request.text) ? '\n\n' : '\n', enclose);
}

/** For tools that cut at the semicolons as the server does. */
export const writeStatements = writtenBy({});

/** The same with something else between two statements, which ends a line. */
export function writtenStatements(
  { operations, text, offset, dialect }: WriteRequest,
  between: string,
  enclose: SqlTool['enclose'] = (statement) => statement,
): string | undefined {
  const written = operations.map((operation) => dialect.write(operation));
  if (!written.every((statements) => statements !== undefined)) return undefined;

  const { indentation, isAtLineStart } = placeAt(text, offset);
  const lines = written.flat().map((sql) => enclose(`${sql};`));
  return lines.length === 0 ? '' : (isAtLineStart ? indentation : '') + lines.join(`${between}${indentation}`);
}

/** The indentation of the line, and whether it is still to be written when text is put at the offset. */
function placeAt(text: string, offset: number): { readonly indentation: string; readonly isAtLineStart: boolean } {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  return { indentation, isAtLineStart: offset === lineStart };
}

/** Whether most statements of the file have an empty line after them. Many rules write into one file. */
const hasBlankLines = rememberLast((text: string): boolean => {
  const spaced = text.match(/;[ \t]*\r?\n[ \t]*\r?\n/g)?.length ?? 0;
  const tight = text.match(/;[ \t]*\r?\n[ \t]*[^\s]/g)?.length ?? 0;
  return spaced > tight;
});

/** A statement with its semicolon, and with its whole lines when nothing else stands on them. */
export function extentOf({ span }: Statement, text: string): { readonly start: number; readonly end: number } {
  const end = span.end + (/^\s*;/.exec(text.slice(span.end))?.[0].length ?? 0);
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const restOfLine = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end));
  const isAlone = restOfLine !== null && text.slice(lineStart, span.start).trim() === '';
  return isAlone ? { start: lineStart, end: end + restOfLine[0].length } : { start: span.start, end };
}
