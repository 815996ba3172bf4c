import type { SourceText } from '../../model/source-text.ts';
import { Variables } from './variables.ts';

/** A procedure whose body can be followed. */
export interface Procedure {
  readonly parameters: readonly Parameter[];
  readonly body: SourceText;
}

export interface Parameter {
  readonly name: string;
  /** OUT and INOUT: the caller's variable is set. */
  readonly returns: boolean;
}

/** What the statements of one text leave behind for those after them. */
export interface Script {
  readonly variables: Variables;
  /** Those that the text has created, by their names in lower case. */
  readonly procedures: Map<string, Procedure>;
  /** The procedures that are being followed, the outermost first. */
  readonly calls: readonly string[];
  /** How many statements of bodies will still be followed; less than nothing: some were not. */
  readonly budget: { left: number };
  /** How many characters of texts that EXECUTE runs will still be read. */
  readonly prepared: { left: number };
}

/** The most statements of bodies that are followed in one text: procedures can call one another again and again. */
export const mostFollowed = 5_000;

/** The most characters that EXECUTE runs in one text: what is prepared once can be run again and again. */
export const mostPrepared = 2_000_000;

export function newScript(): Script {
  return {
    variables: new Variables(),
    procedures: new Map(),
    calls: [],
    budget: { left: mostFollowed },
    prepared: { left: mostPrepared },
  };
}
