import type { Edit, Fix } from '../model/diagnostic.ts';

/**
 * A change as the one replacement that a suggestion is: several edits become one over all that lies between them. A
 * change of other files, or of none, or with new ones, is no such replacement.
 */
export function replacementOf(
  { edits, files = [] }: Fix,
  file: string,
  texts: ReadonlyMap<string, string>,
): Edit | undefined {
  const text = texts.get(file);
  const [first] = edits;
  const last = edits.at(-1);
  if (files.length > 0) return undefined;
  if (text === undefined || first === undefined || last === undefined) return undefined;
  if (edits.some((edit) => edit.span.file !== file)) return undefined;
  return { span: { file, start: first.span.start, end: last.span.end }, text: joined(edits, text) };
}

function joined(edits: readonly Edit[], text: string): string {
  return edits
    .map((edit, index) => {
      const next = edits[index + 1];
      return edit.text + (next === undefined ? '' : text.slice(edit.span.end, next.span.start));
    })
    .join('');
}
