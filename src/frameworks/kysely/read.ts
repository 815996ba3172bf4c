import type { Side, TransactionMode, Migration } from '../../model/migration.ts';
import type { DialectName } from '../../model/names.ts';
import type { Span } from '../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import type { Module, Surroundings } from '../javascript/index.ts';
import { host } from '../javascript/index.ts';
import type { ModuleReader } from '../javascript/migrations/migration.ts';
import { readModule } from '../javascript/migrations/migration.ts';
import type { Meaning, Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { readSql } from '../javascript/migrations/sql.ts';
import type { ChainEffect } from '../javascript/trace.ts';
import type { HostValue, Link } from '../javascript/value.ts';
import { chainName } from '../javascript/value.ts';
import { callsIn } from './links.ts';
import { readQuery } from './queries.ts';
import { isRaw, packages, rawSql } from './raw.ts';
import { schemaSql } from './schema.ts';

/** Kysely wraps all pending migrations in a transaction where the database can roll DDL back. */
const modes: Readonly<Record<DialectName, TransactionMode>> = {
  postgres: 'whole-batch',
  sqlserver: 'whole-batch',
  mysql: 'none',
  sqlite: 'none',
};

/** Reads one migration; the JavaScript reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  const { files, chain, dialect } = context;
  const surroundings: Surroundings = { files, runs: 'on-call', packages, inline: transactionOf };
  const { migration } = readModule(reader, surroundings, entry, context);
  return { ...migration, transaction: chain.transaction ?? modes[dialect.traits.name] };
}

const reader: ModuleReader = {
  withoutUp: 'The file exports no up: Kysely refuses it',
  sourceOf: (module, side) => {
    const value = functionOf(module, side);
    return value && { value, args: [host('db', value.at)] };
  },
  meaningOf,
  questionOf: () => undefined,
};

function functionOf(module: Module, side: Side): ReturnType<Module['exported']> {
  return module.exported(side);
}

/** `db.transaction().execute(callback)` and `db.connection().execute(callback)` run their callback in place. */
function transactionOf({ root, links }: HostValue): readonly HostValue[] | undefined {
  const last = links.at(-1);
  const [callback] = last?.arguments ?? [];
  const opens = links.some(({ name }) => name === 'transaction' || name === 'connection');
  return root === 'db' && opens && last?.name === 'execute' && callback?.kind === 'function'
    ? [host('db', last.at)]
    : undefined;
}

const runs: ReadonlySet<string> = new Set([
  'execute',
  'executeTakeFirst',
  'executeTakeFirstOrThrow',
  'stream',
  'explain',
  'executeQuery',
]);

/** Calls that neither build nor run anything. */
const otherwise: ReadonlySet<string> = new Set(['destroy', 'compile', 'toOperationNode', 'getExecutor']);

function meaningOf({ chain, at, run }: ChainEffect, reading: Reading): Meaning | undefined {
  const { links } = chain;
  const last = links.at(-1);
  const isKysely = chain.root === 'db' || isRaw(chain);
  if (!isKysely || last === undefined || otherwise.has(last.name) || isPart(chain)) return undefined;
  if (!runs.has(last.name)) {
    if (links.some(({ name }) => name === 'introspection')) return query(chain, at);
    const call = chainName(chain);
    const remedy = chain.root === 'db' ? 'add .execute(), and await it' : 'add .execute(db), and await it';
    return {
      operations: [{ kind: 'NoChange', span: at, statement: call }],
      forgotten: { what: 'execution', call, remedy },
    };
  }
  const meaning = meaningOfRun(chain, last, at, reading);
  if (run === 'awaited' || run === 'returned') return meaning;
  return { ...meaning, forgotten: { what: 'await', call: chainName(chain), remedy: 'put await in front of it' } };
}

/** A piece that is only a part of something larger: a transaction that is opened, a function of the database. */
function isPart({ root, links }: HostValue): boolean {
  const [first] = links;
  return root === 'db' && (first?.name === 'fn' || first?.name === 'dynamic' || first?.name === 'transaction');
}

function meaningOfRun(chain: HostValue, last: Link, at: Span, reading: Reading): Meaning {
  const inner = last.name === 'executeQuery' ? last.arguments[0] : undefined;
  const sent = inner?.kind === 'host' ? inner : chain;
  if (isRaw(sent)) {
    const sql = rawSql(sent, reading);
    return sql === undefined ? { operations: [] } : readSql(sql, at, reading);
  }
  if (!sent.links.some(({ name, form }) => name === 'schema' && form === 'property'))
    return readQuery(sent, at, reading);
  const calls = callsIn(sent.links, reading).filter(({ name }) => !runs.has(name) && !settings.has(name));
  const schema = sent.links.findLast(({ name }) => name === 'withSchema')?.arguments[0];
  const [first, ...more] = calls;
  if (first === undefined) obstruct(reading, 'the call on db.schema', undefined);
  const sql = first && schemaSql({ first, more, schema, at }, reading);
  return sql === undefined ? { operations: [] } : readSql(sql, at, reading);
}

/** Calls that set up the builder. */
const settings: ReadonlySet<string> = new Set(['withSchema', 'withPlugin', 'withoutPlugins', 'compile']);

function query(chain: HostValue, span: Span): Meaning {
  return { operations: [{ kind: 'Query', span, text: chainName(chain), reads: [] }] };
}
