import { parse, TomlError } from 'smol-toml';
import * as v from 'valibot';
import type { Config, RuleLevel } from '../../config/config.ts';
import type { LoadedChain } from '../../lint/project.ts';
import type { Rule } from '../../rules/rule.ts';
import { UsageError } from '../usage-error.ts';

export const squawkFile = '.squawk.toml';

const list = v.optional(v.array(v.string()), []);

/** What of it says which findings are wanted; the rest is about Squawk's own run. */
const squawkSchema = v.object({
  excluded_rules: list,
  excluded_paths: list,
  pg_version: v.optional(v.union([v.string(), v.number()])),
  assume_in_transaction: v.optional(v.boolean()),
});

export interface FromSquawk {
  readonly config: Config;
  /** What could not be carried over, or means something else here. */
  readonly notes: readonly string[];
}

/**
 * A configuration of Squawk in our own words.
 *
 * @throws UsageError when the text is not TOML, or holds other types than Squawk reads
 */
export function fromSquawk(text: string, rules: readonly Rule[], chains: readonly LoadedChain[]): FromSquawk {
  const { excluded_rules: excluded, excluded_paths: paths, ...engine } = read(text);
  const known = new Set(rules.flatMap(({ like }) => like?.squawk ?? []));
  const off: (readonly [rule: string, level: RuleLevel])[] = [];
  const notes: string[] = [];
  for (const { name, like } of rules) {
    const twins = like?.squawk ?? [];
    const without = twins.filter((twin) => excluded.includes(twin));
    if (without.length === 0) continue;
    if (without.length === twins.length) off.push([name, 'off']);
    else notes.push(`${name} stays on: it is ${twins.join(', ')} in one, and only ${without.join(', ')} was excluded`);
  }
  const strangers = excluded.filter((rule) => !known.has(rule));
  if (strangers.length > 0) notes.push(`no rule here is like ${strangers.join(', ')}: nothing had to be turned off`);
  if (paths.length > 0)
    notes.push('the excluded paths are never read: what they create is not known to later migrations');

  const declared = chainsWith(engine, chains);
  if (declared === undefined)
    notes.push('pg_version and assume_in_transaction are left out: they need one chain of PostgreSQL');
  return {
    config: {
      ...(declared === undefined || declared.length === 0 ? {} : { chains: declared }),
      ...(off.length === 0 ? {} : { rules: Object.fromEntries(off) }),
      ...(paths.length === 0 ? {} : { ignore: paths.map(globOf) }),
    },
    notes,
  };
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
