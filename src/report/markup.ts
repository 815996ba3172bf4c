import { printable } from '../model/printable.ts';

/** XML or HTML that is written already; anything else is text, and is escaped where it is put in. */
export interface Markup {
  readonly markup: string;
}

export type Content = string | number | Markup | readonly Content[];

/** A template of XML or HTML: every value in it is escaped, in text and in quoted attributes alike. */
export function markup(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { markup: parts.map((part, index) => part + written(values[index] ?? '')).join('') };
}

function written(content: Content): string {
  if (typeof content === 'string') return escape(content);
  if (typeof content === 'number') return String(content);
  if (isList(content)) return content.map(written).join('');
  return content.markup;
}

function isList(content: Markup | readonly Content[]): content is readonly Content[] {
  return Array.isArray(content);
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['#', '&#35;'],
  [':', '&#58;'],
]);

/** Neither markup, nor a character that XML 1.0 forbids, nor what a reader of logs takes for a command. */
function escape(text: string): string {
  return printable(text).replace(
    /[&<>"'\ufffe\uffff\p{Surrogate}]|#(?=#\w*\[)|:(?=:)/gu,
    (character) => entities.get(character) ?? '\ufffd',
  );
}
