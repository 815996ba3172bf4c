import type { Span } from './span.ts';

/** The version of the program that is being built, as the project writes it: `2.4.0`. */
export interface Release {
  readonly version: string;
  /** Where it is written. */
  readonly span: Span;
}
