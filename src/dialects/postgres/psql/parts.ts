import { slice } from '../../../model/source-text.ts';
import type { SourceText } from '../../../model/source-text.ts';
import type { LexedText } from '../../lexer/token.ts';
import { lex } from '../lexicon.ts';
import { trimmed } from '../nested-source.ts';
import { boundariesOf, firstBehind } from './boundaries.ts';

/** A run of a text: SQL with its tokens, an order to psql, or the rows after COPY ... FROM stdin. */
export type Part =
  | { readonly kind: 'sql'; readonly source: SourceText; readonly lexed: LexedText }
  | { readonly kind: 'client-command'; readonly source: SourceText }
  | { readonly kind: 'rows' };

/** The line that ends the rows of a COPY. */
const endOfRows = /^\\\.[ \t\r]*$/gmu;

/** The parts of a text as psql would take them; a text without psql's orders is one part. */
export function partsOf(source: SourceText): readonly Part[] {
  const parts: Part[] = [];
  const { text } = source;
  const boundaryBehind = boundariesOf(text);
  const rowsEnd = firstBehind(text, endOfRows);
  let from = 0;
  for (let next = boundaryBehind(from); next !== undefined; next = boundaryBehind(from)) {
    parts.push(sqlPart(source, from, next.at));
    from = next.kind === 'rows' ? rowsAt(next.at, parts, rowsEnd) : orderAt(source, next.at, parts, rowsEnd);
  }
  return from < text.length || parts.length === 0 ? [...parts, sqlPart(source, from, text.length)] : parts;
}

function sqlPart(source: SourceText, from: number, to: number): Part & { readonly kind: 'sql' } {
  const own = from === 0 && to === source.text.length ? source : slice(source, from, to);
  return { kind: 'sql', source: own, lexed: lex(own.text) };
}

type FindEnd = (from: number) => number | undefined;

/** The order to the client that starts at a backslash, with the rows that follow it; gives where it ends. */
function orderAt(source: SourceText, start: number, parts: Part[], rowsEnd: FindEnd): number {
  const { text } = source;
  if (text[start + 1] === ';') return start + 2;
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd === -1 ? text.length : lineEnd;
  const order = trimmed(slice(source, start, end));
  parts.push({ kind: 'client-command', source: order });
  return /^\\copy\s.*\sfrom\s+p?stdin\b/iu.test(order.text) ? rowsAt(end, parts, rowsEnd) : end;
}

/** The rows up to the line `\.`; without one there are none. Gives where they end. */
function rowsAt(start: number, parts: Part[], rowsEnd: FindEnd): number {
  parts.push({ kind: 'rows' });
  return rowsEnd(start) ?? start;
}
