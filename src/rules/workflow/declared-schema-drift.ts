import { array, description, optional, pipe, strictObject, string } from 'valibot';
import { nameKey } from '../../model/names.ts';
import type { Origin, Schema } from '../../model/schema.ts';
import { factsOf } from '../../schema/catalog-facts.ts';
import type { Difference } from '../../schema/differences.ts';
import { differencesBetween, isOrderOfColumns, partsOf } from '../../schema/differences.ts';
import { defineRule } from '../define-rule.ts';
import type { ChainView, DeclaredView, Report } from '../rule.ts';
import { counted } from '../words.ts';
import { sameCode } from './same-code.ts';

export default defineRule({
  name: 'declared-schema-drift',
  category: 'workflow',
  severity: 'error',
  presets: [],
  summary: 'The migrations end in another schema than the declared definitions say',
  options: strictObject({
    ignore: optional(pipe(array(string()), description('Objects that may differ; * stands for anything.')), []),
  }),
  on: {
    chain(chain, { report, options }) {
      const { declared } = chain;
      if (declared === undefined) return;
      if (declared.files === 0) {
        report(nothingDeclared(chain, declared));
        return;
      }
      const isIgnored = ignoring(options.ignore);
      for (const [object, differences] of byObject(driftOf(chain, declared))) {
        if (!isIgnored(nameOf(object))) report(describe(object, differences, chain, declared));
      }
    },
  },
});

function nothingDeclared(chain: ChainView, { where }: DeclaredView): Report {
  return {
    at: chain.place,
    message: `declared of chain ${chain.name} names no file: ${where}`,
    why: 'the migrations cannot be held against definitions that are not there',
    remedy: 'mend the globs in the configuration; they are relative to it, and name .sql files',
  };
}

/** What the migrations end in (old) and what is declared (new), where they are not the same. */
function driftOf({ end }: ChainView, { schema }: DeclaredView): readonly Difference[] {
  return differencesBetween(factsOf(end, 'as-printed'), factsOf(schema, 'as-printed')).filter(
    (one) =>
      !isOrderOfColumns(one) &&
      !one.subject.endsWith(', reads') &&
      !one.subject.startsWith('schema ') &&
      !(one.old !== undefined && one.new !== undefined && sameCode(trusted(one.old), trusted(one.new))),
  );
}

/** A definition cannot say that a constraint was never checked against old rows. */
function trusted(value: string): string {
  return value.replace(/ not valid\b/, '');
}

/** `table t` of `table t, column a, type`. */
function byObject(differences: readonly Difference[]): ReadonlyMap<string, readonly Difference[]> {
  const objects = new Map<string, Difference[]>();
  for (const one of differences) {
    const object = partsOf(one.subject)[0] ?? one.subject;
    objects.set(object, [...(objects.get(object) ?? []), one]);
  }
  return objects;
}

/** The name in a subject: `t` of `table t`, `f` of `function f(integer) in sql`. */
function nameOf(object: string): string {
  return object.split('(')[0]?.trimEnd().split(/\s/).at(-1) ?? object;
}

function ignoring(patterns: readonly string[]): (name: string) => boolean {
  const literal = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const all = patterns.map((pattern) => new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`, 'i'));
  return (name) => all.some((one) => one.test(name));
}

/** The differences of one object that are shown. */
const shown = 8;

function describe(
  object: string,
  differences: readonly Difference[],
  chain: ChainView,
  declared: DeclaredView,
): Report {
  const there = originsIn(declared.schema).get(withoutLanguage(object));
  const made = originsIn(chain.end).get(withoutLanguage(object));
  const why =
    'the definitions are what people read and what the next change starts from; the migrations are what databases have';
  const [only] = differences;
  const named = withoutLanguage(object);
  if (only?.subject === object && only.new === undefined) {
    return {
      at: made?.span ?? chain.place,
      message: `${named} is declared nowhere in ${declared.where}`,
      why,
      remedy: `add its definition, or drop it in a migration if it is no longer wanted`,
    };
  }
  if (only?.subject === object && only.old === undefined) {
    return {
      at: there?.span ?? chain.place,
      message: `${named} is declared, and no migration of ${chain.name} leaves it behind`,
      why,
      remedy: 'write a migration that creates it, or delete the definition',
    };
  }
  const lines = differences.map((one) => described(one, object));
  return {
    at: there?.span ?? made?.span ?? chain.place,
    message: `${named} is declared otherwise than the migrations leave it: ${lines[0] ?? ''}${lines.length > 1 ? `, and ${counted(lines.length - 1, 'more difference')}` : ''}`,
    why,
    remedy: [
      'write a migration that brings the database in line, or mend the definition:',
      ...lines.slice(0, shown).map((line) => `    ${line}`),
      ...(lines.length > shown ? [`    and ${String(lines.length - shown)} more`] : []),
    ].join('\n'),
    ...(made === undefined ? {} : { related: [{ span: made.span, message: 'made here' }] }),
  };
}

/** One difference on one line, without the object that all of them are about. */
function described({ subject, old, new: now }: Difference, object: string): string {
  const what = subject === object ? 'its definition' : subject.slice(object.length + 2);
  if (now === undefined) return `${what} is not declared`;
  if (old === undefined) return `${what} is declared only`;
  const long = old.length + now.length > longest;
  return long ? `${what} is another: ${excerpts(old, now)}` : `${what} is ${said(old)}, declared ${said(now)}`;
}

/** The most characters of two texts that are shown in full. */
const longest = 120;

/** The first place where two pieces of code part. */
function excerpts(old: string, now: string): string {
  let at = 0;
  while (at < old.length && old[at] === now[at]) at += 1;
  const from = Math.max(0, at - 15);
  const excerpt = (text: string): string => `… ${text.slice(from, from + 50)} …`;
  return `${excerpt(old)}, declared ${excerpt(now)}`;
}

function said(value: string): string {
  return value === '' ? 'nothing' : value;
}

/** `procedure p` of `procedure p() in tsql`, as long as nothing tells routines of one name apart. */
function withoutLanguage(object: string): string {
  return object.replace(/\(\)? in \w+$/, '').replace(/ in \w+$/, '');
}

/** Where the objects of a schema were made, by the subject of their facts. */
function originsIn(schema: Schema): ReadonlyMap<string, Origin> {
  const { traits } = schema;
  return new Map([
    ...[...schema.tables.values()].map(({ name, origin }) => [`table ${nameKey(traits, name)}`, origin] as const),
    ...[...schema.views.values()].map(({ name, materialized, origin }) => {
      return [`${materialized ? 'materialized view' : 'view'} ${nameKey(traits, name)}`, origin] as const;
    }),
    ...[...schema.routines.values()].map(({ name, routineType, signature, origin }) => {
      const types = signature === undefined || signature === '' ? '' : `(${signature})`;
      return [`${routineType} ${nameKey(traits, name)}${types}`, origin] as const;
    }),
    ...[...schema.types.values()].map(
      ({ name, kind, origin }) => [`${kind} ${nameKey(traits, name)}`, origin] as const,
    ),
    ...[...schema.sequences.values()].map(({ name, origin }) => [`sequence ${nameKey(traits, name)}`, origin] as const),
  ]);
}
