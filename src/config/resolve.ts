import path from 'node:path';
import { safeParse, type GenericSchema } from 'valibot';
import { partsOfOperation } from '../model/helper.ts';
import type { PresetName } from '../rules/rule.ts';
import { ConfigError } from './config-error.ts';
import type { Config, ResolvedConfig, RuleLevel, RuleSetting } from './config.ts';
import { nearest } from './nearest.ts';
import { rulesOfPreset } from './presets.ts';
import { describeProblems, problemsOf, type Problem } from './problems.ts';
import { configSchema } from './schema.ts';

/** What the configuration has to know of a rule. */
export interface ConfigurableRule {
  readonly name: string;
  readonly presets: readonly PresetName[];
  readonly severity: 'error' | 'warning';
  readonly options: GenericSchema;
}

export interface Surroundings {
  /** The folder that paths are relative to. */
  readonly root: string;
  /** The file that the configuration comes from; absent: built-in defaults. */
  readonly source?: string;
  /** How messages call the file. */
  readonly sourceName?: string;
  readonly rules: readonly ConfigurableRule[];
}

/**
 * Checks a configuration and works out which rules run with which severity and options.
 *
 * @param value what a configuration file gave, of any shape
 * @throws ConfigError that names every problem at once
 */
export function resolveConfig(value: unknown, { root, source, sourceName, rules }: Surroundings): ResolvedConfig {
  const file = sourceName ?? source ?? 'the configuration';
  if (Array.isArray(value)) throw new ConfigError(`${file} holds an array: expected an object`);
  const parsed = safeParse(configSchema, value);
  const written = parsed.success ? parsed.output : rulesThatCanBeRead(value);
  const settings = resolveRules(written, rules);

  const problems = [
    ...(parsed.success
      ? [...helperProblems(parsed.output), ...partnerProblems(parsed.output)]
      : problemsOf(parsed.issues, configSchema)),
    ...settings.problems,
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(describeProblems(file, problems));

  const config: Config = parsed.output;
  return {
    root,
    source,
    chains: config.chains ?? [],
    shipped: config.shipped,
    release: config.release,
    releases: config.releases,
    phases: config.phases,
    subscribers: config.subscribers ?? [],
    rules: settings.rules,
    since: config.since,
    ignore: config.ignore ?? [],
    links: (config.links ?? []).map((folder) => path.resolve(root, folder)),
    helpers: config.helpers ?? {},
    stats: config.stats,
  };
}

/** The part of an invalid configuration that is about rules, so that its problems are told in the same breath. */
function rulesThatCanBeRead(value: unknown): Config {
  if (typeof value !== 'object' || value === null || !('rules' in value)) return {};
  const parsed = safeParse(configSchema.entries.rules, value.rules);
  return parsed.success ? { rules: parsed.output } : {};
}

/** Operations that a helper is said to do without the arguments that they need. */
function helperProblems({ helpers = {} }: Config): readonly Problem[] {
  return Object.entries(helpers).flatMap(([name, helper]) => {
    if (typeof helper === 'function') return [];
    return [helper.operation, ...(helper.down === undefined ? [] : [helper.down])].flatMap((operation) => {
      const missing = partsOfOperation[operation].filter((part) => helper[part] === undefined);
      const detail = `${operation} also needs the place of ${missing.join(' and ')} among the arguments`;
      return missing.length === 0 ? [] : [{ subject: `helpers.${name}`, detail }];
    });
  });
}

/** Data scripts for a chain that is not there. */
function partnerProblems({ chains = [] }: Config): readonly Problem[] {
  const names = chains.map(({ name }) => name);
  return chains.flatMap(({ name, dataFor }) => {
    if (dataFor === undefined || (dataFor !== name && names.includes(dataFor))) return [];
    const others = names.filter((other) => other !== name);
    const near = nearest(dataFor, others);
    const detail =
      near === undefined
        ? `expected the name of another chain of the configuration, as ${others.join(', ') || 'there is none'}`
        : `did you mean "${near}"?`;
    return [{ subject: `chains: dataFor of "${name}" names no other chain: "${dataFor}"`, detail }];
  });
}

interface Settings {
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly problems: readonly Problem[];
}

function resolveRules(config: Config, rules: readonly ConfigurableRule[]): Settings {
  const problems: Problem[] = [];
  const settings = new Map<string, RuleSetting>();
  const entries = new Map(Object.entries(config.rules ?? {}));

  const names = new Set(rules.map((rule) => rule.name));
  for (const name of entries.keys()) {
    if (names.has(name)) continue;
    const near = nearest(name, names);
    const detail = near === undefined ? '`mig-lint rules` lists all of them' : `did you mean "${near}"?`;
    problems.push({ subject: `unknown rule "${name}"`, detail });
  }

  const fromPresets = new Set((config.extends ?? ['recommended']).flatMap((preset) => rulesOfPreset(preset, rules)));
  for (const rule of rules) {
    const entry = entries.get(rule.name);
    if (entry === undefined && !fromPresets.has(rule)) continue;

    const [level, options] = typeof entry === 'object' ? entry : [entry];
    const severity = severityOf(level, rule);
    const checked = safeParse(rule.options, options ?? {});
    if (!checked.success) problems.push(...problemsOf(checked.issues, rule.options, ['rules', rule.name, 1]));
    else if (severity !== undefined) settings.set(rule.name, { severity, options: checked.output });
  }
  return { rules: settings, problems };
}

function severityOf(level: RuleLevel | undefined, rule: ConfigurableRule): RuleSetting['severity'] | undefined {
  switch (level) {
    case undefined:
      return rule.severity;
    case 'warn':
      return 'warning';
    case 'error':
      return 'error';
    case 'off':
      return undefined;
  }
}
