import { printableLine } from '../model/printable.ts';
import { rememberLast } from '../model/remember-last.ts';
import { indexLines, type LineIndex } from '../model/span.ts';
import { cellsOf, textWidth, type Cell } from './cells.ts';
import { wrap } from './wrap.ts';

/** A range of the text that the frame points at, in UTF-16 offsets. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly message?: string;
  /** The finding itself, as opposed to a place that belongs to it. */
  readonly primary: boolean;
}

export interface FrameOptions {
  /** The widest that a line may be, in columns; longer source lines are cut around what they are shown for. */
  readonly width: number;
  readonly paintGutter: (text: string) => string;
  readonly paintMark: (text: string, primary: boolean) => string;
}

/** How many lines are shown above the first mark, if no blank line comes between. */
const linesBefore = 2;
/** A mark over more lines is shown by its first and its last. */
const mostLines = 3;
/** How much of a cut line stays visible before a mark. */
const leadIn = 8;

/**
 * The lines that the marks are about, numbered, with tildes under the marks:
 *
 *     16 | {
 *     17 |     migrationBuilder.DropForeignKey(
 *        |     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the key goes here
 *
 * The indentation that all of the lines share is left out. Nothing in the text reaches the terminal as a command.
 */
export function codeFrame(text: string, marks: readonly Mark[], options: FrameOptions): readonly string[] {
  if (text === '' || marks.length === 0) return [];
  const index = indexLines(text);
  const extents = merge(marks).map((mark) => extentOf(mark, text, index));
  const lineOf = linesIn(text);
  const lines = linesToShow(extents, lineOf).map(lineOf);
  const gutter = String(lines.at(-1)?.number ?? 0).length;
  const layout: Layout = {
    indent: sharedIndent(lines),
    width: Math.max(20, options.width - gutter - 3),
    extents,
    options,
  };

  const rows: string[] = [];
  let previous: SourceLine | undefined;
  for (const line of lines) {
    if (previous !== undefined && isElided(previous.number, line.number, extents)) {
      rows.push(options.paintGutter('.'.repeat(Math.max(3, gutter))));
    }
    const numbered = options.paintGutter(`${String(line.number).padStart(gutter)} |`);
    const blank = options.paintGutter(`${' '.repeat(gutter)} |`);
    const { source, underlines } = renderLine(line, layout);
    rows.push(source === '' ? numbered : `${numbered} ${source}`, ...underlines.map((row) => `${blank} ${row}`));
    previous = line;
  }
  return rows;
}

/** A mark with the lines that it touches; white space at its ends is not part of it. */
interface Extent extends Mark {
  readonly firstLine: number;
  readonly lastLine: number;
}

interface SourceLine {
  readonly number: number;
  readonly start: number;
  readonly text: string;
  readonly cells: readonly Cell[];
}

interface Layout {
  readonly indent: number;
  /** The columns that are left for source. */
  readonly width: number;
  readonly extents: readonly Extent[];
  readonly options: FrameOptions;
}

/** Marks of the same range become one, which says everything that they said. */
function merge(marks: readonly Mark[]): readonly Mark[] {
  const byRange = new Map<string, Mark>();
  for (const mark of marks) {
    const key = `${mark.start}-${mark.end}`;
    const other = byRange.get(key);
    const messages = [other?.message, mark.message].filter((message) => message !== undefined);
    byRange.set(key, {
      ...mark,
      primary: mark.primary || other?.primary === true,
      ...(messages.length === 0 ? {} : { message: messages.join('; ') }),
    });
  }
  return [...byRange.values()].sort((one, other) => one.start - other.start || other.end - one.end);
}

function extentOf(mark: Mark, text: string, index: LineIndex): Extent {
  let start = Math.min(Math.max(0, mark.start), text.length);
  let end = Math.min(Math.max(start, mark.end), text.length);
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  return {
    ...mark,
    start,
    end,
    firstLine: index.position(start).line,
    lastLine: index.position(Math.max(start, end - 1)).line,
  };
}

function linesToShow(extents: readonly Extent[], lineOf: (number: number) => SourceLine): readonly number[] {
  const shown = new Set(extents.flatMap(linesOf));
  const first = Math.min(...shown);
  const context = range(Math.max(1, first - linesBefore), first - 1);
  const lastBlank = context.findLastIndex((line) => lineOf(line).text.trim() === '');
  for (const line of context.slice(lastBlank + 1)) shown.add(line);
  return [...shown].sort((one, other) => one - other);
}

/** The lines of a mark that are shown and underlined. */
function linesOf({ firstLine, lastLine }: Extent): readonly number[] {
  return lastLine - firstLine < mostLines ? range(firstLine, lastLine) : [firstLine, lastLine];
}

