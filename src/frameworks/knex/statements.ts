import type { Statement, Side } from '../../model/migration.ts';
import type { Guard, Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { ChainEffect, Effect } from '../javascript/trace.ts';
import { guardsOf } from '../javascript/trace.ts';
import type { Link } from '../javascript/value.ts';
import type { Reading } from './arguments.ts';
import { optionalText } from './arguments.ts';
import { readQuery } from './queries.ts';
import { questionOf } from './questions.ts';
import type { SqlMeaning } from './raw.ts';
import { readRaw } from './raw.ts';
import { readSchemaCall } from './schema.ts';

type Parts = Omit<Reading, 'obstacles'> & { readonly side: Side; readonly sourceOf: (span: Span) => string };

/** The statements that an effect of `up` or `down` stands for: one a call on the schema builder, one a query. */
export function statementsOf(effect: Effect, parts: Parts): readonly Statement[] {
  const guards = guardsOf(effect.conditions, questionOf);
  if (effect.kind === 'opaque') {
    const operation: Operation = {
      kind: 'Opaque',
      span: effect.at,
      reason: 'not-recognised',
      detail: effect.reason,
      text: parts.sourceOf(effect.at),
    };
    return [statement({ operations: [operation] }, effect.at, effect, guards, parts)];
  }
  if (effect.chain.root !== 'knex') return [];
  return callsOf(effect).map(({ span, read }) => {
    const reading: Reading = { ...parts, obstacles: [] };
    const meaning = read(reading);
    warnOfUnused(effect, meaning, span, parts);
    const [obstacle] = reading.obstacles;
    const known: SqlMeaning =
      obstacle === undefined
        ? meaning
        : { operations: [{ kind: 'Opaque', span, ...obstacle, text: parts.sourceOf(span) }] };
    return statement(known, span, effect, guards, parts);
  });
}

interface ReadCall {
  readonly span: Span;
  readonly read: (reading: Reading) => SqlMeaning;
}

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

/** The calls of a chain that do something by themselves. */
function callsOf({ chain, at }: ChainEffect): readonly ReadCall[] {
  const { links } = chain;
  const [first] = links;
  const isSchema = links.some(({ name, form }) => name === 'schema' && form === 'property');
  const raw = links.find(({ name, form }) => name === 'raw' && form === 'call');
  if (!isSchema && raw !== undefined && links.indexOf(raw) <= 1) {
    return [{ span: at, read: (reading) => readRaw(raw.arguments, at, reading) }];
  }
  if (first?.name === 'fn' || first?.name === 'ref' || first?.name === 'client') return [];
  if (!isSchema) {
    return [
      {
        span: at,
        read: (reading) => {
          const operation = readQuery(chain, at, reading);
          return { operations: operation === undefined ? [] : [operation] };
        },
      },
    ];
  }
  const calls = links.filter(({ name, form }) => form === 'call' && !onTheWay.has(name));
  return calls.map((link, index) => {
    const previous = calls[index - 1];
    const span = spanOfCall(link, previous, at);
    const schema = schemaBefore(links, link);
    return { span, read: (reading) => readSchemaCall(link, schema, span, reading) };
  });
}

/** The first call of a chain has the chain's beginning, a later one begins at its name. */
function spanOfCall(link: Link, previous: Link | undefined, whole: Span): Span {
  if (previous === undefined) return link.at.file === whole.file ? { ...link.at, start: whole.start } : link.at;
  return link.nameAt.file === link.at.file ? { ...link.at, start: link.nameAt.start } : link.at;
}

function schemaBefore(links: readonly Link[], link: Link): string | undefined {
  const before = links.slice(0, links.indexOf(link));
  return optionalText(before.findLast(({ name }) => name === 'withSchema')?.arguments[0]);
}

function warnOfUnused({ run, chain }: ChainEffect, { operations }: SqlMeaning, span: Span, { problems }: Parts): void {
  const changes = operations.some(({ kind }) => kind !== 'Query' && kind !== 'NoChange');
  if (changes && run === 'never' && !chain.links.some(({ name }) => /^to(?:SQL|Query|String)$/.test(name))) {
    problems.push({ span, message: 'This is built and never run: knex runs it when it is awaited or returned' });
  }
}

function statement(
  { operations, sql }: SqlMeaning,
  span: Span,
  { repeated }: Effect,
  guards: readonly Guard[],
  { side }: Parts,
): Statement {
  return {
    span,
    side,
    operations: operations.map((operation) => ({
      ...operation,
      ...(guards.length === 0 ? {} : { guards: [...guards, ...(operation.guards ?? [])] }),
      ...(repeated ? { repeated: true } : {}),
    })),
    ...(sql === undefined ? {} : { sql }),
  };
}
