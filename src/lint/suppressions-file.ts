import * as v from 'valibot';
import type { ProjectFiles } from '../frameworks/framework.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Report, SuppressedDiagnostic, UnusedSuppression } from '../model/report.ts';
import { holdsOn, isDay } from './directives.ts';
import { inOrder } from './order.ts';

/** Where accepted findings are recorded, unless the command line says otherwise. */
export const suppressionsFile = 'mig-lint-suppressions.json';

/** The file is there and cannot be used; the message names it and the place in it. */
export class SuppressionsError extends Error {}

const day = v.pipe(v.string(), v.isoDate(), v.check(isDay, 'Expected a day of the calendar, as YYYY-MM-DD'));

const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

const fingerprintsSchema = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, 'Expected 16 hexadecimal digits'))),
  v.readonly(),
);

const entrySchema = v.strictObject({
  file: described(v.string(), 'Where the findings were when they were accepted; for people.'),
  rule: v.string(),
  fingerprints: described(fingerprintsSchema, 'The findings; they keep their fingerprints when lines move.'),
  reason: v.exactOptional(described(v.string(), 'Why they are accepted.')),
  owner: v.exactOptional(described(v.string(), 'Whom to ask.')),
  until: v.exactOptional(described(day, 'The last day on which the entry holds, as YYYY-MM-DD.')),
});

/** The suppressions file; schemas/suppressions.schema.json is made from it. */
export const suppressionsSchema = v.strictObject({
  $schema: v.exactOptional(described(v.string(), 'Where editors find the description of this file.')),
  version: v.literal(1),
  suppressions: v.pipe(v.array(entrySchema), v.readonly()),
});

export type SuppressionEntry = v.InferOutput<typeof entrySchema>;

/** What the file says. */
export type Suppressions = v.InferOutput<typeof suppressionsSchema>;

export const noSuppressions: Suppressions = { version: 1, suppressions: [] };

/** Validates the file's text; `file` is what errors call it. Throws a `SuppressionsError`. */
export function parseSuppressions(text: string, file: string): Suppressions {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new SuppressionsError(`${file} is not valid JSON: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
  const result = v.safeParse(suppressionsSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new SuppressionsError(`${file}${place === null ? '' : `, at ${place}`}: ${issue.message}`);
}

/** What a project's own file says; nothing when there is none. Throws a `SuppressionsError`. */
export function suppressionsIn(files: Pick<ProjectFiles, 'read'>): Suppressions {
  const text = files.read(suppressionsFile);
  return text === undefined ? noSuppressions : parseSuppressions(text, suppressionsFile);
}

/** The file as text: sorted, so that the same findings give the same bytes and branches merge. */
export function printSuppressions({ suppressions, ...head }: Suppressions): string {
  const entries = suppressions
    .map(({ file, rule, fingerprints, ...about }) => ({
      file,
      rule,
      fingerprints: [...new Set(fingerprints)].sort(),
      ...about,
    }))
    .filter(({ fingerprints }) => fingerprints.length > 0)
    .map((entry) => ({ entry, key: keyOf(entry) }))
    .sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)))
    .map(({ entry }) => entry);
  return `${JSON.stringify({ ...head, suppressions: entries }, undefined, 2)}\n`;
}

/** Equal for entries that say the same of findings in the same place. */
function keyOf({ file, rule, reason = '', owner = '', until = '' }: Omit<SuppressionEntry, 'fingerprints'>): string {
  return [file, rule, reason, owner, until].join('\0');
}

export interface RunContext {
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The files of the migrations that were judged: of the others nothing can be said. */
  readonly judged: ReadonlySet<string>;
  readonly activeRules: ReadonlySet<string>;
  /** Whether the project still has the file. */
  readonly exists: (file: string) => boolean;
  /** Whether the report is to hold what is suppressed. */
  readonly keepSuppressed: boolean;
}

/** The report without the findings that the file has accepted, and with the entries that accept nothing any more. */
export function withoutAccepted(report: Report, { suppressions }: Suppressions, context: RunContext): Report {
  if (suppressions.length === 0) return report;
  const entries = entriesByFingerprint(suppressions.filter((entry) => holdsOn({ until: entry.until }, context.today)));
  const entryOf = ({ fingerprint, severity }: Diagnostic): SuppressionEntry | undefined =>
    severity === 'error' ? entries.get(fingerprint) : undefined;
  const accepted = report.diagnostics.flatMap((diagnostic): readonly SuppressedDiagnostic[] => {
    const entry = entryOf(diagnostic);
    if (entry === undefined) return [];
    return [{ ...diagnostic, by: 'file', ...(entry.reason === undefined ? {} : { reason: entry.reason }) }];
  });
  const found = new Set(report.diagnostics.map(({ fingerprint }) => fingerprint));
  const unused = suppressions.flatMap((entry) => unusedOf(entry, found, context));
  return {
    ...report,
    diagnostics: report.diagnostics.filter((diagnostic) => entryOf(diagnostic) === undefined),
    suppressed: report.suppressed + accepted.length,
    ...(context.keepSuppressed && accepted.length > 0
      ? { suppressedDiagnostics: [...(report.suppressedDiagnostics ?? []), ...accepted].sort(inOrder) }
      : {}),
    ...(unused.length === 0 ? {} : { unusedSuppressions: unused }),
  };
}

function entriesByFingerprint(entries: readonly SuppressionEntry[]): ReadonlyMap<string, SuppressionEntry> {
  return new Map(entries.flatMap((entry) => entry.fingerprints.map((fingerprint) => [fingerprint, entry] as const)));
}

function unusedOf(
  { file, rule, fingerprints }: SuppressionEntry,
  found: ReadonlySet<string>,
  { judged, activeRules, exists }: RunContext,
): readonly UnusedSuppression[] {
  const isKnown = !exists(file) || (judged.has(file) && activeRules.has(rule));
  const idle = isKnown ? fingerprints.filter((fingerprint) => !found.has(fingerprint)) : [];
  return idle.length === 0 ? [] : [{ file, rule, fingerprints: idle }];
}

/** The file with more findings accepted, those of level error: without a reason, which people add. */
export function accepting(before: Suppressions, diagnostics: readonly Diagnostic[]): Suppressions {
  const added = diagnostics.filter(({ severity }) => severity === 'error');
  const addedFingerprints = new Set(added.map(({ fingerprint }) => fingerprint));
  // What has run out is accepted anew, and so no longer under its old terms.
  const kept = before.suppressions.map((entry) => without(entry, addedFingerprints));
  const fresh = added.map(({ span: { file }, rule, fingerprint }) => ({ file, rule, fingerprints: [fingerprint] }));
  const merged = new Map<string, SuppressionEntry>();
  for (const entry of [...kept, ...fresh]) {
    const key = keyOf(entry);
    const fingerprints = [...(merged.get(key)?.fingerprints ?? []), ...entry.fingerprints];
    merged.set(key, { ...entry, fingerprints });
  }
  return { ...before, suppressions: [...merged.values()] };
}

/** The file without the entries that accept nothing any more. */
export function pruned(before: Suppressions, unused: readonly UnusedSuppression[]): Suppressions {
  const idle = new Set(unused.flatMap(({ fingerprints }) => fingerprints));
  const kept = before.suppressions
    .map((entry) => without(entry, idle))
    .filter((entry) => entry.fingerprints.length > 0);
  return { ...before, suppressions: kept };
}

function without(entry: SuppressionEntry, fingerprints: ReadonlySet<string>): SuppressionEntry {
  return { ...entry, fingerprints: entry.fingerprints.filter((fingerprint) => !fingerprints.has(fingerprint)) };
}