function isElided(previous: number, next: number, extents: readonly Extent[]): boolean {
  return next > previous + 1 && extents.some(({ firstLine, lastLine }) => firstLine <= previous && next <= lastLine);
}

/** The lines of a text, each made once: findings that come one after the other show the same ones. */
const linesIn = rememberLast((text: string): ((number: number) => SourceLine) => {
  const index = indexLines(text);
  const known = new Map<number, SourceLine>();
  return (number) => {
    const line = known.get(number) ?? sourceLine(number, text, index);
    known.set(number, line);
    return line;
  };
});

function sourceLine(number: number, text: string, index: LineIndex): SourceLine {
  const start = index.lineStart(number);
  const end = number < index.lineCount ? index.lineStart(number + 1) - 1 : text.length;
  const own = text.slice(start, end).trimEnd();
  return { number, start, text: own, cells: cellsOf(own) };
}

function sharedIndent(lines: readonly SourceLine[]): number {
  const indents = lines.flatMap(({ cells }) => cells.find((cell) => cell.text.trim() !== '')?.column ?? []);
  return indents.length === 0 ? 0 : Math.min(...indents);
}

function renderLine(
  line: SourceLine,
  layout: Layout,
): { readonly source: string; readonly underlines: readonly string[] } {
  const segments = layout.extents
    .filter((extent) => linesOf(extent).includes(line.number))
    .map((extent) => ({ extent, ...segmentOf(extent, line) }));
  const window = windowOf(line, segments[0], layout);
  return {
    source: renderSource(line, window),
    underlines: segments.flatMap(({ extent, from, to }) => {
      const column = clamp(from, window.from, window.to - 1) - window.from;
      const length = Math.max(1, clamp(to, window.from, window.to) - window.from - column);
      const message = extent.lastLine === line.number ? extent.message : undefined;
      return underline(column, length, message, extent.primary, layout);
    }),
  };
}

interface Columns {
  readonly from: number;
  readonly to: number;
}

/** The columns of a line that a mark covers; at least one. */
function segmentOf(extent: Extent, line: SourceLine): Columns {
  const start = Math.max(0, extent.start - line.start);
  const end = extent.end - line.start;
  const covered = line.cells.filter((cell) => cell.offset >= start && cell.offset < end && cell.width > 0);
  const inner =
    extent.firstLine === line.number ? covered : covered.slice(covered.findIndex((cell) => cell.text.trim() !== ''));
  const first = inner[0];
  const last = inner.at(-1);
  if (first !== undefined && last !== undefined) return { from: first.column, to: last.column + last.width };
  const from = line.cells.find((cell) => cell.offset >= start)?.column ?? widthOfLine(line);
  return { from, to: from + 1 };
}

/** The columns of a line that are shown: from the shared indentation, or around the mark when the line is too long. */
function windowOf(line: SourceLine, segment: Columns | undefined, { indent, width }: Layout): Columns {
  const end = Math.max(widthOfLine(line), segment?.to ?? 0);
  if (end - indent <= width || segment === undefined || segment.to - indent < width) {
    return { from: indent, to: indent + width };
  }
  const from = Math.max(indent, Math.min(segment.from - leadIn, end - width));
  return { from, to: from + width };
}

function renderSource(line: SourceLine, { from, to }: Columns): string {
  const total = widthOfLine(line);
  const cutBefore = line.cells.some((cell) => cell.column < from && cell.text.trim() !== '');
  const first = cutBefore ? from + 1 : from;
  const last = total > to ? to - 1 : to;
  const visible = line.cells.filter((cell) => cell.column >= first && cell.column + cell.width <= last);
  const lead = ' '.repeat(Math.max(0, (visible[0]?.column ?? first) - first));
  const source = visible.map((cell) => cell.text).join('');
  return `${cutBefore ? '…' : ''}${lead}${source}${total > to ? '…' : ''}`;
}

function underline(
  column: number,
  length: number,
  message: string | undefined,
  primary: boolean,
  { width, options }: Layout,
): readonly string[] {
  const pad = ' '.repeat(column);
  const tildes = pad + options.paintMark('~'.repeat(length), primary);
  if (message === undefined) return [tildes];
  const text = printableLine(message);
  if (column + length + 1 + textWidth(text) <= width) return [`${tildes} ${options.paintMark(text, primary)}`];
  const start = Math.min(column, Math.max(0, width - 40));
  return [tildes, ...wrap(text, width - start).map((row) => ' '.repeat(start) + options.paintMark(row, primary))];
}

function widthOfLine({ cells }: SourceLine): number {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.width;
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
