import type { Schema } from '../model/schema.ts';
import type { Span } from '../model/span.ts';

/** The part of a script that runs one migration: up to the row that it puts in the ledger. */
export interface ScriptPart {
  /** The id of the migration; it can be one that the chain does not have. */
  readonly migration: string;
  readonly at: Span;
  /** Absent: the chain has no such migration. */
  readonly effect: PartEffect | undefined;
}

/** What the script makes of the schema before the migration, and what the migration makes of it. */
export interface PartEffect {
  readonly script: Schema;
  readonly migration: Schema;
  /** The keys of the tables that the script makes anew under their old name, as SQLite asks for. */
  readonly remade: readonly string[];
  /** What each of them does to rows, in a normal form that can be compared. */
  readonly scriptRows: readonly string[];
  readonly migrationRows: readonly string[];
}

/** A script that was made from one or more migrations. */
export interface GeneratedScript {
  readonly file: string;
  /** Without byte order mark, white space at line ends and empty lines around it. */
  readonly text: string;
  readonly parts: readonly ScriptPart[];
}

/** A string constant of a program. */
export interface StringConstant {
  /** In the same form as the text of a script. */
  readonly text: string;
  readonly at: Span;
}

/** A program with the strings in it, in the order in which they are written. */
export interface GeneratedSource {
  readonly file: string;
  readonly strings: readonly StringConstant[];
}

/** A glob of the configuration that names no file. */
export interface EmptyGlob {
  readonly setting: 'scripts' | 'constants' | 'versions' | 'copies';
  readonly glob: string;
}

/** What is generated from a chain, as it is now. */
export interface GeneratedView {
  readonly scripts: readonly GeneratedScript[];
  readonly constants: readonly GeneratedSource[];
  readonly versions: readonly GeneratedSource[];
  readonly copies: readonly GeneratedSource[];
  readonly empty: readonly EmptyGlob[];
}
