import type { Forgotten } from '../../../model/migration.ts';
import type { Span } from '../../../model/span.ts';
import { covers } from '../../../model/span.ts';
import { option } from '../migrations/arguments.ts';
import type { Meaning, Reading } from '../migrations/reading.ts';
import { notKnown, obstruct } from '../migrations/reading.ts';
import { readSql } from '../migrations/sql.ts';
import type { CallReader } from '../migrations/statements.ts';
import type { HostValue, Link, Value } from '../value.ts';
import { chainName } from '../value.ts';
import { questionOf } from './questions.ts';
import { queryInterfaceOperations } from './methods.ts';
import { filled } from './replacements.ts';
import type { SequelizeSurroundings } from './surroundings.ts';

/** How the calls on a query interface are read. A statement that is not given the transaction is marked as outside of it. */
export function callsOf({ transactions }: SequelizeSurroundings): CallReader {
  return {
    questionOf,
    meaningOf: ({ chain, at }, reading) => {
      if (chain.root !== 'queryInterface') return undefined;
      const meaning = meaningOf(chain, at, reading);
      if (meaning === undefined || isGivenTransaction(chain)) return meaning;
      const isForgotten = changesInside(meaning) && transactions.some((inside) => covers(inside, at));
      return { ...meaning, outsideTransaction: true, ...(isForgotten ? { forgotten: forgotten(chain) } : {}) };
    },
  };
}

/** Whether it does something that belongs into a transaction: what runs concurrently cannot. */
function changesInside({ operations }: Meaning): boolean {
  const isMeant = operations.some((operation) => 'concurrently' in operation && operation.concurrently);
  return !isMeant && operations.some(({ kind }) => kind !== 'Query' && kind !== 'NoChange');
}

function forgotten(chain: HostValue): Forgotten {
  return { what: 'transaction', call: chainName(chain), remedy: 'pass { transaction } with its options' };
}

/** Whether one of the arguments is an object that holds the transaction. */
function isGivenTransaction({ links }: HostValue): boolean {
  return links.some(({ arguments: args }) =>
    args.some((argument) => {
      const given = option(argument, 'transaction');
      return given !== undefined && given.kind !== 'null';
    }),
  );
}

/** Properties on the way from the query interface to what does something. */
const onTheWay: ReadonlySet<string> = new Set(['sequelize', 'queryInterface', 'getQueryInterface', 'context']);

/** Methods of `sequelize` and of the query generator that change nothing. */
const harmless: ReadonlySet<string> = new Set([
  'authenticate',
  'close',
  'escape',
  'getDialect',
  'getDatabaseName',
  'define',
  'model',
  'import',
  'literal',
  'fn',
  'col',
  'cast',
  'json',
  'where',
]);

function meaningOf(chain: HostValue, at: Span, reading: Reading): Meaning | undefined {
  const link = chain.links.find(({ name, form }) => form !== 'property' && !onTheWay.has(name));
  if (link === undefined || link.name === 'transaction') return undefined;
  if (chain.links[0]?.name === 'sequelize' && harmless.has(link.name)) return undefined;
  if (link.name === 'query') return sent(link, at, reading);
  const operations = queryInterfaceOperations(link.name, link.arguments, at, reading);
  if (operations === undefined) notKnown(reading, chainName(chain));
  return { operations: operations ?? [] };
}

/** `sequelize.query(sql, options)`, whose SQL can be `{ query, values }`. */
function sent({ arguments: [first, options] }: Link, at: Span, reading: Reading): Meaning {
  const sql: Value | undefined = first?.kind === 'object' ? option(first, 'query') : first;
  if (sql?.kind === 'string') return readSql(filled(sql, options, reading), at, reading);
  obstruct(reading, 'the SQL', sql);
  return { operations: [] };
}
