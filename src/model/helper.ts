import type { DialectName } from './names.ts';

/** The operations that a helper can be said to do. */
export const helperOperations = [
  'AddColumn',
  'DropColumn',
  'RenameColumn',
  'CreateTable',
  'DropTable',
  'RenameTable',
  'CreateIndex',
  'DropIndex',
] as const;

export type HelperOperation = (typeof helperOperations)[number];

/** Where something stands among the arguments of a call: a position, or a path from one: `0`, `'0.table'`. */
type ArgumentPlace = number | string;

/** The parts of an operation that are read from arguments. */
export type HelperPart = 'table' | 'column' | 'columns' | 'definition' | 'newName' | 'name';

/** What each operation has to know. */
export const partsOfOperation: Readonly<Record<HelperOperation, readonly HelperPart[]>> = {
  AddColumn: ['table', 'column', 'definition'],
  DropColumn: ['table', 'column'],
  RenameColumn: ['table', 'column', 'newName'],
  CreateTable: ['table', 'columns'],
  DropTable: ['table'],
  RenameTable: ['table', 'newName'],
  CreateIndex: ['table', 'columns', 'name'],
  DropIndex: ['table', 'name'],
};

/** What a function of the project's own does, and which of its arguments say with what. */
export interface HelperMapping extends Readonly<Partial<Record<HelperPart, ArgumentPlace>>> {
  readonly operation: HelperOperation;
  /** What takes it back, with the same arguments; a rename is taken back by itself. Absent: nothing does. */
  readonly down?: HelperOperation;
  /** Whether a column may be NULL whose definition does not say; absent: it may. */
  readonly nullable?: boolean;
}

export interface HelperCall {
  readonly name: string;
  /** As far as they are plain data; what the tool hands out (`knex`, a transaction) is `undefined`. */
  readonly arguments: readonly unknown[];
  readonly dialect: DialectName;
}

/** The SQL that a call sends, and what takes it back. */
export type HelperFunction = (
  call: HelperCall,
) => readonly string[] | { readonly up: readonly string[]; readonly down?: readonly string[] };

export type Helper = HelperMapping | HelperFunction;

/** By the names that the functions are called with. */
export type Helpers = Readonly<Record<string, Helper>>;
