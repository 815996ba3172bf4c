import type { QualifiedName } from '../../../model/names.ts';
import type { Guard } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import type { MigrationCall } from '../../csharp/migrations/calls.ts';
import type { Meaning, Source } from '../../csharp/migrations/reading.ts';
import { objectName } from '../names.ts';

/** One call of a method of DbMigration, bound to its parameters. */
export interface Reading {
  readonly call: MigrationCall;
  readonly args: Arguments;
  readonly span: Span;
  readonly source: Source;
}

export type Reader = (reading: Reading) => Meaning;

/** An object that an argument names. */
export function named(args: Arguments, parameter: string): QualifiedName {
  return objectName(args.text(parameter), args.dialect.traits.name);
}

const ifExists = { guards: [{ kind: 'if-exists' }] } as const;

/** SQL Server's and PostgreSQL's generators ask whether the foreign key or index is there; MySQL's does not. */
export function droppedIfThere(args: Arguments): { readonly guards?: readonly Guard[] } {
  const dialect = args.dialect.traits.name;
  return dialect === 'sqlserver' || dialect === 'postgres' ? ifExists : {};
}
