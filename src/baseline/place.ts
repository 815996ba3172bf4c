import type { ProjectFiles } from '../frameworks/framework.ts';
import type { Origin } from '../model/schema.ts';
import type { Span } from '../model/span.ts';
import { indexLines } from '../model/span.ts';

/** Where something stands, for people: the migration, its file, and a line that counts from one. */
export interface SourcePlace {
  readonly migration: string;
  readonly file: string;
  readonly line: number;
}

export function placeOf(files: ProjectFiles, { migration, span }: Origin): SourcePlace {
  return { migration, file: span.file, line: lineOf(files, span) };
}

function lineOf(files: ProjectFiles, { file, start }: Span): number {
  const text = files.read(file);
  return text === undefined ? 1 : indexLines(text).position(start).line;
}
