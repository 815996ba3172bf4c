import type { Diagnostic, Fix } from '../model/diagnostic.ts';
import type { ChainSummary, Report } from '../model/report.ts';
import { indexLines, type Span } from '../model/span.ts';
import type { JsonReport } from './contract.ts';
import { ofSeverity } from './counts.ts';
import type { Format } from './format.ts';

type JsonDiagnostic = JsonReport['diagnostics'][number];
type JsonFix = NonNullable<JsonDiagnostic['fix']>;
type Place = Pick<JsonDiagnostic, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>;
type PlaceOf = (span: Span) => Place;

/** For programs: everything that is known of every finding. Its shape is kept, see contract.ts. */
export const json: Format = (report) => `${JSON.stringify(jsonReport(report), undefined, 2)}\n`;

function jsonReport(report: Report): JsonReport {
  const { coverage, chains, diagnostics, suppressed, notes, texts, durationMs } = report;
  const placeOf = places(texts);
  return {
    version: 1,
    summary: {
      ...coverage,
      errors: ofSeverity(diagnostics, 'error'),
      warnings: ofSeverity(diagnostics, 'warning'),
      suppressed,
      durationMs,
    },
    chains: chains.map(jsonChain),
    notes,
    diagnostics: diagnostics.map((diagnostic) => jsonDiagnostic(diagnostic, placeOf)),
  };
}

function places(texts: ReadonlyMap<string, string>): PlaceOf {
  const indexes = new Map([...texts].map(([file, text]) => [file, indexLines(text)]));
  const unknown = indexLines('');
  return ({ file, start, end }) => {
    const index = indexes.get(file) ?? unknown;
    const first = index.position(start);
    const last = index.position(end);
    return { file, line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
  };
}

function jsonChain({ shippedWhere, ...chain }: ChainSummary): JsonReport['chains'][number] {
  return { ...chain, ...(shippedWhere === undefined ? {} : { shippedWhere }) };
}

function jsonDiagnostic(diagnostic: Diagnostic, placeOf: PlaceOf): JsonDiagnostic {
  const { rule, severity, message, why, remedy, span, migration, chain, docs, fingerprint } = diagnostic;
  const { facts, fix, suggestions, rewrite, related } = diagnostic;
  return {
    rule,
    severity,
    message,
    why,
    remedy,
    ...placeOf(span),
    migration,
    chain,
    ...(facts === undefined ? {} : { facts }),
    ...(fix === undefined ? {} : { fix: jsonFix(fix) }),
    suggestions: suggestions.map(jsonFix),
    ...(rewrite === undefined ? {} : { rewrite: jsonFix(rewrite) }),
    related: related.map((place) => ({ message: place.message, ...placeOf(place.span) })),
    docs,
    fingerprint,
  };
}

function jsonFix({ title, edits }: Fix): JsonFix {
  return { title, edits: edits.map(({ span, text }) => ({ ...span, text })) };
}
