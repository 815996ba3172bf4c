import type { OperationKind } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import type { EffectsIn } from '../../facts/effect.ts';
import type { Server } from './server.ts';

/** Where an operation takes place. */
export interface Context {
  readonly schema: Schema;
  readonly server: Server;
}

export type Effects<K extends OperationKind> = EffectsIn<Context, K>;
