/** What the tests of another linter say of one rule and one migration. */
export interface Case {
  /** The test, as its own suite calls it. */
  readonly name: string;
  /** Their rule. */
  readonly rule: string;
  /** What is judged, as a file of this name. */
  readonly file: string;
  readonly text: string;
  /** Absent: a script that some tool runs, without a transaction of the tool. */
  readonly framework?: string;
  /** Whether the rule speaks. */
  readonly fires: boolean;
  readonly engineVersion: string;
  readonly inTransaction: boolean;
}

/** The cases of a suite, and the tests of it that hold none which could be taken out. */
export interface Extracted {
  readonly cases: readonly Case[];
  readonly skipped: readonly string[];
}
