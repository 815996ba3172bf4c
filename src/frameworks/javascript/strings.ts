import { lookUp } from '../../model/look-up.ts';
import type { SourceText, TextPiece } from '../../model/source-text.ts';
import { slice } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import type { Hole, StringValue, UnknownValue, Value } from './value.ts';

/** A part of a string: text with its places, or a value that is put in its place. */
export type StringPart = StringValue | UnknownValue;

/** A text that is written elsewhere, or computed: all of it stands in one place. */
export function stringAt(text: string, at: Span): StringValue {
  const piece = { textStart: 0, textLength: text.length, fileStart: at.start, fileLength: at.end - at.start };
  return { kind: 'string', at, holes: [], source: { file: at.file, text, pieces: text === '' ? [] : [piece] } };
}

/** A literal between quotes, or the text of a template between two holes: `start` and `end` are without the marks. */
export function literalAt(value: string, source: string, range: Omit<Span, 'file'>, at: Span): StringValue {
  const { start, end } = range;
  const pieces = end - start === value.length ? plain(value, start) : decoded(source, start, end);
  return { kind: 'string', at, holes: [], source: { file: at.file, text: value, pieces } };
}

function plain(value: string, fileStart: number): readonly TextPiece[] {
  return value === '' ? [] : [{ textStart: 0, textLength: value.length, fileStart, fileLength: value.length }];
}

const written = /[^\\\r]+|\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|u\{[0-9a-f]+\}|[0-7]{1,3}|\r\n|[^])|\r\n?/giy;

/** The pieces of a text with escape sequences: runs as they are, and each sequence by itself. */
function decoded(source: string, start: number, end: number): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let textStart = 0;
  for (const { index, 0: match } of source.slice(start, end).matchAll(new RegExp(written, 'gi'))) {
    const textLength = match.startsWith('\\') || match.startsWith('\r') ? lengthOf(match) : match.length;
    if (textLength > 0) pieces.push({ textStart, textLength, fileStart: start + index, fileLength: match.length });
    textStart += textLength;
  }
  return pieces;
}

/** How many characters an escape sequence stands for. */
function lengthOf(sequence: string): number {
  if (/^\\[\r\n\u2028\u2029]/.test(sequence)) return 0;
  const code = /^\\u\{([0-9a-f]+)\}$/i.exec(sequence)?.[1];
  return code !== undefined && Number.parseInt(code, 16) > 0xffff ? 2 : 1;
}

/** Characters of the longest text that is put together: one that is added to itself again and again has no end. */
const longestText = 1_000_000;

/** A text of more pieces stands in one place as a whole: every text that it is added to would copy them. */
const mostPieces = 2_000;

/** A text with more holes is a hole as a whole. */
const mostHoles = 500;

/** One text after the other. What is not known becomes a hole; what is written in another file stands where it is named. */
export function concatenate(parts: readonly { readonly part: StringPart; readonly at: Span }[], at: Span): StringValue {
  const strings = parts.map(({ part, at: place }) => ({
    string: part.kind === 'string' ? part : holeFor(part, place),
    place,
  }));
  const length = strings.reduce((sum, { string }) => sum + string.source.text.length, 0);
  const holeCount = strings.reduce((sum, { string }) => sum + string.holes.length, 0);
  if (length > longestText || holeCount > mostHoles) {
    const reason =
      length > longestText ? `is longer than ${longestText} characters` : `has more than ${mostHoles} holes`;
    return holeFor({ kind: 'unknown', at, reason: `it ${reason}` }, at);
  }
  const pieces: TextPiece[] = [];
  const holes: Hole[] = [];
  let text = '';
  for (const { string, place } of strings) {
    const local =
      string.source.file === at.file ? string : { ...stringAt(string.source.text, place), holes: string.holes };
    const shift = text.length;
    // Those of the first are as they were: a text that grows piece by piece has nearly all of them there.
    for (const piece of local.source.pieces)
      pieces.push(shift === 0 ? piece : { ...piece, textStart: piece.textStart + shift });
    for (const hole of local.holes) {
      holes.push({ ...hole, start: hole.start + text.length, end: hole.end + text.length });
    }
    text += local.source.text;
  }
  if (pieces.length > mostPieces) return { ...stringAt(text, at), holes };
  return { kind: 'string', at, holes, source: { file: at.file, text, pieces } };
}

/** A string that is a hole and nothing else. */
function holeFor(value: UnknownValue, at: Span): StringValue {
  const name = value.name ?? 'value';
  const placeholder = `_${name.replace(/\W+/g, '_').toLowerCase()}_`;
  const hole = { start: 0, end: placeholder.length, name, reason: value.reason, at };
  return { ...stringAt(placeholder, at), holes: [hole] };
}

/** The characters from `start` to `end` of a string, with places and holes. */
export function part(value: StringValue, start: number, end: number, at: Span): StringValue {
  const holes = value.holes.flatMap((hole) =>
    hole.end <= start || hole.start >= end
      ? []
      : [{ ...hole, start: Math.max(0, hole.start - start), end: Math.min(end, hole.end) - start }],
  );
  return { kind: 'string', at, holes, source: slice(value.source, start, end) };
}

/** As many characters in the same places: another case. */
export function sameLength(value: StringValue, text: string, at: Span): StringValue {
  if (text.length !== value.source.text.length) return { ...stringAt(text, at), holes: value.holes };
  return { kind: 'string', at, holes: value.holes, source: { ...value.source, text } };
}

/** A string with some ranges of it replaced; ranges are sorted. */
export function replaceRanges(
  value: StringValue,
  ranges: readonly { readonly start: number; readonly end: number; readonly by: StringPart }[],
  at: Span,
): StringValue {
  const parts: { part: StringPart; at: Span }[] = [];
  let from = 0;
  for (const { start, end, by } of ranges) {
    parts.push({ part: part(value, from, start, at), at: value.at }, { part: by, at: by.at });
    from = end;
  }
  parts.push({ part: part(value, from, value.source.text.length, at), at: value.at });
  return concatenate(parts, at.file === value.source.file ? at : value.at);
}

const plainValues: Readonly<Record<string, (value: Value) => string | undefined>> = {
  number: (value) => (value.kind === 'number' ? String(value.value) : undefined),
  bigint: (value) => (value.kind === 'bigint' ? value.text : undefined),
  boolean: (value) => (value.kind === 'boolean' ? String(value.value) : undefined),
  null: () => 'null',
  undefined: () => 'undefined',
  date: (value) => (value.kind === 'date' ? value.text : undefined),
};

/** A value as it goes into a string: the string itself, its text, or what is not known about it. */
export function stringPart(value: Value, name: string | undefined, reason: string): StringPart {
  if (value.kind === 'string') return value;
  const text = lookUp(plainValues, value.kind)?.(value);
  if (text !== undefined) return stringAt(text, value.at);
  const known = value.kind === 'unknown' && value.name !== undefined ? value.name : name;
  return { kind: 'unknown', at: value.at, reason, ...(known === undefined ? {} : { name: known }) };
}

/** A part of a longer source as a string of its own. */
export function stringOf(source: SourceText, at: Span): StringValue {
  return { kind: 'string', at, holes: [], source };
}
