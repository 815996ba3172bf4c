import type { Diagnostic } from '../model/diagnostic.ts';
import { count, ofSeverity } from './counts.ts';

/** As many findings as a format has room for, and how many are left. */
export interface Room {
  readonly shown: readonly Diagnostic[];
  readonly left: readonly Diagnostic[];
}

/** The findings that fit: all of them in their order, or errors before warnings when there are too many. */
export function within(limit: number, diagnostics: readonly Diagnostic[]): Room {
  if (diagnostics.length <= limit) return { shown: diagnostics, left: [] };
  const ranked = [
    ...diagnostics.filter(({ severity }) => severity === 'error'),
    ...diagnostics.filter(({ severity }) => severity === 'warning'),
  ];
  return { shown: ranked.slice(0, limit), left: ranked.slice(limit) };
}

/** `3 errors and 12 warnings`. */
export function countOf(diagnostics: readonly Diagnostic[]): string {
  const errors = ofSeverity(diagnostics, 'error');
  const warnings = ofSeverity(diagnostics, 'warning');
  return [
    ...(errors === 0 && warnings > 0 ? [] : [count(errors, 'error')]),
    ...(warnings === 0 ? [] : [count(warnings, 'warning')]),
  ].join(' and ');
}
