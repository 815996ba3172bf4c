import type { Facts } from '../../model/facts.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { factsFrom } from '../facts/effect.ts';
import { columnEffects } from './facts/columns.ts';
import { dataEffects } from './facts/data.ts';
import type { Effects } from './facts/effect.ts';
import { keyEffects } from './facts/keys.ts';
import { lockModes } from './facts/locks.ts';
import { objectEffects, sessionEffects } from './facts/objects.ts';
import { serverOf } from './facts/server.ts';
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
 * What MySQL or MariaDB of that version (`8.0.28`, `mariadb 10.11`) does for the operation, given the schema before it;
 * `undefined`: nothing is known about it. The actions of one ALTER TABLE are told one by one; the server carries all of
 * them out in the way that the dearest needs. MariaDB 10.11 was asked (which ALGORITHM and LOCK it accepts); MySQL's are those
 * of its manual, "Online DDL Operations". Foreign keys are taken to be checked, and the SQL mode to be strict.
 */
export function facts(operation: Operation, schema: Schema, version: string): Facts | undefined {
  return factsFrom(effects, lockModes, operation, { schema, server: serverOf(version) });
}
