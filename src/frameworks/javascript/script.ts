import type { Program } from '@oxc-project/types';
import type { Comment, ReadProblem } from '../../model/migration.ts';
import type { Span } from '../../model/span.ts';

/**
 * A parsed file. `program` is ESTree, with TypeScript's nodes as typescript-estree has them, from any parser: only
 * what all parsers agree on is looked at, and places come from `range` or from `start` and `end`.
 */
export interface Script {
  readonly file: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** Places that the parser could not make sense of. */
  readonly problems: readonly ReadProblem[];
}

/** A node of the tree, as far as places go. */
export interface Placed {
  readonly start: number;
  readonly end: number;
  readonly range?: readonly [number, number];
}

/** Where a node stands. Parsers give `range`, or `start` and `end`, or both. */
export function spanIn(script: Script, node: Placed): Span {
  const [start, end] = node.range ?? [node.start, node.end];
  return { file: script.file, start, end };
}

/** What is longer is shown by its beginning: expressions hold others, and each may be named in a message. */
const longestShown = 1000;

/** What is written in a place, on one line. */
export function sourceAt(script: Script, at: Span): string {
  const end = Math.min(at.end, at.start + longestShown);
  return script.text.slice(at.start, end).replace(/\s+/g, ' ') + (end < at.end ? '...' : '');
}
