import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import { printable, printableLine } from '../model/printable.ts';
import { explanation } from './explanation.ts';
import type { Format, FormatOptions } from './format.ts';
import { placesIn, type Place } from './places.ts';
import { countOf } from './ranked.ts';

/** GitHub shows no more annotations of one level from one step, whichever come first. */
const annotationsOfLevel = 10;
/** The runner cuts longer messages. */
const longestMessage = 4096;

const levels: readonly Severity[] = ['error', 'warning'];

/**
 * Annotations as workflow commands of GitHub Actions: errors first, no more than are shown, and the rest counted in the
 * last line.
 */
export const github: Format = ({ diagnostics, texts }, options) => {
  const placeOf = placesIn(texts);
  const shown = levels.flatMap((level) =>
    diagnostics.filter(({ severity }) => severity === level).slice(0, annotationsOfLevel),
  );
  const commands = shown.map((diagnostic) => annotation(diagnostic, placeOf(diagnostic.span), options));
  if (shown.length === diagnostics.length) return commands.map((line) => `${line}\n`).join('');

  const isShown = new Set(shown);
  const left = diagnostics.filter((diagnostic) => !isShown.has(diagnostic));
  const rest = command(
    'notice',
    { title: 'mig-lint' },
    `${countOf(left)} more: see the log or the summary of this run`,
  );
  return `${[...commands, rest].join('\n')}\n`;
};

function annotation(diagnostic: Diagnostic, place: Place, { fromRepository }: FormatOptions): string {
  const { line, endLine, column, endColumn } = place;
  return command(
    diagnostic.severity,
    {
      file: fromRepository(diagnostic.span.file),
      line,
      endLine,
      // GitHub refuses columns of an annotation over several lines.
      ...(line === endLine ? { col: column, endColumn } : {}),
      title: diagnostic.rule,
    },
    explanation(diagnostic),
  );
}

/** One workflow command; its escapes are those of @actions/core. */
function command(
  name: Severity | 'notice',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(shortened(printable(message)))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(printableLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function shortened(text: string): string {
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage - 1)}…`;
}
