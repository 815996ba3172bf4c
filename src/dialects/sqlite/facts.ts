import type { Facts } from '../../model/facts.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { factsFrom } from '../facts/effect.ts';
import { columnEffects } from './facts/columns.ts';
import { dataEffects } from './facts/data.ts';
import type { Effects } from './facts/effect.ts';
import { versionNumber } from './facts/effect.ts';
import { keyEffects } from './facts/keys.ts';
import { lockModes } from './facts/locks.ts';
import { objectEffects, sessionEffects } from './facts/objects.ts';
import { tableEffects } from './facts/tables.ts';

const effects: Effects<OperationKind> = {
  ...tableEffects,
  ...columnEffects,
  ...keyEffects,
  ...objectEffects,
  ...dataEffects,
  ...sessionEffects,
};

/**
 * What SQLite of that version (`3.45`) does for the operation, given the schema before it; `undefined`: nothing is known
 * about it. Its locks are on the whole database, and name the table that the operation is about. Scans and rewrites were
 * observed: the program that EXPLAIN shows, and the pages of the file that change.
 */
export function facts(operation: Operation, schema: Schema, version: string): Facts | undefined {
  return factsFrom(effects, lockModes, operation, { schema, version: versionNumber(version) });
}
