import type { Facts } from '../../model/facts.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { factsFrom } from '../facts/effect.ts';
import { columnEffects } from './facts/columns.ts';
import { constraintEffects } from './facts/constraints.ts';
import { dataEffects } from './facts/data.ts';
import type { Effects } from './facts/effect.ts';
import { indexEffects } from './facts/indexes.ts';
import { lockModes } from './facts/locks.ts';
import { objectEffects, routineEffects, sequenceEffects, viewEffects } from './facts/objects.ts';
import { partitionEffects } from './facts/partitions.ts';
import { sessionEffects } from './facts/session.ts';
import { tableEffects } from './facts/tables.ts';
import { typeEffects } from './facts/types.ts';

const effects: Effects<OperationKind> = {
  ...tableEffects,
  ...partitionEffects,
  ...columnEffects,
  ...constraintEffects,
  ...indexEffects,
  ...viewEffects,
  ...routineEffects,
  ...typeEffects,
  ...sequenceEffects,
  ...objectEffects,
  ...dataEffects,
  ...sessionEffects,
};

/**
 * What PostgreSQL of that version (`17`, `13.4`) does for the operation, given the schema before it; `undefined`:
 * nothing is known about it. Locks are those on what other sessions can see: a new table or index has none. The facts
 * were observed on 13, 15, 16, 17 and 18 (pg_locks, relfilenodes and scan counters of the own session).
 */
export function facts(operation: Operation, schema: Schema, version: string): Facts | undefined {
  return factsFrom(effects, lockModes, operation, { schema, version: Number.parseFloat(version) });
}
