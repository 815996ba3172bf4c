import type { Migration } from '../../../model/migration.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { ProjectFiles } from '../../framework.ts';
import type { AnnotationSets } from '../annotations.ts';
import type { Arguments } from '../arguments.ts';
import type { BuilderCall } from '../calls.ts';

/** One call on the builder, bound to its parameters. */
export interface Reading {
  readonly call: BuilderCall;
  readonly args: Arguments;
  readonly annotations: AnnotationSets;
  readonly span: Span;
  readonly source: Source;
}

/** What surrounds the call. */
export interface Source {
  readonly files: ProjectFiles;
  readonly file: string;
  /** The method that the framework calls. */
  readonly direction: 'Up' | 'Down';
}

/** What a call means; it need not care for obstacles, which its arguments gather. */
export interface Meaning {
  readonly operations: readonly Operation[];
  readonly outsideTransaction?: boolean;
  /** The SQL that it hands to the database. */
  readonly sql?: string;
  /** Comments in that SQL. */
  readonly comments?: Migration['comments'];
  /** Files beside the migration's own that it was read from. */
  readonly files?: readonly string[];
}

export type Reader = (reading: Reading) => Meaning;

export function tableOf(args: Arguments, name = 'table', schema = 'schema'): QualifiedName {
  return qualified(args.text(name), args.optionalText(schema));
}

export function qualified(name: string, schema: string | undefined): QualifiedName {
  return { ...(schema === undefined ? {} : { schema }), name };
}

export function only(operation: Operation): Meaning {
  return { operations: [operation] };
}
