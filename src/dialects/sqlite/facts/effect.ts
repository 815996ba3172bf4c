import type { OperationKind } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import type { EffectsIn } from '../../facts/effect.ts';

/** Where an operation takes place: the schema before it, and the library's version as `3.045`. */
export interface Context {
  readonly schema: Schema;
  readonly version: number;
}

export type Effects<K extends OperationKind> = EffectsIn<Context, K>;

/** `3.35` and `3.35.5` as 3.035, so that versions compare as numbers; what is no version is the newest. */
export function versionNumber(version: string): number {
  const [, major = '3', minor = '999'] = /(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return Number(major) + Number(minor) / 1000;
}
