import type { OperationKind } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import type { EffectsIn } from '../../facts/effect.ts';

/** Where an operation takes place: the schema before it, and the server's major version. */
export interface Context {
  readonly schema: Schema;
  readonly version: number;
}

export type Effects<K extends OperationKind> = EffectsIn<Context, K>;
