import type { Migration, ReadProblem, TransactionMode } from '../../model/migration.ts';
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
  const chosen = chain.transaction ?? 'whole-batch';
  const problem = own !== undefined && chosen === 'whole-batch' && settings !== undefined ? [refusal(own.at)] : [];
  return {
    ...migration,
    transaction: transactionMode(own && flag(own), chosen),
    head: (module && classNamed(entry.id, module)?.nameAt) ?? migration.head,
    problems: [...migration.problems, ...problem],
  };
}

function transactionMode(own: boolean | undefined, chosen: TransactionMode): TransactionMode {
  if (own === undefined) return chosen;
  return own ? 'per-migration' : 'none';
}

function refusal(span: ReadProblem['span']): ReadProblem {
  return {
    span,
    message: 'TypeORM refuses to run it: it sets transaction, and all migrations run in one transaction',
    remedy: "Set migrationsTransactionMode: 'each' in the DataSource, or run with --transaction each",
  };
}

function transactionOf(id: string, module: Module): Value | undefined {
  const self = instanceNamed(id, module);
  return self && module.member(self, 'transaction');
}

function classNamed(id: string, module: Module): ClassValue | undefined {
  const classes = module.classes.filter((one) => one.kind === 'class');
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
