import pc from 'picocolors';
import type { Diagnostic, Related, Severity } from '../model/diagnostic.ts';
import { printable, printableLine } from '../model/printable.ts';
import type { Report } from '../model/report.ts';
import { textWidth } from './cells.ts';
import { codeFrame, type Mark } from './code-frame.ts';
import type { FormatOptions, LongFormat } from './format.ts';
import { inert } from './inert.ts';
import { placesIn, type PlaceOf } from './places.ts';
import { chainText, summaryLine } from './summary.ts';
import { hang, wrap } from './wrap.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** All that the parts of the text are made with. */
interface Page {
  readonly colors: Colors;
  readonly width: number;
  readonly texts: ReadonlyMap<string, string>;
  readonly placeOf: PlaceOf;
}

const detailIndent = '     ';

/** For people at a terminal: what, why and what to do, beside the code. */
export const pretty: LongFormat = function* (report, options) {
  const page = pageOf(report, options);
  let file: string | undefined;
  for (const diagnostic of report.diagnostics) {
    const heading = diagnostic.span.file === file ? [] : [page.colors.underline(printableLine(diagnostic.span.file))];
    file = diagnostic.span.file;
    yield linesOf([...heading, ...finding(diagnostic, page), '']);
  }
  yield linesOf(closing(report, page));
};

function linesOf(rows: readonly string[]): string {
  return inert(`${rows.join('\n')}\n`);
}

function pageOf({ texts }: Report, { color, width }: FormatOptions): Page {
  return { colors: pc.createColors(color), width: Math.max(40, width), texts, placeOf: placesIn(texts) };
}

function finding(diagnostic: Diagnostic, page: Page): readonly string[] {
  const { colors } = page;
  const rows = [...headline(diagnostic, page), ...frames(diagnostic, page)];
  const details = [
    ...detail('why', prose(diagnostic.why, page), colors),
    ...detail('do', remedy(diagnostic.remedy, page), colors),
    ...fixes(diagnostic).flatMap((fix) => detail('fix', prose(fix, page), colors)),
  ];
  return details.length === 0 ? rows : [...rows, '', ...details];
}

/** `17:13  error  what is wrong   rule`, the message wrapped under itself. */
function headline({ span, severity, message, rule }: Diagnostic, { colors, width, placeOf }: Page): readonly string[] {
  const { line, column } = placeOf(span);
  const place = `${line}:${column}`;
  const label = `  ${colors.dim(place)}  ${severityColor(severity, colors)(severity)}  `;
  const indent = `  ${place}  ${severity}  `.length;

  const lines = wrap(printableLine(message), Math.max(20, width - indent));
  const last = lines.at(-1) ?? '';
  const ending =
    indent + textWidth(last) + 3 + rule.length <= width ? [`${last}   ${colors.dim(rule)}`] : [last, colors.dim(rule)];
  return hang(label, indent, [...lines.slice(0, -1), ...ending]);
}

/** The finding's own file with every place in it, then the places in other files. */
function frames({ span, related, severity }: Diagnostic, page: Page): readonly string[] {
  const own = { start: span.start, end: span.end, primary: true };
  const otherFiles = new Set(related.map((place) => place.span.file).filter((file) => file !== span.file));
  return [
    ...frame(span.file, [own, ...marksIn(span.file, related)], severity, page),
    ...[...otherFiles].flatMap((file) => {
      const marks = marksIn(file, related);
      const { line, column } = page.placeOf({ file, start: marks[0]?.start ?? 0, end: 0 });
      const place = `${printableLine(file)}:${line}:${column}`;
      return ['', detailIndent + page.colors.underline(place), ...frame(file, marks, severity, page)];
    }),
  ];
}

function marksIn(file: string, related: readonly Related[]): readonly Mark[] {
  return related
    .filter(({ span }) => span.file === file)
    .map(({ span, message }) => ({ start: span.start, end: span.end, message, primary: false }));
}

function frame(
  file: string,
  marks: readonly Mark[],
  severity: Severity,
  { colors, width, texts }: Page,
): readonly string[] {
  const rows = codeFrame(texts.get(file) ?? '', marks, {
    width: width - detailIndent.length,
    paintGutter: colors.dim,
    paintMark: (text, primary) => (primary ? severityColor(severity, colors) : colors.cyan)(text),
  });
  return rows.length === 0 ? [] : ['', ...rows.map((row) => detailIndent + row)];
}

/** How far the text beside `why` and `do` is indented. */
const labelWidth = 6;

function detail(label: string, lines: readonly string[], colors: Colors): readonly string[] {
  const labelled = detailIndent + colors.bold(label.padEnd(labelWidth));
  return hang(labelled, detailIndent.length + labelWidth, lines);
}

function prose(text: string, page: Page): readonly string[] {
  return text.trim() === '' ? [] : wrap(printableLine(text), proseWidth(page));
}

/** Indented lines are code and stay as they are; the others are prose. */
function remedy(text: string, page: Page): readonly string[] {
  if (text.trim() === '') return [];
  return printable(text)
    .split('\n')
    .flatMap((line) =>
      /^\s/.test(line) || line === '' ? [line.replaceAll('\t', '    ')] : wrap(line, proseWidth(page)),
    );
}

function proseWidth({ width }: Page): number {
  return width - detailIndent.length - labelWidth;
}

function fixes({ fix, rewrite }: Diagnostic): readonly string[] {
  return [
    ...(fix === undefined ? [] : [`${fix.title} (mig-lint --fix)`]),
    ...(rewrite === undefined ? [] : [`${rewrite.title} (mig-lint --fix-rewrite)`]),
  ];
}

/** Several chains by name, what could not be known, and the summary. */
function closing(report: Report, { colors, width }: Page): readonly string[] {
  const { chains, notes, diagnostics } = report;
  const names = chains.map(chainText).join(', ');
  const about = [
    ...(chains.length < 2 ? [] : [`${chains.length} chains: ${names}`]),
    ...notes.map((note) => `note: ${note}`),
  ].flatMap((text) => hang('', 2, wrap(printableLine(text), width - 2)));

  const worst = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0];
  const paint = worst === undefined ? colors.green : severityColor(worst.severity, colors);
  return [...about.map((line) => colors.dim(line)), paint(printableLine(summaryLine(report)))];
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  switch (severity) {
    case 'error':
      return colors.red;
    case 'warning':
      return colors.yellow;
  }
}
