import { lex } from '../lexicon.ts';

/** Where a run of SQL ends: at an order to psql, or behind the COPY whose rows follow. */
interface Boundary {
  readonly kind: 'client-command' | 'rows';
  readonly at: number;
}

/**
 * Where psql may take over: a line or a statement that starts with a backslash, an order that ends a statement (`\gset`),
 * a semicolon that psql keeps for itself (`\;`), and a COPY, which may be from stdin.
 */
const candidates =
  /(?:^|;)[ \t]*(?:\\|COPY(?=\s))|\\(?=(?:g(?:desc|exec|set|x)?|bind(?:_named)?|close|crosstabview|parse|watch)(?:\s|$)|;)/gimu;

/** Gives the first boundary at or behind an offset; asked from left to right, it reads the text once. */
export function boundariesOf(text: string): (from: number) => Boundary | undefined {
  const stdin = firstBehind(text, /\sFROM\s+STDIN\b/giu);
  const semicolon = firstBehind(text, /;/gu);

  const endOfCopy = (from: number): number | undefined => {
    const source = stdin(from);
    const end = semicolon(from);
    return source === undefined || end === undefined || end < source ? undefined : end;
  };

  return (from) => {
    let read = from;
    candidates.lastIndex = from;
    for (let match = candidates.exec(text); match !== null; match = candidates.exec(text)) {
      const isCommand = match[0].endsWith('\\');
      const at = isCommand ? candidates.lastIndex - 1 : endOfCopy(candidates.lastIndex);
      if (at === undefined) continue;
      const open = openAt(text, read, at);
      if (open === undefined) return { kind: isCommand ? 'client-command' : 'rows', at };
      read = endOfLexeme(text, open, at - open);
      candidates.lastIndex = read;
    }
    return undefined;
  };
}

/** Gives the end of the first match at or behind an offset; asked from left to right, it reads the text once. */
export function firstBehind(text: string, pattern: RegExp): (from: number) => number | undefined {
  let found: { readonly start: number; readonly end: number } | undefined = { start: -1, end: -1 };
  return (from) => {
    if (found !== undefined && found.start < from) {
      pattern.lastIndex = from;
      const match = pattern.exec(text);
      found = match === null ? undefined : { start: match.index, end: pattern.lastIndex };
    }
    return found?.end;
  };
}

/** Where the string or comment starts that is open at `at`; what looks like a boundary in there is content. */
function openAt(text: string, from: number, at: number): number | undefined {
  const { tokens, comments } = lex(text.slice(from, at));
  const token = tokens.at(-1);
  const comment = comments.at(-1);
  const isInLine = comment?.type === 'line-comment' && comment.end === at - from;
  const open = token?.closed === false ? token : comment?.closed === false || isInLine ? comment : undefined;
  return open === undefined ? undefined : from + open.start;
}

/** Where the string or comment at `start` ends: looked for in windows that double, so that little behind it is read. */
function endOfLexeme(text: string, start: number, known: number): number {
  for (let length = known * 2; ; length *= 2) {
    const { text: window, tokens, comments } = lex(text.slice(start, start + length));
    const first = tokens[0]?.start === 0 ? tokens[0] : comments[0];
    // A quote at the end of a window may be the first of two.
    if (first?.closed === true && first.end < window.length) return start + first.end;
    if (start + length >= text.length) return text.length;
  }
}
