import type { Inconsistency, Schema } from '../model/schema.ts';

/** What is worth knowing about a replay: what did not fit, and what was skipped. */
export function notesOf({ inconsistencies, skipped }: Schema): readonly Inconsistency[] {
  return [...inconsistencies, ...(skipped ?? [])];
}
