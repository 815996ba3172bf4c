import type { Guard, Operation } from '../../model/operation.ts';
import type { SourceText } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import { nestedGuards } from '../nested-guards.ts';

/** What the statements of one text leave behind for those after them. */
export interface Script {
  /** What EXECUTE runs, by the name that PREPARE gave it. */
  readonly prepared: Map<string, readonly Operation[]>;
  /** What psql puts in the place of `:name`; `undefined`: the variable is set, to what is only known when it runs. */
  readonly variables: Map<string, string | undefined>;
  /** How many characters will still be put in the places of variables. */
  readonly filling: { left: number };
  /** The conditions of psql's `\if` that are open, the outermost first. */
  readonly branches: Guard[];
  /** Whether the text takes the place of a statement that could not be read: it is not put in other words again. */
  readonly isReplacement: boolean;
}

/** The most characters that are put in the places of variables of one text: a long one can be named again and again. */
export const mostFilled = 2_000_000;

export function newScript(): Script {
  return {
    prepared: new Map(),
    variables: new Map(),
    filling: { left: mostFilled },
    branches: [],
    isReplacement: false,
  };
}

/** The conditions around what stands at this place of the script. */
export function guardsAround({ branches }: Script): readonly Guard[] {
  return nestedGuards([], branches);
}

/** Reads a text of its own: the operations of all its statements. */
export type ReadOperations = (source: SourceText) => readonly Operation[];

/** Operations with more conditions, and perhaps a loop, around them. */
export function guarded(
  operations: readonly Operation[],
  guards: readonly Guard[],
  repeated = false,
): readonly Operation[] {
  if (guards.length === 0 && !repeated) return operations;
  return operations.map((operation) => {
    const both: readonly Guard[] = [...guards, ...(operation.guards ?? [])];
    return {
      ...operation,
      ...(both.length === 0 ? {} : { guards: both }),
      ...(repeated ? { repeated } : {}),
    };
  });
}

/** Operations of a text that stands elsewhere, at the place that makes them run. */
export function placedAt(operations: readonly Operation[], span: Span): readonly Operation[] {
  return operations.map((operation) => ({ ...operation, span }));
}
