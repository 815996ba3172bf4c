import type { LexedText } from '../lexer/token.ts';
import { slice } from '../../model/source-text.ts';
import type { SourceText } from '../../model/source-text.ts';
import { lex } from './lexicon.ts';
import { trimmed } from './nested-source.ts';

/** A run of a text: SQL with its tokens, an order to psql, or the rows after COPY ... FROM stdin. */
export type Part =
  | { readonly kind: 'sql'; readonly source: SourceText; readonly lexed: LexedText }
  | { readonly kind: 'client-command'; readonly source: SourceText }
  | { readonly kind: 'rows' };

/**
 * Where psql may take over: a line or a statement that starts with a backslash, an order that ends a statement (`\gset`), and the end of
 * a COPY from stdin.
 */
const boundary = /(?:^|;)[ \t]*(?:\\|COPY\s[^;]*?\sFROM\s+STDIN\b[^;]*;)|\\(?=g(?:desc|exec|set|x)?(?:\s|$))/gimu;

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
    const part = isCommand ? clientCommand(source, end) : rows(text, end);
    parts.push(part.part);
    from = part.end;
    boundary.lastIndex = from;
  }
  return from < text.length || parts.length === 0 ? [...parts, sqlPart(source, from, text.length)] : parts;
}

function sqlPart(source: SourceText, from: number, to: number): Part & { readonly kind: 'sql' } {
  const own = from === 0 && to === source.text.length ? source : slice(source, from, to);
  return { kind: 'sql', source: own, lexed: lex(own.text) };
}

/** False inside of a string or a comment: what looks like a boundary is content. */
function isComplete({ tokens, comments }: LexedText): boolean {
  return tokens.at(-1)?.closed !== false && comments.at(-1)?.closed !== false;
}

interface Found {
  readonly part: Part;
  readonly end: number;
}

function clientCommand(source: SourceText, start: number): Found {
  const lineEnd = source.text.indexOf('\n', start);
  const end = lineEnd === -1 ? source.text.length : lineEnd;
  return { part: { kind: 'client-command', source: trimmed(slice(source, start, end)) }, end };
}

/** The rows up to the line `\.`; without one there are none. */
function rows(text: string, start: number): Found {
  const mark = /^\\\.[ \t\r]*$/gmu;
  mark.lastIndex = start;
  const end = mark.exec(text) === null ? start : mark.lastIndex;
  return { part: { kind: 'rows' }, end };
}
