import type fc from 'fast-check';

/** Reads a text, and throws when what was read breaks a promise. */
export type Check = (text: string) => void | Promise<void>;

/** A part of the product that is given texts which people wrote. */
export interface Reader {
  readonly name: string;
  /** The ending of the real files that it reads. */
  readonly files: RegExp;
  /** What it reads, made up. */
  readonly grammar: fc.Arbitrary<string>;
  /** Texts written for it, to be mutated where no real files are given. */
  readonly samples: readonly string[];
  /** Puts a piece of a file into a file that can be read; absent: a piece is a file. */
  readonly framed?: (piece: string) => string;
  load(): Promise<Check>;
}
