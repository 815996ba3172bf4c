import type { SourceText } from '../../model/source-text.ts';
import { slice } from '../../model/source-text.ts';
import type { LexedText, Token, TokenRange } from '../lexer/token.ts';
import { lexSqlServer } from './lexicon.ts';

/** A part of a text that the client sends as a whole. */
export interface Batch {
  readonly source: SourceText;
  readonly lexed: LexedText;
  readonly range: TokenRange;
  /** The GO that ends it, as a token of `lexed`; absent: the text ends. */
  readonly separator?: TokenRange;
  /** A string, name or comment that the batch ends in. */
  readonly open?: Token;
}

/** So often reading goes on behind what is never closed; each time what is left is looked at anew. */
const mostRestarts = 20;

/** A line with GO, perhaps a count, and nothing else but a comment. */
const separatorLine = /^[ \t\u00a0\ufeff]*go(?:[ \t]+\d+)?[ \t;]*(?:--.*)?\r?$/gim;

/**
 * The batches of a text, separated by GO on a line of its own outside of strings and comments. A string or comment
 * that is never closed ends with its batch, at the next line that could be a GO.
 */
export function batchesOf(source: SourceText): {
  readonly batches: readonly Batch[];
  readonly comments: readonly Comments[];
} {
  const batches: Batch[] = [];
  const comments: Comments[] = [];
  let rest: SourceText | undefined = source;
  for (let restarts = 0; rest !== undefined; restarts++) {
    const part = segment(rest, restarts < mostRestarts);
    for (const batch of batchesIn(part)) batches.push(batch);
    comments.push({ source: part.source, lexed: part.lexed });
    rest = part.rest;
  }
  return { batches, comments };
}

export interface Comments {
  readonly source: SourceText;
  readonly lexed: LexedText;
}

/** A run of batches of which only the last can hold something open. */
interface Segment extends Comments {
  readonly open?: Token;
  readonly rest?: SourceText;
}

function segment(source: SourceText, goesOn: boolean): Segment {
  const lexed = lexSqlServer(source.text);
  const open = openToken(lexed);
  if (open === undefined) return { source, lexed };
  if (!goesOn) return { source, lexed, open };
  separatorLine.lastIndex = open.start;
  const separator = separatorLine.exec(source.text);
  if (separator === null) return { source, lexed, open };
  const cut = slice(source, 0, separator.index);
  const rest = slice(source, separator.index, source.text.length);
  const lexedCut = lexSqlServer(cut.text);
  const openCut = openToken(lexedCut);
  return { source: cut, lexed: lexedCut, ...(openCut === undefined ? {} : { open: openCut }), rest };
}

function openToken({ tokens, comments }: LexedText): Token | undefined {
  return [tokens.at(-1), comments.at(-1)].find((token) => token?.closed === false);
}

function batchesIn({ source, lexed, open }: Segment): readonly Batch[] {
  const batches: Batch[] = [];
  let from = 0;
  for (let at = 0; at < lexed.tokens.length; at++) {
    const length = separatorLength(lexed, at);
    if (length === 0) continue;
    const separator = { from: at, to: at + length };
    batches.push({ source, lexed, range: { from, to: at }, separator });
    from = at + length;
    at = from - 1;
  }
  const last = { source, lexed, range: { from, to: lexed.tokens.length } };
  return [...batches, open === undefined ? last : { ...last, open }];
}

/**
 * How many tokens the GO at `at` has with its count; 0: it is none. DbUp also takes one at the end of a line with a
 * statement on it; scripts that only DbUp has run rely on that.
 */
function separatorLength({ text, tokens }: LexedText, at: number): number {
  const token = tokens[at];
  if (token?.type !== 'word' || token.end - token.start !== 2) return 0;
  const word = text.slice(token.start, token.end);
  if (word.toUpperCase() !== 'GO') return 0;
  const next = tokens[at + 1];
  const isAlone = !isOnLineOf(text, tokens[at - 1]?.end, token.start);
  if (!isAlone && word !== 'GO') return 0;
  if (!isOnLineOf(text, token.end, next?.start)) return 1;
  const goesOn = next?.type === 'terminator' || (isAlone && next?.type === 'number');
  return goesOn && !isOnLineOf(text, next.end, tokens[at + 2]?.start) ? 2 : 0;
}

function isOnLineOf(text: string, end: number | undefined, start: number | undefined): boolean {
  return end !== undefined && start !== undefined && !text.slice(end, start).includes('\n');
}
