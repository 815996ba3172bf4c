import type { Edit, Fix, Severity } from '../model/diagnostic.ts';
import { printable } from '../model/printable.ts';
import type { Report } from '../model/report.ts';
import type { Span } from '../model/span.ts';
import { explanation, offers } from './explanation.ts';
import type { Format, FormatOptions } from './format.ts';
import { jsonText } from './json-text.ts';
import { placesIn, type PlaceOf } from './places.ts';

interface Position {
  readonly line: number;
  /** From 1, in bytes of UTF-8. */
  readonly column: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

const severityWords: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING' };
const source = { name: 'mig-lint', url: 'https://github.com/mig-lint/mig-lint' };

/** Reviewdog's diagnostic format as one JSON object; paths are from the folder of the run, as reviewdog takes them. */
export const rdjson: Format = (report, options) =>
  `${jsonText({ source, diagnostics: diagnosticsOf(report, options) }, 2)}\n`;

/** The same as JSON lines, one for each finding. */
export const rdjsonl: Format = (report, options) =>
  diagnosticsOf(report, options)
    .map((diagnostic) => `${jsonText({ ...diagnostic, source })}\n`)
    .join('');

function diagnosticsOf({ diagnostics, texts }: Report, { fromFolder }: FormatOptions): readonly object[] {
  const rangeOf = rangesIn(texts);
  return diagnostics.map((diagnostic) => {
    const { rule, severity, span, docs } = diagnostic;
    const suggestions = offers(diagnostic).flatMap((offer) => suggestionOf(offer, span.file, texts, rangeOf));
    return {
      message: printable(explanation(diagnostic)),
      location: { path: fromFolder(span.file), range: rangeOf(span) },
      severity: severityWords[severity],
      code: { value: rule, url: docs },
      ...(suggestions.length === 0 ? {} : { suggestions }),
    };
  });
}

function rangesIn(texts: ReadonlyMap<string, string>): (span: Span) => Range {
  const placeOf: PlaceOf = placesIn(texts);
  return (span) => {
    const text = texts.get(span.file) ?? '';
    const { line, column, endLine, endColumn } = placeOf(span);
    const end = Math.min(span.end, text.length);
    return {
      start: { line, column: bytesOf(text.slice(span.start - column + 1, span.start)) + 1 },
      end: { line: endLine, column: bytesOf(text.slice(end - endColumn + 1, end)) + 1 },
    };
  };
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/**
 * A change as the one replacement that a suggestion is: several edits become one over all that lies between them. A
 * change of other files cannot be suggested here.
 */
function suggestionOf(
  { edits }: Fix,
  file: string,
  texts: ReadonlyMap<string, string>,
  rangeOf: (span: Span) => Range,
): readonly { readonly range: Range; readonly text: string }[] {
  const text = texts.get(file);
  const [first] = edits;
  const last = edits.at(-1);
  if (text === undefined || first === undefined || last === undefined) return [];
  if (edits.some((edit) => edit.span.file !== file)) return [];
  const span = { file, start: first.span.start, end: last.span.end };
  return [{ range: rangeOf(span), text: joined(edits, text) }];
}

function joined(edits: readonly Edit[], text: string): string {
  return edits
    .map((edit, index) => {
      const next = edits[index + 1];
      return edit.text + (next === undefined ? '' : text.slice(edit.span.end, next.span.start));
    })
    .join('');
}
