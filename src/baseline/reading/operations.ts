import type { LoadedChain } from '../../lint/project.ts';
import type { Operation } from '../../model/operation.ts';

/** An operation of the up side with the migration that holds it. */
export interface PlacedOperation {
  readonly migration: string;
  readonly operation: Operation;
}

/** Everything that a chain does on the way up, in order. */
export function operationsOf(chain: LoadedChain): readonly PlacedOperation[] {
  return chain.migrations.flatMap(({ id, up }) =>
    up.flatMap(({ operations }) => operations.map((operation) => ({ migration: id, operation }))),
  );
}
