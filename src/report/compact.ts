import { printableLine } from '../model/printable.ts';
import type { Severity } from '../model/diagnostic.ts';
import type { Format } from './format.ts';
import { inert } from './inert.ts';
import { placesIn } from './places.ts';
import { countOf } from './ranked.ts';

const severityWords: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning' };

/** ESLint's compact form, which editors' problem matchers know: `a.sql: line 1, col 1, Error - what is wrong. (rule)`. */
export const compact: Format = ({ diagnostics, texts }, { fromFolder }) => {
  const placeOf = placesIn(texts);
  const rows = diagnostics.map(({ span, severity, message, rule }) => {
    const { line, column } = placeOf(span);
    const text = `${fromFolder(span.file)}: line ${line}, col ${column}, ${severityWords[severity]} - ${message} (${rule})`;
    return printableLine(text);
  });
  if (rows.length === 0) return '';
  return inert(`${[...rows, '', countOf(diagnostics)].join('\n')}\n`);
};
