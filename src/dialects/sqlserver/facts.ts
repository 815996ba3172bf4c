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
 * What SQL Server of that version and edition (`2019`, `16.0`, `2022-enterprise`, `azure`) does for the operation, given
 * the schema before it; `undefined`: nothing is known about it. The facts are those of its documentation, which the pages
 * in fixtures/facts/sqlserver name: no server was asked.
 */
export function facts(operation: Operation, schema: Schema, version: string): Facts | undefined {
  return factsFrom(effects, lockModes, operation, { schema, server: serverOf(version) });
}
