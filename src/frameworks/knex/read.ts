import type { Migration, ReadProblem, Side, Statement, TransactionMode } from '../../model/migration.ts';
import type { Span } from '../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import type { Module } from '../javascript/index.ts';
import { host, openModule } from '../javascript/index.ts';
import { entryOf, object } from '../javascript/make.ts';
import { sourceAt } from '../javascript/script.ts';
import type { Value } from '../javascript/value.ts';
import { describe } from '../javascript/value.ts';
import { flag, option } from './arguments.ts';
import { settingsFor } from './knexfile.ts';
import { migratorScope } from './layout.ts';
import { statementsOf } from './statements.ts';
import { surroundingsOf } from './surroundings.ts';

/** Reads one migration; the JavaScript reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  const { files, chain, dialect } = context;
  const settings = settingsFor(chain.folder, files);
  const module = openModule(entry.file, surroundingsOf(files, dialect.traits.name, settings?.client));
  const start: Span = { file: entry.file, start: 0, end: 0 };
  const problems: ReadProblem[] = [...(entry.problems ?? []), ...(module?.script.problems ?? [])];
  const up = module?.exported('up');
  const down = module?.exported('down');
  if (module === undefined) problems.push({ span: start, message: 'The file cannot be read as text' });
  else if (up === undefined && problems.length === 0) problems.push({ span: start, message: 'The file exports no up' });

  const read = (value: Value | undefined, side: Side): readonly Statement[] | undefined =>
    module === undefined || value === undefined ? undefined : readSide(module, value, side, context, problems);
  const ups = read(up, 'up') ?? [];
  const downs = read(down, 'down');
  return {
    id: entry.id,
    file: entry.file,
    files: [...new Set([...entry.files, ...(module?.followed() ?? [])])],
    chain: chain.name,
    framework: chain.framework,
    dialect: dialect.traits.name,
    up: ups,
    ...(downs === undefined ? {} : { down: downs }),
    transaction: transactionOf(module?.exported('config'), chain.transaction),
    head: ups[0]?.span ?? start,
    comments: module?.script.comments ?? [],
    problems,
  };
}

/** All pending files share one transaction, unless one of them opts out; a file that does has none. */
function transactionOf(config: Value | undefined, chosen: TransactionMode | undefined): TransactionMode {
  const own = flag(option(config, 'transaction'));
  if (own === false) return 'none';
  if (chosen !== undefined && own !== true) return chosen;
  return own === true && chosen === 'none' ? 'per-migration' : 'whole-batch';
}

/** `undefined`: a side that only throws is no way back. */
function readSide(
  module: Module,
  value: Value,
  side: Side,
  { dialect, chain }: ReadContext,
  problems: ReadProblem[],
): readonly Statement[] | undefined {
  if (value.kind !== 'function') {
    problems.push({ span: value.at, message: `What ${side} does cannot be told: ${describe(value)}` });
    return opaqueSide(value, side, module);
  }
  const { effects, throws } = module.call(value, [argumentOf(value.at, chain.scope)]);
  if (throws && effects.length === 0 && side === 'down') return undefined;
  const sourceOf = (span: Span): string => (span.file === module.script.file ? sourceAt(module.script, span) : '');
  return effects.flatMap((effect) => statementsOf(effect, { dialect, module, problems, side, sourceOf }));
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

function opaqueSide(value: Value, side: Side, { script }: Module): readonly Statement[] {
  const { at } = value;
  const text = at.file === script.file ? sourceAt(script, at) : '';
  const detail = `what ${side} does is not known: ${describe(value)}`;
  return [{ span: at, side, operations: [{ kind: 'Opaque', span: at, reason: 'not-recognised', detail, text }] }];
}
