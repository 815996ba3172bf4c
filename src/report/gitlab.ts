import type { Severity } from '../model/diagnostic.ts';
import { printableLine } from '../model/printable.ts';
import type { Format } from './format.ts';
import { jsonText } from './json-text.ts';
import { placesIn } from './places.ts';

/** GitLab knows info, minor, major, critical and blocker. */
const severityWords: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor' };

/** GitLab's code quality report: the part of Code Climate's format that GitLab reads. */
export const gitlab: Format = ({ diagnostics, texts }, { fromRepository }) => {
  const placeOf = placesIn(texts);
  const issues = diagnostics.map(({ rule, severity, message, why, span, fingerprint }) => {
    const { line, endLine } = placeOf(span);
    return {
      description: printableLine(why === '' ? message : `${message}: ${why}`),
      check_name: rule,
      fingerprint,
      severity: severityWords[severity],
      location: { path: fromRepository(span.file), lines: { begin: line, end: endLine } },
    };
  });
  return `${jsonText(issues, 2)}\n`;
};
