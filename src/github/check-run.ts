import type { Diagnostic } from '../model/diagnostic.ts';
import { printable } from '../model/printable.ts';
import type { Report } from '../model/report.ts';
import { explanation } from '../report/explanation.ts';
import type { FormatOptions } from '../report/index.ts';
import { markdownWithin } from '../report/markdown/index.ts';
import { placesIn, type Place } from '../report/places.ts';
import { within } from '../report/ranked.ts';
import { summaryLine } from '../report/summary.ts';
import type { Annotation, CheckOutput, CheckRun, Conclusion, GitHub } from './github.ts';
import type { Target } from './target.ts';

/** GitHub takes no more in one request. */
const annotationsOfRequest = 50;
/** At one request a second; the summary counts what is left. */
const mostAnnotations = 1000;
/** GitHub takes 65,535 characters. */
const summaryBytes = 60_000;
/** GitHub takes 64 KB and shows the beginning. */
const longestMessage = 16_000;
const longestTitle = 255;

const summary = markdownWithin(summaryBytes);

/** A check run, and what is appended to it when it has more annotations than go into one request. */
export interface CheckRunRequests {
  readonly run: CheckRun;
  readonly further: readonly CheckOutput[];
}

/** The report as a check run of the target's commit. */
export function checkRunOf(
  report: Report,
  options: FormatOptions,
  { name, target, conclusion }: { readonly name: string; readonly target: Target; readonly conclusion: Conclusion },
): CheckRunRequests {
  const placeOf = placesIn(report.texts);
  const { shown, left } = within(mostAnnotations, report.diagnostics);
  const note = `${left.length} findings have no annotation: GitHub gets ${mostAnnotations} at most`;
  const noted = left.length === 0 ? report : { ...report, notes: [...report.notes, note] };
  const output = { title: shortened(summaryLine(report), longestTitle), summary: summary(noted, options) };
  const annotations = shown.map((diagnostic) => annotationOf(diagnostic, placeOf(diagnostic.span), options));
  const [first = [], ...rest] = batches(annotations);
  return {
    run: {
      name,
      head_sha: target.commit,
      status: 'completed',
      conclusion,
      ...(target.page === undefined ? {} : { details_url: target.page }),
      output: { ...output, annotations: first },
    },
    further: rest.map((batch) => ({ ...output, annotations: batch })),
  };
}

/** Makes the check run. Sent twice after a failure of GitHub, the newer one of the same name counts. */
export async function sendCheckRun(github: GitHub, { run, further }: CheckRunRequests): Promise<void> {
  const id = await github.createCheckRun(run);
  for (const output of further) await github.addAnnotations(id, output);
}

function annotationOf(
  diagnostic: Diagnostic,
  { line, endLine, column, endColumn }: Place,
  { fromRepository }: FormatOptions,
): Annotation {
  return {
    path: fromRepository(diagnostic.span.file),
    start_line: line,
    end_line: endLine,
    ...(line === endLine ? { start_column: column, end_column: endColumn } : {}),
    annotation_level: diagnostic.severity === 'error' ? 'failure' : 'warning',
    title: diagnostic.rule,
    message: shortened(printable(explanation(diagnostic)), longestMessage),
  };
}

function batches(annotations: readonly Annotation[]): readonly (readonly Annotation[])[] {
  return Array.from({ length: Math.ceil(annotations.length / annotationsOfRequest) }, (_, index) =>
    annotations.slice(index * annotationsOfRequest, (index + 1) * annotationsOfRequest),
  );
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
