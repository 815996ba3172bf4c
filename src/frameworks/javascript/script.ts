import type { Program } from '@oxc-project/types';
import type { Comment, ReadProblem } from '../../model/migration.ts';

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
