import { lookUp } from '../../model/look-up.ts';
import { undouble } from '../lexer/quoting.ts';

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\x1a',
  // Kept for LIKE, which has its own use for them.
  '%': String.raw`\%`,
  _: String.raw`\_`,
};

/** The value of a string as written, with its quotes and perhaps a prefix before them. */
export function stringValue(written: string): string {
  const open = written.search(/['"]/);
  if (open === -1) return written;
  const quote = written.charAt(open);
  const end = written.length > open + 1 && written.endsWith(quote) ? -1 : undefined;
  const content = written.slice(open + 1, end);
  if (!content.includes('\\')) return undouble(content, quote);
  const parts = content.split(/(\\[^])/);
  return parts.map((part, at) => (at % 2 === 1 ? unescaped(part.charAt(1)) : undouble(part, quote))).join('');
}

/** A value as a string of MySQL's default mode. */
export function quotedString(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

function unescaped(character: string): string {
  return lookUp(escapes, character) ?? character;
}
