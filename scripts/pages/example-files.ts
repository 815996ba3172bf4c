import type { Severity } from '../../src/model/diagnostic.ts';

/** A finding that is marked at the end of a line. */
interface Expected {
  readonly severity: Severity;
  readonly rule: string;
  /** The line of the example's file, from 1. */
  readonly line: number;
}

/** One file of an example. */
export interface ExampleFile {
  /** The path that its first line gave it; absent: whatever suits the framework. */
  readonly path: string | undefined;
  /** The text without markers and path line. */
  readonly text: string;
  readonly expected: readonly Expected[];
}

const commentMark = String.raw`(?:--|\/\/|#|\/\*)`;
const pathLine = new RegExp(String.raw`^${commentMark}\s*file:\s*(\S+)\s*(?:\*\/)?$`);
const marker = new RegExp(String.raw`[ \t]*${commentMark}\s*(error|warning):((?:\s*\[[\w-]+\])+)\s*(?:\*\/)?$`);

/** The files in a block of code: one, or one for each line such as `-- file: 1.sql`. */
export function readFiles(code: string): readonly ExampleFile[] {
  const files: { readonly path: string | undefined; readonly lines: string[] }[] = [];
  for (const line of code.replace(/\n$/, '').split('\n')) {
    const path = pathLine.exec(line)?.[1];
    if (path !== undefined) files.push({ path, lines: [] });
    else if (files.length === 0) files.push({ path: undefined, lines: [line] });
    else files.at(-1)?.lines.push(line);
  }
  return files.map(({ path, lines }) => ({
    path,
    text: lines.map((line) => `${withoutMarkers(line).line}\n`).join(''),
    expected: lines.flatMap((line, index) =>
      withoutMarkers(line).found.map((finding) => ({ ...finding, line: index + 1 })),
    ),
  }));
}

interface MarkedLine {
  readonly line: string;
  readonly found: readonly Omit<Expected, 'line'>[];
}

/** Takes the markers off the end of a line: `drop table t; -- error: [no-drop-table] [no-cascade]`. */
function withoutMarkers(line: string): MarkedLine {
  const match = marker.exec(line);
  if (match === null) return { line, found: [] };
  const severity = match[1] === 'error' ? 'error' : 'warning';
  const own = [...(match[2] ?? '').matchAll(/\[([\w-]+)\]/g)].map(([, rule = '']) => ({ severity, rule }) as const);
  const rest = withoutMarkers(line.slice(0, match.index));
  return { line: rest.line, found: [...rest.found, ...own] };
}
