import type { SourceText, TextPiece } from '../../model/source-text.ts';
import type { Settings } from './settings.ts';

/** The text with the placeholders filled in whose values are known; the others stay as they are written. */
export function fillIn(source: SourceText, { prefix, suffix, placeholders }: Settings): SourceText {
  const pieces: TextPiece[] = [];
  let text = '';
  let end = 0;
  const add = (piece: string, fileStart: number, fileLength: number): void => {
    if (piece !== '') pieces.push({ textStart: text.length, textLength: piece.length, fileStart, fileLength });
    text += piece;
    end = fileStart + fileLength;
  };
  for (let at = source.text.indexOf(prefix); at !== -1; at = source.text.indexOf(prefix, at + prefix.length)) {
    const close = source.text.indexOf(suffix, at + prefix.length);
    if (close === -1) break;
    const value = placeholders.get(source.text.slice(at + prefix.length, close).toLowerCase());
    if (value === undefined) continue;
    add(source.text.slice(end, at), end, at - end);
    add(value, at, close + suffix.length - at);
  }
  add(source.text.slice(end), end, source.text.length - end);
  return { file: source.file, text, pieces };
}
