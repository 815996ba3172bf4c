import type { Token } from './token.ts';

/** The name that a word or a quoted name stands for. Letters keep their case. */
export function nameOf(text: string, token: Token): string {
  if (token.type !== 'quoted-name') return text.slice(token.start, token.end);
  const open = text.charAt(token.start);
  const close = open === '[' ? ']' : open;
  return undouble(text.slice(token.start + 1, token.closed ? token.end - 1 : token.end), close);
}

/** The content of a quote with each doubled quote as one. */
export function undouble(content: string, quote: string): string {
  return content.includes(quote) ? content.replaceAll(quote + quote, quote) : content;
}
