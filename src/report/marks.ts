import type { Diagnostic } from '../model/diagnostic.ts';
import type { Mark } from './code-frame.ts';

/** What a finding points at in one file: itself, and the places that belong to it. */
export function marksOf({ span, related }: Diagnostic, file: string): readonly Mark[] {
  const own = span.file === file ? [{ start: span.start, end: span.end, primary: true }] : [];
  const others = related
    .filter((place) => place.span.file === file)
    .map((place) => ({ start: place.span.start, end: place.span.end, message: place.message, primary: false }));
  return [...own, ...others];
}

/** The files that a finding points into, its own first. */
export function filesOf({ span, related }: Diagnostic): readonly string[] {
  return [...new Set([span.file, ...related.map((place) => place.span.file)])];
}
