import type { Report, ReportDetail } from '../model/report.ts';
import type { Format, FormatOptions, LongFormat } from './format.ts';

export type { FormatOptions } from './format.ts';

interface FormatEntry {
  /** For `--help` and the docs. */
  readonly summary: string;
  /** What it shows beyond the findings, and what the run has to work out for it. */
  readonly needs?: readonly ReportDetail[];
  readonly load: () => Promise<Format | LongFormat>;
}

/** The registry: a format is a file, or a folder, and one line here. Each is loaded when it is asked for. */
const formats = {
  pretty: {
    summary: 'for people: what, why and what to do, beside the code',
    needs: ['firstOffers'],
    load: async () => (await import('./pretty.ts')).pretty,
  },
  compact: {
    summary: "one line a finding, as ESLint's compact form",
    load: async () => (await import('./compact.ts')).compact,
  },
  json: {
    summary: 'everything that is known, as a versioned contract',
    needs: ['offers'],
    load: async () => (await import('./json.ts')).json,
  },
  github: {
    summary: 'annotations on a pull request, as workflow commands of GitHub Actions',
    load: async () => (await import('./github.ts')).github,
  },
  sarif: {
    summary: 'SARIF 2.1.0, for code scanning',
    needs: ['rules', 'suppressedDiagnostics', 'offers'],
    load: async () => (await import('./sarif.ts')).sarif,
  },
  gitlab: {
    summary: "GitLab's code quality report",
    load: async () => (await import('./gitlab.ts')).gitlab,
  },
  rdjson: {
    summary: "reviewdog's diagnostics, with suggestions",
    needs: ['offers'],
    load: async () => (await import('./rdjson.ts')).rdjson,
  },
  rdjsonl: {
    summary: 'the same, one line a finding',
    needs: ['offers'],
    load: async () => (await import('./rdjson.ts')).rdjsonl,
  },
  junit: {
    summary: 'JUnit XML: a test suite for each file',
    load: async () => (await import('./junit.ts')).junit,
  },
  checkstyle: {
    summary: 'Checkstyle XML',
    load: async () => (await import('./checkstyle.ts')).checkstyle,
  },
  markdown: {
    summary: 'for a step summary or a comment: a table, folded details, what is locked when',
    needs: ['timelines', 'offers'],
    load: async () => (await import('./markdown/index.ts')).markdown,
  },
  html: {
    summary: 'one self-contained page: findings, what is locked when, the schema before and after',
    needs: ['timelines', 'schemaChanges', 'offers'],
    load: async () => (await import('./html/index.ts')).html,
  },
} satisfies Record<string, FormatEntry>;

export type FormatName = keyof typeof formats;

/** Every format, in the order in which they are listed to people, with what it is for. */
export const formatSummaries: ReadonlyMap<string, string> = new Map(
  Object.entries(formats).map(([name, { summary }]) => [name, summary]),
);

export const formatNames: readonly string[] = [...formatSummaries.keys()];

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

/** What the run has to work out so that these formats can show it. */
export function detailsFor(names: readonly FormatName[]): ReadonlySet<ReportDetail> {
  return new Set(
    names.flatMap((name): readonly ReportDetail[] => {
      const entry: FormatEntry = formats[name];
      return entry.needs ?? [];
    }),
  );
}

/** A form of a report, in pieces that end in a line break together; no piece when there is nothing to say. */
export async function loadFormat(
  name: FormatName,
): Promise<(report: Report, options: FormatOptions) => Iterable<string>> {
  const format: Format | LongFormat = await formats[name].load();
  return (report, options) => {
    const text = format(report, options);
    if (typeof text !== 'string') return text;
    return text === '' ? [] : [`${text.trimEnd()}\n`];
  };
}
