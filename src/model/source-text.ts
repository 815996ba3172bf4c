import type { Span } from './span.ts';

/**
 * A run of text and the run of the file that it was written as. Where both are equally long they match character by
 * character; an escape sequence is a piece of its own, one character of text for several of the file.
 */
export interface TextPiece {
  readonly textStart: number;
  readonly textLength: number;
  readonly fileStart: number;
  readonly fileLength: number;
}

/**
 * A text to read and where its characters stand in a file: a whole SQL file, or the SQL inside a string of another
 * language. Pieces are sorted and cover the text.
 */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly pieces: readonly TextPiece[];
}

/** The text of a whole file, or of a part of it that is written character by character from `fileStart`. */
export function plainText(file: string, text: string, fileStart = 0): SourceText {
  return { file, text, pieces: [{ textStart: 0, textLength: text.length, fileStart, fileLength: text.length }] };
}

/** The span in the file of the characters from `start` to `end` (exclusive) of the text. */
export function spanOf(source: SourceText, start: number, end: number): Span {
  const first = pieceAt(source.pieces, start);
  if (first === undefined) return { file: source.file, start: 0, end: 0 };
  const from = placeIn(first, start);
  if (end <= start) return { file: source.file, start: from, end: from };

  const last = pieceAt(source.pieces, end - 1) ?? first;
  const matched = last.textLength === last.fileLength;
  const to = matched ? placeIn(last, end) : last.fileStart + last.fileLength;
  // Text can be put together from places in any order: what ends before it starts is shown where it starts.
  return { file: source.file, start: from, end: to < from ? first.fileStart + first.fileLength : to };
}

/** A part of a source text, with its places kept. */
export function slice(source: SourceText, start: number, end: number): SourceText {
  const pieces: TextPiece[] = [];
  for (let index = indexOfPiece(source.pieces, start); index < source.pieces.length; index++) {
    const piece = source.pieces[index];
    if (piece === undefined || piece.textStart >= end) break;
    const from = Math.max(piece.textStart, start);
    const to = Math.min(piece.textStart + piece.textLength, end);
    if (from >= to) continue;
    const matched = piece.textLength === piece.fileLength;
    pieces.push({
      textStart: from - start,
      textLength: to - from,
      fileStart: matched ? piece.fileStart + (from - piece.textStart) : piece.fileStart,
      fileLength: matched ? to - from : piece.fileLength,
    });
  }
  return { file: source.file, text: source.text.slice(start, end), pieces };
}

function placeIn(piece: TextPiece, offset: number): number {
  const matched = piece.textLength === piece.fileLength;
  return matched ? piece.fileStart + (offset - piece.textStart) : piece.fileStart;
}

function pieceAt(pieces: readonly TextPiece[], offset: number): TextPiece | undefined {
  return pieces[indexOfPiece(pieces, offset)];
}

/** The index of the piece that an offset is in; the first or the last for an offset outside. */
function indexOfPiece(pieces: readonly TextPiece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.textStart ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
