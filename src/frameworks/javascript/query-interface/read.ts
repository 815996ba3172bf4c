import type { Migration, Statement } from '../../../model/migration.ts';
import type { MigrationEntry, ReadContext } from '../../framework.ts';
import { readModule } from '../migrations/migration.ts';
import type { Value } from '../value.ts';
import { callsOf } from './calls.ts';
import { surroundingsOf } from './surroundings.ts';

/** What a tool calls `up` and `down` with; the value is the function. */
export type Arguments = (value: Value) => readonly Value[];

/**
 * Reads a script that is handed a query interface. The tools open no transaction; where the script opens one, the
 * statements that are not given it run outside.
 */
export function readScript(entry: MigrationEntry, context: ReadContext, args: Arguments): Migration {
  const surroundings = surroundingsOf(context.files, context.dialect.traits.name);
  const { migration } = readModule(
    {
      ...callsOf(surroundings),
      withoutUp: 'The file exports no up',
      sourceOf: (module, side) => {
        const value = module.exported(side);
        return value && { value, args: args(value) };
      },
    },
    surroundings,
    entry,
    context,
  );
  const usesTransaction = migration.up.some(({ outsideTransaction }) => outsideTransaction !== true);
  const isTold = context.chain.transaction;
  if (usesTransaction && migration.up.length > 0) return { ...migration, transaction: isTold ?? 'per-migration' };
  return {
    ...migration,
    up: migration.up.map(unmarked),
    ...(migration.down === undefined ? {} : { down: migration.down.map(unmarked) }),
    transaction: isTold ?? 'none',
  };
}

/** Without a transaction, nothing is outside of it. */
function unmarked({ outsideTransaction: _outside, ...statement }: Statement): Statement {
  return statement;
}
