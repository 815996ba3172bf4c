import { indexLines, type LineIndex, type Span } from '../model/span.ts';

/** A span in lines and columns, both from 1; columns count UTF-16 code units, and the last one is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type PlaceOf = (span: Span) => Place;

/** Answers where spans are; a file whose text is not there has one line. Each text is indexed once, when it is asked for. */
export function placesIn(texts: ReadonlyMap<string, string>): PlaceOf {
  const indexes = new Map<string, LineIndex>();
  return ({ file, start, end }) => {
    const index = indexes.get(file) ?? indexLines(texts.get(file) ?? '');
    indexes.set(file, index);
    const first = index.position(start);
    const last = index.position(end);
    return { file, line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
  };
}
