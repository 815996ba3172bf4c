import type { SourceText, TextPiece } from '../../model/source-text.ts';
import { slice, spanOf } from '../../model/source-text.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { undouble } from '../lexer/quoting.ts';

/** The value of a string as written, with its quotes and perhaps `N` before them. */
export function stringValue(written: string): string {
  const open = written.indexOf("'");
  return undouble(written.slice(open + 1, -1), "'");
}

/** A value as a string of Unicode characters. */
export function quotedString(value: string): string {
  return `N'${value.replaceAll("'", "''")}'`;
}

/**
 * The text that strings of a source say, joined; characters keep their places in the file, a doubled quote is one
 * character for two. The ranges are those of the strings, quotes included.
 */
export function literalText(
  source: SourceText,
  strings: readonly { readonly start: number; readonly end: number }[],
): SourceText {
  let text = '';
  const pieces: TextPiece[] = [];
  const add = (from: number, to: number, isQuote: boolean): void => {
    const part = slice(source, from, to);
    const said = isQuote ? "'" : part.text;
    if (isQuote) pieces.push(quotePiece(part, text.length));
    else for (const piece of part.pieces) pieces.push({ ...piece, textStart: piece.textStart + text.length });
    text += said;
  };
  for (const { start, end } of strings) {
    const content = source.text.slice(0, end - 1);
    let from = content.indexOf("'", start) + 1;
    for (let at = content.indexOf("''", from); at !== -1; at = content.indexOf("''", from)) {
      add(from, at, false);
      add(at, at + 2, true);
      from = at + 2;
    }
    add(from, end - 1, false);
  }
  return { file: source.file, text, pieces: pieces.filter(({ textLength }) => textLength > 0) };
}

/** Texts one after the other, each with its own places. */
export function joinedText(sources: readonly SourceText[]): SourceText {
  const pieces: TextPiece[] = [];
  let length = 0;
  for (const source of sources) {
    for (const piece of source.pieces) pieces.push({ ...piece, textStart: piece.textStart + length });
    length += source.text.length;
  }
  return { file: sources[0]?.file ?? '', text: sources.map(({ text }) => text).join(''), pieces };
}

/** A text that a part of a source stands for. */
export function writtenAs(source: SourceText, text: string, start: number, end: number): SourceText {
  const span = spanOf(source, start, end);
  const piece = { textStart: 0, textLength: text.length, fileStart: span.start, fileLength: span.end - span.start };
  return { file: source.file, text, pieces: [piece] };
}

/** A doubled quote, one character of the text for all that the file writes it as. */
function quotePiece(part: SourceText, textStart: number): TextPiece {
  const first = part.pieces[0];
  const last = part.pieces.at(-1);
  const fileStart = first?.fileStart ?? 0;
  const fileEnd = last === undefined ? fileStart : last.fileStart + last.fileLength;
  return { textStart, textLength: 1, fileStart, fileLength: Math.max(fileEnd - fileStart, 2) };
}

/** The value of a string that comes next. */
export function stringIn(cursor: TokenCursor): string {
  if (cursor.peek()?.type !== 'string') return cursor.fail('a string');
  const value = stringValue(cursor.peekText());
  cursor.take();
  return value;
}
