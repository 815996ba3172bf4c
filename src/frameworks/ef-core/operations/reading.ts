import type { QualifiedName } from '../../../model/names.ts';
import type { Span } from '../../../model/span.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import type { MigrationCall } from '../../csharp/migrations/calls.ts';
import type { Meaning, Source } from '../../csharp/migrations/reading.ts';
import { qualified } from '../../csharp/migrations/reading.ts';
import type { AnnotationSets } from '../annotations.ts';

/** One call on the builder, bound to its parameters. */
export interface Reading {
  readonly call: MigrationCall;
  readonly args: Arguments;
  readonly annotations: AnnotationSets;
  readonly span: Span;
  readonly source: Source;
}

export type Reader = (reading: Reading) => Meaning;

export function tableOf(args: Arguments, name = 'table', schema = 'schema'): QualifiedName {
  return qualified(args.text(name), args.optionalText(schema));
}
