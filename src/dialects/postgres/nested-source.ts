import { slice } from '../../model/source-text.ts';
import type { SourceText, TextPiece } from '../../model/source-text.ts';

/**
 * The content of a string literal as a text of its own that knows its places: a doubled quote is one character there.
 * `undefined` when it has other escapes.
 */
export function literalSource(source: SourceText, start: number, end: number): SourceText | undefined {
  const raw = source.text.slice(start, end);
  const tag = /^\$[^$]*\$/u.exec(raw)?.[0];
  if (tag !== undefined) return slice(source, start + tag.length, end - tag.length);

  const open = raw.indexOf("'") + 1;
  const prefix = raw.slice(0, open - 1).toUpperCase();
  const isPlain = prefix === '' || (prefix === 'E' && !raw.includes('\\'));
  if (!isPlain || open === 0) return undefined;
  return undoubled(slice(source, start + open, end - 1));
}

/** The text without white space around it. */
export function trimmed(source: SourceText): SourceText {
  const start = source.text.length - source.text.trimStart().length;
  return slice(source, start, Math.max(start, source.text.trimEnd().length));
}

function undoubled(source: SourceText): SourceText {
  const parts = source.text.split("''");
  if (parts.length === 1) return source;

  const sources: SourceText[] = [];
  let at = 0;
  for (const part of parts) {
    if (sources.length > 0) sources.push(asOne(slice(source, at - 2, at), "'"));
    sources.push(slice(source, at, at + part.length));
    at += part.length + 2;
  }
  return concatenated(source.file, sources);
}

/** A text that stands for the whole of a source: all of its characters have the same place. */
export function asOne(source: SourceText, text: string): SourceText {
  const first = source.pieces[0];
  const last = source.pieces.at(-1);
  const fileStart = first?.fileStart ?? 0;
  const fileEnd = last === undefined ? fileStart : last.fileStart + last.fileLength;
  const fileLength = Math.max(0, fileEnd - fileStart);
  return { file: source.file, text, pieces: [{ textStart: 0, textLength: text.length, fileStart, fileLength }] };
}

/** Sources one after the other. */
export function concatenated(file: string, sources: readonly SourceText[]): SourceText {
  const pieces: TextPiece[] = [];
  let length = 0;
  for (const source of sources) {
    for (const piece of source.pieces) pieces.push({ ...piece, textStart: piece.textStart + length });
    length += source.text.length;
  }
  return { file, text: sources.map((source) => source.text).join(''), pieces };
}
