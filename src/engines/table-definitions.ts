import type { LexedText, TokenRange } from '../dialects/lexer/token.ts';

/** A CREATE TABLE taken apart, as runs of tokens. */
export interface TableDefinitions {
  /** Columns, keys and constraints, in their order. */
  readonly definitions: readonly TokenRange[];
  /** What stands after the closing parenthesis. */
  readonly options: TokenRange;
}

/** The definitions in the first parentheses of a statement; none where there are no parentheses. */
export function tableDefinitions({ text, tokens }: LexedText): TableDefinitions {
  const definitions: TokenRange[] = [];
  let depth = 0;
  let from = 0;
  for (const [at, token] of tokens.entries()) {
    const word = token.type === 'operator' ? text.slice(token.start, token.end) : '';
    if (word === '(') {
      depth++;
      if (depth === 1) from = at + 1;
    } else if (word === ')') {
      depth--;
    }
    if (depth === 1 && word === ',') {
      definitions.push({ from, to: at });
      from = at + 1;
    } else if (depth === 0 && word === ')') {
      if (at > from) definitions.push({ from, to: at });
      return { definitions, options: { from: at + 1, to: tokens.length } };
    }
  }
  return { definitions, options: { from: tokens.length, to: tokens.length } };
}
