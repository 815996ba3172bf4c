import { lookUp } from '../../model/look-up.ts';
import type { TextPiece } from '../../model/source-text.ts';
import type { SyntaxNode } from './grammar.ts';

/** A text and where each of its characters is written. */
export interface WrittenText {
  readonly text: string;
  readonly pieces: readonly TextPiece[];
}

/** What stands for something else between the quotes. */
interface Notation {
  /** Backslashes begin an escape sequence. */
  readonly escapes: boolean;
  /** A quote is written twice. */
  readonly doubledQuotes: boolean;
  /** A brace is written twice. */
  readonly doubledBraces: boolean;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '\\': '\\',
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The value of a string or character literal that holds no interpolation. */
export function literalText(node: SyntaxNode, source: string): WrittenText {
  const written = source.slice(node.start, node.end);
  const raw = /^"{3,}/.exec(written)?.[0];
  if (raw !== undefined)
    return rawText(source, [{ start: node.start + raw.length, end: node.end - raw.length }])[0] ?? empty;

  const verbatim = written.startsWith('@');
  const start = node.start + (verbatim ? 2 : 1);
  const closing = written.startsWith("'") ? written.lastIndexOf("'") : written.lastIndexOf('"');
  const notation = { escapes: !verbatim, doubledQuotes: verbatim, doubledBraces: false };
  return decode(source, start, Math.max(start, node.start + closing), notation);
}

/** The texts between the holes of an interpolated string, one more than there are holes. */
export function interpolatedTexts(
  node: SyntaxNode,
  holes: readonly SyntaxNode[],
  source: string,
): readonly WrittenText[] {
  const opening = /^[$@]+"+/.exec(source.slice(node.start, node.end))?.[0] ?? '$"';
  const raw = /(?<!")"{3,}$/.exec(opening)?.[0];
  const quotes = raw?.length ?? 1;
  const first = node.start + opening.replace(/(?<!")"+$/, '').length + quotes;
  const ranges = [...holes, undefined].map((hole, index) => ({
    start: holes[index - 1]?.end ?? first,
    end: hole?.start ?? Math.max(first, node.end - quotes),
  }));
  if (raw !== undefined) return rawText(source, ranges);

  const verbatim = opening.includes('@');
  const notation = { escapes: !verbatim, doubledQuotes: verbatim, doubledBraces: true };
  return ranges.map(({ start, end }) => decode(source, start, end, notation));
}

/** A text that is one run of characters, all written in one place. */
export function writtenAt(text: string, at: { readonly start: number; readonly end: number }): WrittenText {
  if (text === '') return empty;
  return {
    text,
    pieces: [{ textStart: 0, textLength: text.length, fileStart: at.start, fileLength: at.end - at.start }],
  };
}

/** Characters of the longest text that is put together: one that is added to itself again and again has no end. */
export const longestText = 1_000_000;

/** One text after the other; `undefined`: it would be too long. */
export function concatenate(texts: readonly WrittenText[]): WrittenText | undefined {
  if (texts.reduce((sum, part) => sum + part.text.length, 0) > longestText) return undefined;
  let text = '';
  const pieces: TextPiece[] = [];
  for (const part of texts) {
    for (const piece of part.pieces) pieces.push({ ...piece, textStart: piece.textStart + text.length });
    text += part.text;
  }
  return { text, pieces };
}

const empty: WrittenText = { text: '', pieces: [] };

/** Collects characters as they are written and escape sequences as pieces of their own. */
function collector() {
  let text = '';
  const pieces: TextPiece[] = [];
  let runStart = 0;
  let runEnd = 0;

  function closeRun(): void {
    if (runEnd === runStart) return;
    const length = runEnd - runStart;
    pieces.push({ textStart: text.length - length, textLength: length, fileStart: runStart, fileLength: length });
    runStart = runEnd;
  }

  return {
    copy(source: string, start: number, end: number) {
      if (start !== runEnd) {
        closeRun();
        runStart = start;
      }
      text += source.slice(start, end);
      runEnd = end;
    },
    replace(value: string, start: number, end: number) {
      closeRun();
      pieces.push({ textStart: text.length, textLength: value.length, fileStart: start, fileLength: end - start });
      text += value;
      runStart = end;
      runEnd = end;
    },
    finish(): WrittenText {
      closeRun();
      return { text, pieces };
    },
  };
}

const escapeSequence = /\\(?:x([0-9a-fA-F]{1,4})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/y;

function decode(source: string, start: number, end: number, notation: Notation): WrittenText {
  const out = collector();
  let at = start;
  while (at < end) {
    const character = source.charAt(at);
    if (notation.escapes && character === '\\') {
      escapeSequence.lastIndex = at;
      const match = escapeSequence.exec(source);
      const length = match?.[0].length ?? 1;
      out.replace(match === null ? character : escapedCharacter(match), at, at + length);
      at += length;
    } else if (isDoubled(source, at, character, notation)) {
      out.replace(character, at, at + 2);
      at += 2;
    } else {
      out.copy(source, at, at + 1);
      at += 1;
    }
  }
  return out.finish();
}

function escapedCharacter(match: RegExpExecArray): string {
  const hex = match[1] ?? match[2] ?? match[3];
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  const letter = match[4] ?? '';
  return lookUp(simpleEscapes, letter) ?? letter;
}

function isDoubled(source: string, at: number, character: string, notation: Notation): boolean {
  const doubles = (notation.doubledQuotes && character === '"') || (notation.doubledBraces && /[{}]/.test(character));
  return doubles && source.charAt(at + 1) === character;
}

/**
 * The texts of a raw string, whose first and last line are not part of it when it spans several lines; then the white
 * space before the closing quotes is taken away from every line.
 */
function rawText(
  source: string,
  ranges: readonly { readonly start: number; readonly end: number }[],
): readonly WrittenText[] {
  const start = ranges[0]?.start ?? 0;
  const end = ranges.at(-1)?.end ?? start;
  const opening = /^[ \t]*\r?\n/.exec(source.slice(start, end))?.[0];
  if (opening === undefined) {
    return ranges.map((range) => written(source, range.start, range.end));
  }
  const body = source.slice(start, end);
  const closing = /\r?\n([ \t]*)$/.exec(body.slice(opening.length - 1));
  const indent = closing?.[1] ?? '';
  const bodyEnd = Math.max(start + opening.length, end - (closing?.[0].length ?? 0));

  return ranges.map((range, index) => {
    const from = index === 0 ? start + opening.length : range.start;
    const to = index === ranges.length - 1 ? bodyEnd : range.end;
    return outdented(source, from, Math.max(from, to), indent, index === 0);
  });
}

function outdented(source: string, start: number, end: number, indent: string, atLineStart: boolean): WrittenText {
  const out = collector();
  let at = start;
  let lineStart = atLineStart;
  while (at < end) {
    if (lineStart && source.startsWith(indent, at)) at = Math.min(end, at + indent.length);
    const newline = source.indexOf('\n', at);
    const next = newline === -1 || newline >= end ? end : newline + 1;
    if (next > at) out.copy(source, at, next);
    at = next;
    lineStart = true;
  }
  return out.finish();
}

function written(source: string, start: number, end: number): WrittenText {
  const out = collector();
  if (end > start) out.copy(source, start, end);
  return out.finish();
}
