import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Report } from '../../model/report.ts';
import { codeFrame } from '../code-frame.ts';
import { offers } from '../explanation.ts';
import type { Format, FormatOptions } from '../format.ts';
import { inert } from '../inert.ts';
import { marksOf } from '../marks.ts';
import { placesIn, type PlaceOf } from '../places.ts';
import { countOf, within, type Room } from '../ranked.ts';
import { summaryLine } from '../summary.ts';
import { code, codeBlock, htmlText, inline } from './text.ts';
import { timelineSection } from './timeline.ts';

/** A step summary holds 1 MiB; the last lines, which say what is missing, need room as well. */
const summaryBytes = 1024 * 1024 - 16 * 1024;
const mostRows = 1000;
const mostDetails = 200;

/** For a step summary: the findings as a table, each in folded detail, and what is locked when. */
export const markdown: Format = markdownWithin(summaryBytes);

/** The same for a place with room for this many bytes, such as a comment; half of them are the table's at most. */
export function markdownWithin(mostBytes: number): Format {
  return (report, options) => {
    const placeOf = placesIn(report.texts);
    const { shown, left, table } = tableWithin(mostBytes / 2, report.diagnostics, placeOf, options);
    const details = shown.slice(0, mostDetails).map((diagnostic) => detail(diagnostic, report, placeOf, options));
    const blocks = [
      `## ${inline(`mig-lint: ${summaryLine(report)}`)}`,
      ...report.notes.map((note) => `> note: ${inline(note)}`),
      ...(shown.length === 0 ? [] : [table]),
      ...(left.length === 0 ? [] : [`${countOf(left)} more.`]),
      ...details,
      ...(report.timelines ?? []).flatMap(timelineSection),
    ];
    return inert(`${fitting(blocks, mostBytes).join('\n\n')}\n`);
  };
}

/** A table of as many findings as there is room for, by halves. */
function tableWithin(
  mostBytes: number,
  diagnostics: readonly Diagnostic[],
  placeOf: PlaceOf,
  options: FormatOptions,
): Room & { readonly table: string } {
  for (let most = mostRows; ; most = Math.floor(most / 2)) {
    const room = within(most, diagnostics);
    const rows = room.shown.map((diagnostic) => row(diagnostic, placeOf, options));
    const table = ['| | where | what | rule |', '| --- | --- | --- | --- |', ...rows].join('\n');
    if (most === 0 || Buffer.byteLength(table) <= mostBytes) return { ...room, table };
  }
}

/** As many of the blocks as there is room for, and a sentence about the others. */
function fitting(blocks: readonly string[], mostBytes: number): readonly string[] {
  const fit: string[] = [];
  let bytes = 0;
  for (const block of blocks) {
    bytes += Buffer.byteLength(block) + 2;
    if (bytes > mostBytes) return [...fit, 'There is no room for the rest.'];
    fit.push(block);
  }
  return fit;
}

function row({ span, severity, message, rule, docs }: Diagnostic, placeOf: PlaceOf, options: FormatOptions): string {
  const where = code(`${options.fromRepository(span.file)}:${placeOf(span).line}`);
  return `| ${mark(severity)} | ${where} | ${inline(message)} | [${inline(rule)}](<${encodeURI(docs)}>) |`;
}

function mark(severity: Diagnostic['severity']): string {
  switch (severity) {
    case 'error':
      return ':x: error';
    case 'warning':
      return ':warning: warning';
  }
}

function detail(diagnostic: Diagnostic, report: Report, placeOf: PlaceOf, { fromRepository }: FormatOptions): string {
  const { span, message, why, remedy } = diagnostic;
  const place = `${fromRepository(span.file)}:${placeOf(span).line}`;
  const frame = codeFrame(report.texts.get(span.file) ?? '', marksOf(diagnostic, span.file), {
    width: 110,
    paintGutter: (text) => text,
    paintMark: (text) => text,
  });
  return [
    `<details><summary>${htmlText(`${message} (${place})`)}</summary>`,
    ...(frame.length === 0 ? [] : [codeBlock(frame.join('\n'))]),
    ...(why === '' ? [] : [`**Why:** ${inline(why)}`]),
    ...(remedy === '' ? [] : ['**What to do:**', codeBlock(remedy)]),
    ...offers(diagnostic).map(({ title }) => `**Offered:** ${inline(title)}`),
    '</details>',
  ].join('\n\n');
}
