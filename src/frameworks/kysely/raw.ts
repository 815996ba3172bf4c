import { lookUp } from '../../model/look-up.ts';
import type { Span } from '../../model/span.ts';
import { isAbsent, literalOf } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { concatenate, stringAt } from '../javascript/strings.ts';
import type { StringPart } from '../javascript/strings.ts';
import type { HostValue, Link, StringValue, Value } from '../javascript/value.ts';
import { describe } from '../javascript/value.ts';
import { partsOf, quotedText } from './names.ts';

/** Packages that hand out Kysely's `sql`. */
export const packages: ReadonlySet<string> = new Set(['kysely']);

/** What runs a chain, or makes it something else than a piece of SQL. */
const endings: ReadonlySet<string> = new Set([
  'execute',
  'executeTakeFirst',
  'executeTakeFirstOrThrow',
  'compile',
  'toOperationNode',
  '$castTo',
  '$notNull',
  'as',
  'withPlugin',
]);

/** `eb.ref('t.c')`, `db.dynamic.ref('c')`: a name. */
function referred({ root, links }: HostValue, reading: Reading): StringValue | undefined {
  const last = links.findLast(({ form }) => form === 'call');
  const isReference = (root === 'builder' || root === 'db') && (last?.name === 'ref' || last?.name === 'table');
  return isReference ? named(last.arguments, last.at, reading) : undefined;
}

/** SQL that a chain is in the place of a value; `undefined`: it is something else. */
export function valueSql(chain: HostValue, reading: Reading): StringValue | undefined {
  return isRaw(chain) ? rawSql(chain, reading) : referred(chain, reading);
}

/** Whether a chain is a piece of SQL: a template of `sql`, or a call of one of its helpers. */
export function isRaw({ root, links: [first] }: HostValue): boolean {
  return packages.has(root) && (first?.name === 'sql' || first?.name === 'CompiledQuery');
}

/** The SQL of a chain, with the values of its holes filled in; `undefined`, and an obstacle, when it is none. */
export function rawSql(chain: HostValue, reading: Reading): StringValue | undefined {
  const [link] = chain.links.filter(({ form, name }) => form !== 'property' && !endings.has(name));
  const made = link === undefined || !isRaw(chain) ? undefined : fragment(link, reading);
  if (made === undefined) obstruct(reading, 'the SQL', chain);
  return made;
}

type Helper = (args: readonly Value[], at: Span, reading: Reading) => StringValue | undefined;

/** What `sql.raw` and the others give. */
const helpers: Readonly<Record<string, Helper>> = {
  raw: ([text]) => (text?.kind === 'string' ? text : undefined),
  ref: named,
  table: named,
  id: (args, at, reading) => {
    const names = args.flatMap((name) => (name.kind === 'string' ? [quotedText(name, reading)] : []));
    return names.length === args.length ? listed(names, '.', at) : undefined;
  },
  val: ([value], at, reading) => constant(value, at, reading),
  value: ([value], at, reading) => constant(value, at, reading),
  lit: ([value], at, reading) => constant(value, at, reading),
  literal: ([value], at, reading) => constant(value, at, reading),
  join: ([list, separator], at, reading) => {
    if (list?.kind !== 'array' || list.open !== undefined) return undefined;
    const between = isAbsent(separator)
      ? ', '
      : separator?.kind === 'host'
        ? rawSql(separator, reading)?.source.text
        : '';
    return listed(
      list.elements.map((value) => filled(value, reading)),
      between ?? ', ',
      at,
    );
  },
};

function fragment(link: Link, reading: Reading): StringValue | undefined {
  if (link.form === 'call') return lookUp(helpers, link.name)?.(link.arguments, link.at, reading);
  const parts = link.arguments.flatMap((text, index): { readonly part: StringPart; readonly at: Span }[] => {
    const value = link.values[index];
    return [
      ...(text.kind === 'string' ? [{ part: text, at: text.at }] : []),
      ...(value === undefined ? [] : [{ part: filled(value, reading), at: value.at }]),
    ];
  });
  return concatenate(parts, link.at);
}

/** What stands in a hole of the template: SQL as it is, anything else as a value. */
function filled(value: Value, reading: Reading): StringPart {
  const known = value.kind === 'host' ? valueSql(value, reading) : constant(value, value.at, reading);
  if (known !== undefined) return known;
  const named = value.kind === 'unknown' && value.name !== undefined ? { name: value.name } : {};
  return { kind: 'unknown', at: value.at, reason: describe(value), ...named };
}

/** A value, written as a literal of the dialect. */
export function constant(value: Value | undefined, at: Span, { dialect }: Reading): StringValue | undefined {
  const literal = value === undefined ? undefined : literalOf(value);
  return literal === undefined ? undefined : stringAt(dialect.literal(literal).sql, at);
}

/** A value or a piece of SQL in the place of an expression; what cannot be told is an obstacle. */
export function expression(value: Value | undefined, what: string, reading: Reading): StringValue | undefined {
  const known = value?.kind === 'host' ? rawSql(value, reading) : value && constant(value, value.at, reading);
  if (known === undefined && value?.kind !== 'host') obstruct(reading, what, value);
  return known;
}

function named([name]: readonly Value[], at: Span, reading: Reading): StringValue | undefined {
  if (name?.kind !== 'string') return undefined;
  return listed(
    partsOf(name).map((one) => (one.source.text === '*' ? one : quotedText(one, reading))),
    '.',
    at,
  );
}

/** A piece of SQL between round brackets. */
export function inBrackets(sql: StringValue | undefined): StringValue | undefined {
  return sql && sqlAt(sql.at)`(${sql})`;
}
