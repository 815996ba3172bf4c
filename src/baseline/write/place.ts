import type { ProjectFiles } from '../../frameworks/framework.ts';
import { printableLine } from '../../model/printable.ts';
import type { Span } from '../../model/span.ts';

/** File and line for people: `migrations/0001_init.sql:12`. */
export function placeOf({ file, start }: Span, files: Pick<ProjectFiles, 'read'>): string {
  const line = (files.read(file) ?? '').slice(0, start).split('\n').length;
  return `${printableLine(file)}:${line}`;
}

/** The beginning of a statement, on one line. */
export function shortened(text: string): string {
  const line = printableLine(text).replaceAll(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}
