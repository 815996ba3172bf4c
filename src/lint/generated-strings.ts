import { parseScript } from '../frameworks/javascript/parse.ts';
import type { StringConstant } from '../rules/generated-view.ts';

/** The strings of a program that are written out, in order; nothing of it is run. */
export function stringsOf(file: string, text: string): readonly StringConstant[] {
  const strings: StringConstant[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(look);
      return;
    }
    if (!isRecord(node)) return;
    const written = writtenText(node);
    const { start, end } = node;
    if (written !== undefined && typeof start === 'number' && typeof end === 'number') {
      strings.push({ text: comparableText(written), at: { file, start, end } });
      return;
    }
    Object.values(node).forEach(look);
  };
  look(parseScript(file, text).program);
  return strings;
}

/** A text without what generators and editors change of it: byte order mark, line ends, white space around. */
export function comparableText(text: string): string {
  return text
    .replaceAll('\uFEFF', '')
    .replace(/(?<![ \t\r])[ \t\r]+$/gm, '')
    .trim();
}

/** The value of a string, or of a template without holes. */
function writtenText(node: Readonly<Record<string, unknown>>): string | undefined {
  if (node['type'] === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  const quasis: unknown = node['type'] === 'TemplateLiteral' ? node['quasis'] : undefined;
  if (!Array.isArray(quasis) || quasis.length !== 1) return undefined;
  const only: unknown = quasis[0];
  const value = isRecord(only) ? only['value'] : undefined;
  const cooked = isRecord(value) ? value['cooked'] : undefined;
  return typeof cooked === 'string' ? cooked : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
