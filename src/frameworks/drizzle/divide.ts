import type { Side } from '../../model/migration.ts';
import { slice, type SourceText } from '../../model/source-text.ts';
import type { Division, Piece } from '../sql/tool.ts';

/** What stands between two statements that Drizzle sends; MySQL would not take it for a comment. */
export const breakpoint = '--> statement-breakpoint';

export function divide(source: SourceText, side: Side): Division {
  const pieces: Piece[] = [];
  let start = 0;
  for (let at = source.text.indexOf(breakpoint); at !== -1; at = source.text.indexOf(breakpoint, start)) {
    pieces.push({ side, source: slice(source, start, at) });
    start = at + breakpoint.length;
  }
  return { pieces: [...pieces, { side, source: slice(source, start, source.text.length) }] };
}
