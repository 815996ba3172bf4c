import { slice } from '../../model/source-text.ts';
import type { SourceText } from '../../model/source-text.ts';
import { asOne, concatenated } from './nested-source.ts';

/**
 * Strings and comments, in which a placeholder is only text; or else, as groups, a placeholder of a template language
 * (`{{ … }}`, `${…}`) between what touches it. A dollar quote is no string here: what stands between is a body of code.
 */
const pattern = /'[^']*'|--[^\n]*|\/\*[^]*?(?:\*\/|$)|("?(?:(?<!\w)\w+)?)(\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\})(\w*"?)/gu;

/** What a template language does rather than fills in: `{{ if }}`, `{{- end }}`, `{{/* … *\/}}`. */
const control = /^\{\{-?\s*(?:\/\*|[#/^!]|(?:block|define|else|end|if|range|template|with)\b)/u;

/**
 * The text with each placeholder as a quoted name that spells it, so that `{{ schema }}.t` is a table in a schema of that
 * name; `undefined` when it has none, or one that is more than a place for a value.
 */
export function withNamedPlaceholders(source: SourceText): SourceText | undefined {
  const parts: SourceText[] = [];
  let at = 0;
  for (const { 0: all, 1: before = '', 2: placeholder, 3: after = '', index } of source.text.matchAll(pattern)) {
    if (placeholder === undefined) continue;
    if (control.test(placeholder)) return undefined;
    const end = index + all.length;
    parts.push(slice(source, at, index), asOne(slice(source, index, end), quoted(before, placeholder, after)));
    at = end;
  }
  return parts.length === 0 ? undefined : concatenated(source.file, [...parts, slice(source, at, source.text.length)]);
}

/** Without quotes around it, what touches the placeholder is folded as any other part of a name. */
function quoted(before: string, placeholder: string, after: string): string {
  const isQuoted = before.startsWith('"') && after.endsWith('"');
  const name = isQuoted
    ? before.slice(1) + placeholder + after.slice(0, -1)
    : before.toLowerCase() + placeholder + after.toLowerCase();
  return `"${name.replaceAll('"', '""')}"`;
}
