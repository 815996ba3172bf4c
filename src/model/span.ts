import { rememberLast } from './remember-last.ts';

/** A range of a file, in UTF-16 offsets; `end` is exclusive. Lines and columns are derived on demand. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A one-based place in a text, as editors count. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** Answers many offset-to-position questions about one text; building it reads the text once. */
export interface LineIndex {
  readonly lineCount: number;
  /** The position of an offset; an offset past the end gives the end. */
  position(offset: number): Position;
  /** The offset at which a one-based line starts, clamped to the text. */
  lineStart(line: number): number;
}

export const indexLines = rememberLast((text: string): LineIndex => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  return {
    lineCount: starts.length,
    position(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= clamped) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 };
    },
    lineStart(line) {
      return starts[Math.max(0, Math.min(line - 1, starts.length - 1))] ?? 0;
    },
  };
});

/** Whether `outer` covers all of `inner`. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
