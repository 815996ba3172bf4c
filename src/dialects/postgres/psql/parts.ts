import { slice } from '../../../model/source-text.ts';
import type { SourceText } from '../../../model/source-text.ts';
import type { LexedText } from '../../lexer/token.ts';
import { lex } from '../lexicon.ts';
import { trimmed } from '../nested-source.ts';

/** A run of a text: SQL with its tokens, an order to psql, or the rows after COPY ... FROM stdin. */
export type Part =
  | { readonly kind: 'sql'; readonly source: SourceText; readonly lexed: LexedText }
  | { readonly kind: 'client-command'; readonly source: SourceText }
  | { readonly kind: 'rows' };

/**
 * Where psql may take over: a line or a statement that starts with a backslash, an order that ends a statement (`\gset`),
 * a semicolon that psql keeps for itself (`\;`), and the end of a COPY from stdin.
 */
const boundary =
  /(?:^|;)[ \t]*(?:\\|COPY\s[^;]*?\sFROM\s+STDIN\b[^;]*;)|\\(?=(?:g(?:desc|exec|set|x)?|bind(?:_named)?|close|crosstabview|parse|watch)(?:\s|$)|;)/gimu;

/** So many boundaries may turn out to be content of a string or a comment; after them the text is taken as it is. */
const falseBoundaries = 100;

/** The parts of a text as psql would take them; a text without psql's orders is one part. */
export function partsOf(source: SourceText): readonly Part[] {
  const parts: Part[] = [];
  const { text } = source;
  let from = 0;
  let misses = 0;
  boundary.lastIndex = 0;
  for (let match = boundary.exec(text); match !== null && misses < falseBoundaries; match = boundary.exec(text)) {
    const isCommand = match[0].endsWith('\\');
    const end = isCommand ? boundary.lastIndex - 1 : boundary.lastIndex;
    const sql = sqlPart(source, from, end);
    if (!isComplete(sql.lexed)) {
      misses++;
      continue;
    }

    parts.push(sql);
    from = isCommand ? orderAt(source, end, parts) : rowsAt(text, end, parts);
    boundary.lastIndex = from;
  }
  return from < text.length || parts.length === 0 ? [...parts, sqlPart(source, from, text.length)] : parts;
}

function sqlPart(source: SourceText, from: number, to: number): Part & { readonly kind: 'sql' } {
  const own = from === 0 && to === source.text.length ? source : slice(source, from, to);
  return { kind: 'sql', source: own, lexed: lex(own.text) };
}

/** False inside of a string or a comment: what looks like a boundary is content. */
function isComplete({ text, tokens, comments }: LexedText): boolean {
  const comment = comments.at(-1);
  const isInLine = comment?.type === 'line-comment' && comment.end === text.length;
  return tokens.at(-1)?.closed !== false && comment?.closed !== false && !isInLine;
}

/** The order to the client that starts at a backslash, with the rows that follow it; gives where it ends. */
function orderAt(source: SourceText, start: number, parts: Part[]): number {
  const { text } = source;
  if (text[start + 1] === ';') return start + 2;
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd === -1 ? text.length : lineEnd;
  const order = trimmed(slice(source, start, end));
  parts.push({ kind: 'client-command', source: order });
  return /^\\copy\s.*\sfrom\s+p?stdin\b/iu.test(order.text) ? rowsAt(text, end, parts) : end;
}

/** The rows up to the line `\.`; without one there are none. Gives where they end. */
function rowsAt(text: string, start: number, parts: Part[]): number {
  const mark = /^\\\.[ \t\r]*$/gmu;
  mark.lastIndex = start;
  const end = mark.exec(text) === null ? start : mark.lastIndex;
  parts.push({ kind: 'rows' });
  return end;
}
