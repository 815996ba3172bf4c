import type { Edit } from '../model/diagnostic.ts';

/** A text with edits made; they must all be of that text's file, and not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
  let result = '';
  let at = 0;
  for (const edit of sorted) {
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}

/** Whether two sets of edits touch the same characters of the same file. */
function overlap(some: readonly Edit[], others: readonly Edit[]): boolean {
  return some.some((one) =>
    others.some(
      (other) =>
        one.span.file === other.span.file && one.span.start < other.span.end && other.span.start < one.span.end,
    ),
  );
}

/** The sets of edits that can be made together, the first ones preferred. */
export function compatible(sets: readonly (readonly Edit[])[]): readonly (readonly Edit[])[] {
  const chosen: (readonly Edit[])[] = [];
  for (const set of sets) {
    if (!chosen.some((other) => overlap(other, set))) chosen.push(set);
  }
  return chosen;
}
