import type { LexedText, TokenRange } from './token.ts';

/**
 * Finds where the statement that starts at token `first` ends: the index of the token that no longer belongs to it,
 * its terminator or the first token of what follows. A dialect brings its own where terminators can stand inside a
 * statement (bodies of routines) or be missing (batches).
 */
export type FindEnd = (lexed: LexedText, first: number) => number;

/** The statements of a text, in order, without their terminators. Two terminators in a row make none. */
export function splitStatements(lexed: LexedText, findEnd: FindEnd = nextTerminator): readonly TokenRange[] {
  const statements: TokenRange[] = [];
  const { tokens } = lexed;
  for (let from = 0; from < tokens.length;) {
    const type = tokens[from]?.type;
    if (type === 'terminator' || isSemicolon(lexed, from)) {
      from++;
      continue;
    }
    const to =
      type === 'delimiter-command' ? from + 1 : Math.min(Math.max(findEnd(lexed, from), from + 1), tokens.length);
    statements.push({ from, to: withoutSemicolons(lexed, from, to) });
    from = to;
  }
  return statements;
}

/** After DELIMITER a semicolon terminates nothing by itself, but the server still takes it for the end. */
function isSemicolon({ text, tokens }: LexedText, at: number): boolean {
  const token = tokens[at];
  return token?.type === 'operator' && text.charCodeAt(token.start) === 59;
}

function withoutSemicolons(lexed: LexedText, from: number, to: number): number {
  let end = to;
  while (end > from && isSemicolon(lexed, end - 1)) end--;
  return end;
}

/** The next token that ends a statement wherever it stands, or the number of tokens. */
export function nextTerminator(lexed: LexedText, first: number): number {
  const { tokens } = lexed;
  let at = first;
  for (; at < tokens.length; at++) {
    const type = tokens[at]?.type;
    if (type === 'terminator' || type === 'delimiter-command' || isSemicolon(lexed, at)) break;
  }
  return at;
}
