import type { Severity } from '../model/diagnostic.ts';
import { printable } from '../model/printable.ts';
import type { Report } from '../model/report.ts';
import type { Span } from '../model/span.ts';
import { explanation, offers } from './explanation.ts';
import type { Format, FormatOptions } from './format.ts';
import { jsonText } from './json-text.ts';
import { placesIn, type PlaceOf } from './places.ts';
import { replacementOf } from './replacement.ts';

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
    const suggestions = offers(diagnostic).flatMap((offer) => {
      const replacement = replacementOf(offer, span.file, texts);
      return replacement === undefined ? [] : [{ range: rangeOf(replacement.span), text: replacement.text }];
    });
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
