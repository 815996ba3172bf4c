import type { Span } from '../../model/span.ts';
import { optionalText } from '../javascript/migrations/arguments.ts';
import type { Meaning, Reading } from '../javascript/migrations/reading.ts';
import type { CallReader } from '../javascript/migrations/statements.ts';
import type { ChainEffect } from '../javascript/trace.ts';
import type { Link } from '../javascript/value.ts';
import { chainName } from '../javascript/value.ts';
import { number } from '../javascript/make.ts';
import { typeOf } from './column-types.ts';
import { readQuery } from './queries.ts';
import { questionOf } from './questions.ts';
import { readRaw } from './raw.ts';
import { readSchemaCall } from './schema.ts';

/** What the calls on knex mean: each call on the schema builder by itself, a query as a whole. */
export const knexCalls: CallReader = {
  partsOf,
  meaningOf,
  questionOf,
  typeOf: (word, length, dialect) => typeOf(word, length === undefined ? [] : [number(length, nowhere)], dialect),
};

const nowhere: Span = { file: '', start: 0, end: 0 };

/** Properties and calls on the way to what is done. */
const onTheWay: ReadonlySet<string> = new Set([
  'schema',
  'withSchema',
  'queryContext',
  'transacting',
  'debug',
  'timeout',
  'generateDdlCommands',
  'toSQL',
  'toQuery',
  'toString',
]);

/** What else is made of a builder: its SQL, which is sent later, or a run that a callback or a stream waits for. */
const sentOtherwise: ReadonlySet<string> = new Set(['toSQL', 'toQuery', 'toString', 'asCallback', 'stream', 'pipe']);

function partsOf(effect: ChainEffect): readonly ChainEffect[] {
  const { chain, at } = effect;
  const { links } = chain;
  const run = links.some(({ name }) => sentOtherwise.has(name)) ? 'awaited' : effect.run;
  if (!isOnSchema(links)) return [{ ...effect, run }];
  const calls = links.filter(({ name, form }) => form === 'call' && !onTheWay.has(name));
  return calls.map((link, index) => {
    const span = spanOfCall(link, calls[index - 1], at);
    return { ...effect, run, at: span, chain: { ...chain, links: links.slice(0, links.indexOf(link) + 1) } };
  });
}

function isOnSchema(links: readonly Link[]): boolean {
  return links.some(({ name, form }) => name === 'schema' && form === 'property');
}

/** The first call of a chain has the chain's beginning, a later one begins at its name. */
function spanOfCall(link: Link, previous: Link | undefined, whole: Span): Span {
  if (previous === undefined) return link.at.file === whole.file ? { ...link.at, start: whole.start } : link.at;
  return link.nameAt.file === link.at.file ? { ...link.at, start: link.nameAt.start } : link.at;
}

function meaningOf(effect: ChainEffect, reading: Reading): Meaning | undefined {
  if (effect.chain.root !== 'knex') return undefined;
  const meaning = meaningOfCall(effect, reading);
  return meaning !== undefined && isForgotten(effect, meaning) ? forgotten(effect) : meaning;
}

function meaningOfCall({ chain, at }: ChainEffect, reading: Reading): Meaning | undefined {
  const { links } = chain;
  const last = links.at(-1);
  if (isOnSchema(links) && last !== undefined) return readSchemaCall(last, schemaAmong(links), at, reading);
  const raw = links.slice(0, 2).find(({ name, form }) => name === 'raw' && form === 'call');
  if (raw !== undefined) return readRaw(raw.arguments, at, reading);
  const [first] = links;
  if (first?.name === 'fn' || first?.name === 'ref' || first?.name === 'client') return undefined;
  const operation = readQuery(chain, at, reading);
  return operation === undefined ? undefined : { operations: [operation] };
}

function schemaAmong(links: readonly Link[]): string | undefined {
  return optionalText(links.findLast(({ name }) => name === 'withSchema')?.arguments[0]);
}

/** Knex sends what is awaited or returned, and nothing else. */
function isForgotten({ run }: ChainEffect, { operations }: Meaning): boolean {
  const changes = operations.some(({ kind }) => kind !== 'Query' && kind !== 'NoChange');
  return changes && (run === 'statement' || run === 'never');
}

function forgotten({ chain, at }: ChainEffect): Meaning {
  const call = chainName(chain);
  return {
    operations: [{ kind: 'NoChange', span: at, statement: call }],
    forgotten: { what: 'execution', call, remedy: 'put await in front of it, or return it' },
  };
}
