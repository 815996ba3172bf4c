import type { Migration, TransactionMode } from '../../model/migration.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import type { Module, Surroundings } from '../javascript/index.ts';
import { literalOf, option } from '../javascript/migrations/arguments.ts';
import type { ModuleReader } from '../javascript/migrations/migration.ts';
import { readModule } from '../javascript/migrations/migration.ts';
import type { Meaning, Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { readSql } from '../javascript/migrations/sql.ts';
import { replaceRanges, stringAt } from '../javascript/strings.ts';
import type { ChainEffect } from '../javascript/trace.ts';
import type { Link, StringValue, Value } from '../javascript/value.ts';
import { chainName, describe } from '../javascript/value.ts';
import { packages } from './paths.ts';

/** Calls on the migration that make no SQL. */
const withoutSql: ReadonlySet<string> = new Set(['reset', 'getQueries', 'setTransactionContext', 'isTransactional']);

const queries: ReadonlySet<string> = new Set([
  'find',
  'findOne',
  'findOneOrFail',
  'count',
  'fork',
  'getKnex',
  'getDriver',
]);

/** Reads one migration; the JavaScript reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  const { files, chain } = context;
  const surroundings: Surroundings = { files, runs: 'on-call', packages };
  const immediate = new Set<number>();
  const { module, migration } = readModule(readerFor(immediate), surroundings, entry, context);
  const inOrder = (statements: Migration['up']): Migration['up'] => [
    ...statements.filter(({ span }) => immediate.has(span.start)),
    ...statements.filter(({ span }) => !immediate.has(span.start)),
  ];
  const { down } = migration;
  return {
    ...migration,
    up: inOrder(migration.up),
    ...(down === undefined ? {} : { down: inOrder(down) }),
    head: headOf(module) ?? migration.head,
    transaction: transactionOf(module, chain.transaction ?? 'whole-batch'),
  };
}

/** All pending migrations share one transaction; one that is not transactional runs by itself. */
function transactionOf(module: Module | undefined, mode: TransactionMode): TransactionMode {
  const instance = module && instanceIn(module);
  const method = instance && module.member(instance, 'isTransactional');
  if (module === undefined || instance === undefined || method?.kind !== 'function') return mode;
  const { returned } = module.call(method, [], instance);
  return returned.kind === 'boolean' && !returned.value ? 'none' : mode;
}

function headOf(module: Module | undefined): Migration['head'] | undefined {
  const [found] = module?.classes ?? [];
  return found?.kind === 'class' ? found.nameAt : undefined;
}

function instanceIn(module: Module): Value | undefined {
  const found = module.classes.find(
    (one) => one.kind === 'class' && module.member(module.instantiate(one), 'up') !== undefined,
  );
  return found && module.instantiate(found);
}

/** `addSql` gathers statements that are run when the method has ended; what `execute` is given runs at once. */
function readerFor(immediate: Set<number>): ModuleReader {
  return {
    withoutUp: 'The file has no class with a method up: MikroORM refuses it',
    sourceOf: (module, side) => {
      const self = instanceIn(module);
      const value = self && module.member(self, side);
      // The base class has a `down`, which throws.
      return self === undefined || value === undefined || value.kind === 'host' ? undefined : { value, args: [], self };
    },
    meaningOf: (effect, reading) => meaningOf(effect, reading, immediate),
    questionOf: () => undefined,
  };
}

function meaningOf({ chain, at }: ChainEffect, reading: Reading, immediate: Set<number>): Meaning | undefined {
  const [call, ...more] = chain.links.filter(({ form }) => form === 'call');
  if (chain.root !== 'this' || call === undefined || withoutSql.has(call.name)) return undefined;
  if (call.name === 'addSql') return sqlMeaning(call, at, reading);
  const run = call.name === 'execute' ? call : more.find(({ name }) => name === 'execute' || name === 'raw');
  immediate.add(at.start);
  if (run !== undefined) return sqlMeaning(run, at, reading);
  if (more.length === 0 && (call.name === 'getKnex' || call.name === 'getEntityManager')) return undefined;
  const last = more.at(-1);
  if (last !== undefined && queries.has(last.name)) {
    return { operations: [{ kind: 'Query', span: at, text: chainName(chain), reads: [] }] };
  }
  reading.obstacles.push({ reason: 'not-recognised', detail: `what ${chainName(chain)} does is not known` });
  return undefined;
}

/** A text, or `raw('…')` of MikroORM and `knex.raw('…')`. */
function sqlMeaning(call: Link, at: ChainEffect['at'], reading: Reading): Meaning | undefined {
  const [first, parameters] = call.arguments;
  const text = first?.kind === 'host' ? first.links.at(-1)?.arguments[0] : (option(first, 'sql') ?? first);
  if (text?.kind !== 'string') {
    obstruct(reading, 'the SQL', text ?? first);
    return undefined;
  }
  return readSql(withParameters(text, parameters, reading), at, reading);
}

/** The SQL with its `?` filled in. */
function withParameters(sql: StringValue, parameters: Value | undefined, { dialect }: Reading): StringValue {
  if (parameters?.kind !== 'array') return sql;
  let next = 0;
  const ranges = [...sql.source.text.matchAll(/\?\??/g)].flatMap(({ index, 0: mark }) => {
    const value = parameters.elements[next];
    next += 1;
    if (value === undefined) return [];
    const literal = literalOf(value);
    const by =
      literal === undefined
        ? ({ kind: 'unknown', reason: describe(value), at: value.at } as const)
        : stringAt(dialect.literal(literal).sql, value.at);
    return [{ start: index, end: index + mark.length, by }];
  });
  return replaceRanges(sql, ranges, sql.at);
}
