import type { Diagnostic, Fix } from '../model/diagnostic.ts';
import type { ChainSummary, Report } from '../model/report.ts';
import type { JsonReport } from './contract.ts';
import { ofSeverity } from './counts.ts';
import type { LongFormat } from './format.ts';
import { jsonText } from './json-text.ts';
import { placesIn, type PlaceOf } from './places.ts';

type JsonDiagnostic = JsonReport['diagnostics'][number];
type JsonFix = NonNullable<JsonDiagnostic['fix']>;

/** For programs: everything that is known of every finding. Its shape is kept, see contract.ts. */
export const json: LongFormat = function* (report) {
  const placeOf = placesIn(report.texts);
  // The diagnostics come last, and one by one.
  const beginning = jsonText(beginningOf(report), 2).replace(/\n\}$/, '');
  let separator = `${beginning},\n  "diagnostics": [`;
  for (const diagnostic of report.diagnostics) {
    yield `${separator}\n    ${jsonText(jsonDiagnostic(diagnostic, placeOf), 2).replaceAll('\n', '\n    ')}`;
    separator = ',';
  }
  yield report.diagnostics.length === 0 ? `${separator}]\n}\n` : '\n  ]\n}\n';
};

function beginningOf({
  coverage,
  chains,
  diagnostics,
  suppressed,
  notes,
  durationMs,
}: Report): Omit<JsonReport, 'diagnostics'> {
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
  };
}

function jsonChain({ shippedWhere, ...chain }: ChainSummary): JsonReport['chains'][number] {
  return { ...chain, ...(shippedWhere === undefined ? {} : { shippedWhere }) };
}

function jsonDiagnostic(diagnostic: Diagnostic, placeOf: PlaceOf): JsonDiagnostic {
  const { rule, severity, message, why, remedy, span, migration, chain, docs, fingerprint } = diagnostic;
  const { facts, fix, suggestions, rewrite, unwritten, related } = diagnostic;
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
    ...(unwritten === undefined ? {} : { unwritten }),
    related: related.map((place) => ({ message: place.message, ...placeOf(place.span) })),
    docs,
    fingerprint,
  };
}

function jsonFix({ title, edits, files, note }: Fix): JsonFix {
  return {
    title,
    edits: edits.map(({ span, text }) => ({ ...span, text })),
    ...(files === undefined ? {} : { files }),
    ...(note === undefined ? {} : { note }),
  };
}
