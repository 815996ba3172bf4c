import type { Span } from '../../model/span.ts';
import type { Meaning, Reading } from '../javascript/migrations/reading.ts';
import { notKnown, obstruct } from '../javascript/migrations/reading.ts';
import { readSql } from '../javascript/migrations/sql.ts';
import type { CallReader } from '../javascript/migrations/statements.ts';
import { concatenate, stringAt } from '../javascript/strings.ts';
import type { HostValue, Link, StringValue } from '../javascript/value.ts';
import { chainName } from '../javascript/value.ts';
import { questionOf } from './questions.ts';
import { queryRunnerOperations } from './query-runner.ts';
import { rowsMeaning } from './rows.ts';

/** How the calls on a query runner are read. */
export const typeormCalls: CallReader = {
  meaningOf: ({ chain, at }, reading) => (chain.root === 'queryRunner' ? meaningOf(chain, at, reading) : undefined),
  questionOf,
};

/** Properties of a query runner, and methods without effect, on the way to what does something. */
const sources: ReadonlySet<string> = new Set([
  'manager',
  'connection',
  'dataSource',
  'queryRunner',
  'createQueryRunner',
]);

function meaningOf(chain: HostValue, at: Span, reading: Reading): Meaning | undefined {
  const begin = chain.links.findIndex(({ name, form }) => form !== 'property' && !sources.has(name));
  const [first, ...others] = begin === -1 ? [] : chain.links.slice(begin).filter(({ form }) => form !== 'property');
  if (first === undefined) return undefined;
  const way = chain.links.slice(0, begin).map(({ name }) => name);
  // A DataSource takes another connection from the pool, with no transaction.
  const isElsewhere = way.findLast((name) => name !== 'manager' && name !== 'queryRunner') !== undefined;
  const meaning = way.every((name) => name !== 'manager')
    ? runnerMeaning(first, others, chain, at, reading)
    : managerMeaning(first, others, at, reading);
  return meaning && isElsewhere && changesSomething(meaning) ? { ...meaning, outsideTransaction: true } : meaning;
}

function changesSomething({ operations }: Meaning): boolean {
  return operations.some(({ kind }) => kind !== 'Query' && kind !== 'NoChange');
}

function runnerMeaning(
  first: Link,
  others: readonly Link[],
  chain: HostValue,
  at: Span,
  reading: Reading,
): Meaning | undefined {
  if (first.name === 'query' || first.form === 'tag') return sent(first, at, reading);
  const operations = queryRunnerOperations(first.name, first.arguments, at, reading);
  if (operations !== undefined) return { operations };
  if (first.name === 'getRepository' || first.name === 'createQueryBuilder') {
    return managerMeaning(first, others, at, reading);
  }
  notKnown(reading, chainName(chain));
  return { operations: [] };
}

function managerMeaning(first: Link, others: readonly Link[], at: Span, reading: Reading): Meaning | undefined {
  if (first.name === 'query' || first.form === 'tag') return sent(first, at, reading);
  const operations = rowsMeaning([first, ...others], at, reading);
  return operations && { operations };
}

/** `query(sql, parameters)`, or the tag `sql`, whose values are parameters. */
function sent(link: Link, at: Span, reading: Reading): Meaning {
  const sql = link.form === 'tag' ? tagged(link, at, reading) : link.arguments[0];
  if (sql?.kind === 'string') return readSql(sql, at, reading);
  obstruct(reading, 'the SQL', sql);
  return { operations: [] };
}

function tagged({ arguments: texts }: Link, at: Span, { dialect }: Reading): StringValue {
  const parameter = (index: number): string =>
    dialect.traits.name === 'postgres' ? `$${index}` : dialect.traits.name === 'sqlserver' ? `@${index - 1}` : '?';
  const parts = texts.flatMap((text, index) => {
    const before = index === 0 ? [] : [{ part: stringAt(parameter(index), at), at }];
    return text.kind === 'string' ? [...before, { part: text, at: text.at }] : before;
  });
  return concatenate(parts, at);
}
