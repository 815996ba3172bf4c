import type { Diagnostic, Fix, Severity } from '../model/diagnostic.ts';
import { printable } from '../model/printable.ts';
import type { Report, RuleSummary, SuppressedDiagnostic } from '../model/report.ts';
import type { Span } from '../model/span.ts';
import { explanation, offers } from './explanation.ts';
import type { Format, FormatOptions } from './format.ts';
import { jsonText } from './json-text.ts';
import { placesIn, type PlaceOf } from './places.ts';
import { countOf, within } from './ranked.ts';

/** Code scanning refuses a run with more results, suppressed ones included. */
const mostResults = 25_000;
const baseId = '%SRCROOT%';

/** What every result is made with. */
interface Run {
  readonly placeOf: PlaceOf;
  readonly uriOf: (file: string) => string;
  readonly ruleIndexes: ReadonlyMap<string, number>;
}

/** SARIF 2.1.0 as GitHub's code scanning reads it. */
export const sarif: Format = (report, options) => `${jsonText(sarifLog(report, options))}\n`;

function sarifLog(report: Report, { toolVersion, fromRepository }: FormatOptions): object {
  const { shown, left } = within(mostResults, report.diagnostics);
  const suppressed = (report.suppressedDiagnostics ?? []).slice(0, mostResults - shown.length);
  const rules = rulesOf(report, [...shown, ...suppressed]);
  const run: Run = {
    placeOf: placesIn(report.texts),
    uriOf: (file) => uriFrom(fromRepository(file)),
    ruleIndexes: new Map(rules.map(({ name }, index) => [name, index])),
  };
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'mig-lint',
            version: toolVersion,
            semanticVersion: toolVersion,
            informationUri: 'https://github.com/mig-lint/mig-lint',
            rules: rules.map(descriptor),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: [
              ...report.notes,
              ...(left.length === 0 ? [] : [`${countOf(left)} more than a run may have results`]),
            ].map((text) => ({ level: 'note', message: { text: plain(text) } })),
          },
        ],
        originalUriBaseIds: { [baseId]: { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        results: [
          ...shown.map((diagnostic) => result(diagnostic, run)),
          ...suppressed.map((diagnostic) => ({ ...result(diagnostic, run), suppressions: [suppression(diagnostic)] })),
        ],
      },
    ],
  };
}

/** The rules of the run, and after them those of findings that are not among them. */
function rulesOf({ rules = [] }: Report, diagnostics: readonly Diagnostic[]): readonly RuleSummary[] {
  const known = new Map(rules.map((rule) => [rule.name, rule]));
  for (const { rule, severity, docs } of diagnostics) {
    if (!known.has(rule)) known.set(rule, { name: rule, category: 'other', severity, summary: rule, docs });
  }
  return [...known.values()];
}

function descriptor({ name, category, severity, summary, docs }: RuleSummary): object {
  return {
    id: name,
    name: name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: `${summary}.` },
    helpUri: docs,
    help: {
      text: `${summary}. What it finds, why, and what to write instead: ${docs}`,
      markdown: `${summary}.\n\n[What it finds, why, and what to write instead](${docs})`,
    },
    defaultConfiguration: { level: severity },
    properties: { tags: [category], precision: 'very-high', 'problem.severity': severity satisfies Severity },
  };
}

function result(diagnostic: Diagnostic, { placeOf, uriOf, ruleIndexes }: Run): object {
  const { rule, severity, span, related, fingerprint } = diagnostic;
  const locationOf = (at: Span): object => ({
    artifactLocation: { uri: uriOf(at.file), uriBaseId: baseId },
    region: regionOf(at, placeOf),
  });
  // What adds files cannot be said as changes of artifacts.
  const whole = offers(diagnostic).filter(({ files = [] }) => files.length === 0);
  const fixes = whole.map((offer) => fixOf(offer, { placeOf, uriOf }));
  return {
    ruleId: rule,
    ruleIndex: ruleIndexes.get(rule) ?? -1,
    level: severity,
    message: { text: plain(explanation(diagnostic)) },
    locations: [{ physicalLocation: locationOf(span) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map(({ span: at, message }, index) => ({
            id: index + 1,
            physicalLocation: locationOf(at),
            message: { text: plain(message) },
          })),
        }),
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'migLint/v1': fingerprint },
    ...(fixes.length === 0 ? {} : { fixes }),
  };
}

function regionOf(span: Span, placeOf: PlaceOf): object {
  const { line, column, endLine, endColumn } = placeOf(span);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function fixOf({ title, edits }: Fix, { placeOf, uriOf }: Pick<Run, 'placeOf' | 'uriOf'>): object {
  const files = [...new Set(edits.map((edit) => edit.span.file))];
  return {
    description: { text: plain(title) },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file), uriBaseId: baseId },
      replacements: edits
        .filter((edit) => edit.span.file === file)
        .map(({ span, text }) => ({ deletedRegion: regionOf(span, placeOf), insertedContent: { text } })),
    })),
  };
}

function suppression({ by, reason }: SuppressedDiagnostic): object {
  return {
    kind: by === undefined ? 'inSource' : 'external',
    ...(reason === undefined ? {} : { justification: plain(reason) }),
  };
}

function uriFrom(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** A message in which `[text](1)` is no link to a place or an address. */
function plain(text: string): string {
  return printable(text).replaceAll('](', '] (');
}
