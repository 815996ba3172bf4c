import type { Migration, TransactionMode } from '../../model/migration.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import type { Module } from '../javascript/index.ts';
import { host } from '../javascript/index.ts';
import type { ModuleReader } from '../javascript/migrations/migration.ts';
import { readModule } from '../javascript/migrations/migration.ts';
import { flag, optionalText } from '../javascript/migrations/arguments.ts';
import type { ClassValue, Value } from '../javascript/value.ts';
import { typeormCalls } from './calls.ts';
import { settingsFor } from './settings.ts';
import { surroundingsOf } from './surroundings.ts';

/** Reads one migration class; the JavaScript reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  const { files, chain, dialect } = context;
  const settings = settingsFor(chain.folder, files);
  const reader: ModuleReader = {
    ...typeormCalls,
    withoutUp: `The file holds no class with up() that is called ${entry.id}`,
    sourceOf: (module, side) => {
      const self = instanceNamed(entry.id, module);
      const value = self && module.member(self, side);
      return self && value && { value, self, args: [host('queryRunner', value.at)] };
    },
  };
  const { module, migration } = readModule(
    reader,
    surroundingsOf(files, dialect.traits.name, settings?.type),
    entry,
    context,
  );
  const own = module === undefined ? undefined : transactionOf(entry.id, module);
  const chosen = chain.transaction ?? settings?.transaction ?? 'whole-batch';
  // Without a DataSource nothing tells that it is not run with --transaction each.
  const isTold = chain.transaction !== undefined || settings !== undefined;
  return {
    ...migration,
    transaction: transactionMode(own && flag(own), chosen),
    head: (module && classNamed(entry.id, module)?.nameAt) ?? migration.head,
    ...(own === undefined ? {} : { ownTransaction: { span: own.at, ...(isTold ? { runMode: chosen } : {}) } }),
  };
}

function transactionMode(own: boolean | undefined, chosen: TransactionMode): TransactionMode {
  if (own === undefined) return chosen;
  return own ? 'per-migration' : 'none';
}

function transactionOf(id: string, module: Module): Value | undefined {
  const self = instanceNamed(id, module);
  return self && module.member(self, 'transaction');
}

function classNamed(id: string, module: Module): ClassValue | undefined {
  const exported = module.names.map((name) => module.exported(name));
  const classes = [...module.classes, ...exported, module.exported('default')].filter((one) => one?.kind === 'class');
  return classes.find((one) => nameOf(one, module) === id) ?? classes.find((one) => one.name === id);
}

function instanceNamed(id: string, module: Module): Value | undefined {
  const found = classNamed(id, module);
  return found && module.instantiate(found);
}

/** Its `name` property, or the class's own name. */
function nameOf(value: ClassValue, module: Module): string | undefined {
  return optionalText(module.member(module.instantiate(value), 'name')) ?? value.name;
}
