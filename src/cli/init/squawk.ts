import { parse, TomlError } from 'smol-toml';
import * as v from 'valibot';
import type { Config } from '../../config/config.ts';
import type { LoadedChain } from '../../lint/project.ts';
import { rulesOfPreset } from '../../config/presets.ts';
import { lookUp } from '../../model/look-up.ts';
import { currentName, otherLinters } from '../../rules/other-linters.ts';
import type { Rule } from '../../rules/rule.ts';
import { UsageError } from '../usage-error.ts';

export const squawkFile = '.squawk.toml';

const list = v.optional(v.array(v.string()), []);

/** What of it says which findings are wanted. */
const entries = {
  excluded_rules: list,
  included_rules: list,
  excluded_paths: list,
  pg_version: v.optional(v.union([v.string(), v.number()])),
  assume_in_transaction: v.optional(v.boolean()),
};

/** Other keys are let through, to be named. */
const squawkSchema = v.looseObject(entries);

/** What a key is about that is not carried over. */
const elsewhere: Readonly<Record<string, string>> = {
  upload_to_github: 'mig-lint github writes the comment and the check, with settings of its own',
};

/** Rules that Squawk runs only where they are asked for. */
const optIn: ReadonlySet<string> = new Set(['require-table-schema', 'require-timeout-settings']);

/** One name of Squawk's that stands for several rules. */
const expansions: Readonly<Record<string, readonly string[]>> = {
  'require-timeout-settings': ['require-lock-timeout', 'require-statement-timeout'],
};

export interface FromSquawk {
  readonly config: Config;
  /** What could not be carried over, or means something else here. */
  readonly notes: readonly string[];
}

/**
 * A configuration of Squawk in our own words: on is what answers a rule that Squawk would run, and off what it would not.
 *
 * @throws UsageError when the text is not TOML, or holds other types than Squawk reads
 */
export function fromSquawk(text: string, rules: readonly Rule[], chains: readonly LoadedChain[]): FromSquawk {
  const { excluded_rules, included_rules, excluded_paths: paths, ...rest } = read(text);
  const excluded = namesOf(excluded_rules);
  const included = namesOf(included_rules);
  const { levels, notes } = levelsFor(excluded, included, rules);
  const declared = chainsWith(rest, chains);
  const { title, notTaken } = otherLinters.squawk;
  const left = Object.keys(notTaken).filter((name) => !excluded.includes(name));
  return {
    config: {
      ...(declared === undefined || declared.length === 0 ? {} : { chains: declared }),
      ...(levels.length === 0 ? {} : { rules: Object.fromEntries(levels) }),
      ...(paths.length === 0 ? {} : { ignore: paths.map(globOf) }),
    },
    notes: [
      ...notes,
      ...strangersAmong([...excluded_rules, ...included_rules]),
      ...(left.length === 0 ? [] : [`${title}'s ${left.join(', ')} are not taken over: ${docsPage} says why`]),
      ...(paths.length === 0
        ? []
        : ['the excluded paths are never read: what they create is not known to later migrations']),
      ...(declared === undefined
        ? ['pg_version and assume_in_transaction are left out: they need one chain of PostgreSQL']
        : []),
      ...Object.keys(rest).flatMap(unknownKey),
    ],
  };
}

const docsPage = 'https://github.com/mig-lint/mig-lint/blob/main/docs/other-linters.md';

/** The names as Squawk calls the rules today. */
function namesOf(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [currentName('squawk', name), ...(lookUp(expansions, name) ?? [])]);
}

type Entry = readonly [rule: string, entry: NonNullable<Config['rules']>[string]];

function levelsFor(
  excluded: readonly string[],
  included: readonly string[],
  rules: readonly Rule[],
): { readonly levels: readonly Entry[]; readonly notes: readonly string[] } {
  const usual = new Set(rulesOfPreset('recommended', rules).map(({ name }) => name));
  const isWanted = (name: string): boolean => !excluded.includes(name) && (!optIn.has(name) || included.includes(name));
  const levels: Entry[] = [];
  const notes: string[] = [];
  for (const { name, like, severity } of rules) {
    const twins = like?.squawk ?? [];
    const without = twins.filter((twin) => excluded.includes(twin));
    if (twins.some(isWanted)) {
      const options = lookUp(otherLinters.squawk.options ?? {}, name);
      const level = severity === 'warning' ? 'warn' : 'error';
      if (options !== undefined) levels.push([name, [level, options]]);
      else if (!usual.has(name)) levels.push([name, level]);
      if (without.length > 0)
        notes.push(`${name} stays on: it is ${twins.join(', ')} in one, and only ${without.join(', ')} was excluded`);
    } else if (without.length > 0) levels.push([name, 'off']);
  }
  return { levels, notes };
}

function strangersAmong(names: readonly string[]): readonly string[] {
  const strangers = names.filter((name) => !otherLinters.squawk.rules.includes(currentName('squawk', name)));
  return strangers.length === 0 ? [] : [`${strangers.join(', ')}: no rule of Squawk's is known by that name`];
}

function unknownKey(key: string): readonly string[] {
  if (Object.hasOwn(entries, key)) return [];
  return [`${key} is left out: ${lookUp(elsewhere, key) ?? 'Squawk has no such key'}`];
}

function read(text: string): v.InferOutput<typeof squawkSchema> {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new UsageError(
      `${squawkFile}:${error.line}:${error.column} is not TOML: ${error.message.split('\n')[0] ?? ''}`,
    );
  }
  const result = v.safeParse(squawkSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new UsageError(`${squawkFile}, at ${v.getDotPath(issue) ?? 'the top'}: ${issue.message}`);
}

type Engine = Pick<v.InferOutput<typeof squawkSchema>, 'pg_version' | 'assume_in_transaction'>;

/** `undefined`: it is not clear which chain is meant. */
function chainsWith(
  { pg_version: version, assume_in_transaction: inTransaction }: Engine,
  chains: readonly LoadedChain[],
): Config['chains'] {
  if (version === undefined && inTransaction === undefined) return [];
  const [chain, ...others] = chains;
  if (chain === undefined || others.length > 0 || chain.dialect.traits.name !== 'postgres') return undefined;
  const { source, framework } = chain;
  return [
    {
      name: source.name,
      framework: framework.name,
      dialect: 'postgres',
      ...(version === undefined ? {} : { engineVersion: majorOf(String(version)) }),
      include: [source.folder === '' ? '**' : `${source.folder}/**`],
      ...(inTransaction === true ? { transaction: 'per-migration' } : {}),
    },
  ];
}

/** PostgreSQL's locks differ between majors only: `13.2` is 13. */
function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}

/** Squawk compares with the whole path, and its `*` also stands for folders. */
function globOf(path: string): string {
  return path.startsWith('/') || path.startsWith('**') ? path.replace(/^\//, '') : `**/${path}`;
}
