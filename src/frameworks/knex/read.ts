import type { Migration, Side, TransactionMode } from '../../model/migration.ts';
import type { Span } from '../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import type { Module } from '../javascript/index.ts';
import { host } from '../javascript/index.ts';
import { entryOf, object } from '../javascript/make.ts';
import { flag, option } from '../javascript/migrations/arguments.ts';
import { readModule } from '../javascript/migrations/migration.ts';
import type { Value } from '../javascript/value.ts';
import { knexCalls } from './calls.ts';
import { settingsFor } from './knexfile.ts';
import { migratorScope } from './layout.ts';
import { surroundingsOf } from './surroundings.ts';

/** Reads one migration; the JavaScript reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  const { files, chain, dialect } = context;
  const settings = settingsFor(chain.folder, files);
  const reader = {
    ...knexCalls,
    withoutUp: 'The file exports no up',
    sourceOf: (module: Module, side: Side) => {
      const value = module.exported(side);
      return value === undefined ? undefined : { value, args: [argumentOf(value.at, chain.scope)] };
    },
  };
  const surroundings = surroundingsOf(files, dialect.traits.name, settings?.client);
  const { module, migration } = readModule(reader, surroundings, entry, context);
  return { ...migration, transaction: transactionOf(module?.exported('config'), chain.transaction) };
}

/** All pending files share one transaction, unless one of them opts out; a file that does has none. */
function transactionOf(config: Value | undefined, chosen: TransactionMode | undefined): TransactionMode {
  const own = flag(option(config, 'transaction'));
  if (own === false) return 'none';
  if (chosen !== undefined && own !== true) return chosen;
  return own === true && chosen === 'none' ? 'per-migration' : 'whole-batch';
}

/** knex-migrator gives an object with the connection, which is the transaction where there is one. */
function argumentOf(at: Span, scope: string | undefined): Value {
  const knex = host('knex', at);
  if (scope !== migratorScope) return knex;
  return object(
    [
      ['connection', entryOf(knex)],
      ['transacting', entryOf(knex)],
    ],
    at,
  );
}
