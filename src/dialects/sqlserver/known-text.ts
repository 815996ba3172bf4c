import type { SourceText } from '../../model/source-text.ts';
import { joinedText } from './strings.ts';

/** A text as far as it is known without running anything. */
export type KnownText =
  | Text
  /** `because` is a sentence without its full stop that names what is not known. */
  | { readonly kind: 'unknown'; readonly because: string };

/** Kept as it was put together: a script that adds to a text line by line would copy it each time. */
type Text =
  | { readonly kind: 'text'; readonly length: number; readonly source: SourceText }
  | { readonly kind: 'joined'; readonly length: number; readonly parts: readonly Text[] };

/** A text longer than this is not put together: it doubles with each `SET @a = @a + @a`. */
const longest = 200_000;

export function unknown(because: string): KnownText {
  return { kind: 'unknown', because };
}

export function known(source: SourceText): KnownText {
  return { kind: 'text', length: source.text.length, source };
}

export function joined(texts: readonly KnownText[]): KnownText {
  const parts: Text[] = [];
  let length = 0;
  for (const text of texts) {
    if (text.kind === 'unknown') return text;
    if (text.length > 0) parts.push(text);
    length += text.length;
  }
  if (length > longest) return unknown(`it is longer than ${String(longest)} characters`);
  const [only = texts[0]] = parts;
  return parts.length < 2 && only !== undefined ? only : { kind: 'joined', length, parts };
}

/** A text that is known, with the places of its characters. */
export function sourceOf(text: Text): SourceText {
  const sources: SourceText[] = [];
  const rest = [text];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.kind === 'text') sources.push(next.source);
    else for (const part of next.parts.toReversed()) rest.push(part);
  }
  return joinedText(sources);
}
