import { partsOf } from '../schema/differences.ts';

/**
 * The words of an engine's digest and those of a replayed schema, where they differ, each with what both are looked up by:
 * `table constraint c on public.t` and `table t, PrimaryKey c` are one thing.
 */
const wordings: readonly (readonly [pattern: RegExp, keys: readonly string[]])[] = [
  [/^table constraint (?<name>.+?) on (?<table>.+)$/u, ['table $<table>, constraint $<name>']],
  [
    /^table (?<table>.+?), (?:PrimaryKey|Unique|Exclusion) (?<name>.+)$/u,
    ['index $<name>', 'table $<table>, constraint $<name>'],
  ],
  [/^table (?<table>.+?), (?:Check|ForeignKey) (?<name>.+)$/u, ['table $<table>, constraint $<name>']],
  [/^table (?<table>.+?), index (?<name>.+)$/u, ['index $<name>', 'table $<table>, index $<name>']],
  [/^trigger (?<name>.+?) on (?<table>.+)$/u, ['table $<table>, trigger $<name>']],
  [/^(?:statistics object|extended-statistics) (?<name>.+?)(?: on .+)?$/u, ['extended-statistics $<name>']],
  [/^(?:enum|composite|domain|other) (?<name>.+)$/u, ['type $<name>']],
  [/^domain constraint .+? on (?<name>.+)$/u, ['type $<name>']],
  [/^(?:function|procedure|aggregate) (?<name>[^(]+)\(.*$/u, ['routine $<name>']],
  [/^aggregate (?<name>[^(]+)$/u, ['routine $<name>']],
  [/^default[ -]privileges.*$/u, ['default privileges']],
];

/** What a subject is about, from the nearest to the widest, in one form for digests and replayed schemas. */
export function keysOf(subject: string, defaultSchema: string | undefined): readonly string[] {
  const unquoted = subject.replaceAll('"', '');
  const plain = defaultSchema === undefined ? unquoted : unquoted.replaceAll(` ${defaultSchema}.`, ' ');
  const [pattern, keys] = wordings.find(([candidate]) => candidate.test(plain)) ?? [/^.*$/su, ['$&']];
  return [...new Set(keys.flatMap((key) => partsOf(plain.replace(pattern, key)).toReversed()))];
}
