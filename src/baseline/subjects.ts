import type { DialectTraits } from '../model/names.ts';
import { partsOf } from '../schema/differences.ts';

/**
 * The words of an engine's digest and those of a replayed schema, where they differ, each with what both are looked up by:
 * `table constraint c on public.t` and `table t, PrimaryKey c` are one thing.
 */
const wordings: readonly (readonly [pattern: RegExp, keys: readonly string[]])[] = [
  [/^table constraint (?<name>.+?) on (?<table>.+)$/iu, ['table $<table>, constraint $<name>']],
  [
    /^table (?<table>.+?), (?:PrimaryKey|Unique|Exclusion) (?<name>.+)$/iu,
    ['index $<name>', 'table $<table>, constraint $<name>'],
  ],
  [/^table (?<table>.+?), (?:Check|ForeignKey) (?<name>.+)$/iu, ['table $<table>, constraint $<name>']],
  [/^table (?<table>.+?), index (?<name>.+)$/iu, ['index $<name>', 'table $<table>, index $<name>']],
  [/^trigger (?<name>.+?) on (?<table>.+)$/iu, ['table $<table>, trigger $<name>']],
  [/^(?:statistics object|extended-statistics) (?<name>.+?)(?: on .+)?$/iu, ['extended-statistics $<name>']],
  [/^(?:enum|composite|domain|other) (?<name>.+)$/iu, ['type $<name>']],
  [/^domain constraint .+? on (?<name>.+)$/iu, ['type $<name>']],
  [/^(?:function|procedure|aggregate) (?<name>[^(]+)\(.*$/iu, ['routine $<name>']],
  [/^aggregate (?<name>[^(]+)$/iu, ['routine $<name>']],
  [/^default[ -]privileges.*$/iu, ['default privileges']],
];

/** What a subject is about, from the nearest to the widest, in one form for digests and replayed schemas. */
export function keysOf(subject: string, { defaultSchema, caseSensitive }: DialectTraits): readonly string[] {
  const bare = subject.replaceAll('"', '');
  const unquoted = caseSensitive ? bare : bare.toLowerCase();
  const plain = defaultSchema === undefined ? unquoted : unquoted.replaceAll(` ${defaultSchema}.`, ' ');
  const [pattern, keys] = wordings.find(([candidate]) => candidate.test(plain)) ?? [/^.*$/su, ['$&']];
  return [...new Set(keys.flatMap((key) => partsOf(plain.replace(pattern, key)).toReversed()))];
}
