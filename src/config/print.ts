import type { ResolvedConfig } from './config.ts';

/** A configuration as `--print-config` shows it: JSON, rules by name, every option with the value that it has. */
export function printConfig(config: ResolvedConfig): string {
  const rules = [...config.rules]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { severity, options }]) => [name, [severity === 'warning' ? 'warn' : 'error', options]] as const);
  const { root, source, chains, shipped, since, ignore, links, stats } = config;
  const helpers = Object.fromEntries(
    Object.entries(config.helpers).map(([name, helper]) => [
      name,
      typeof helper === 'function' ? 'a function' : helper,
    ]),
  );
  return `${JSON.stringify({ root, source, chains, shipped, since, ignore, links, stats, helpers, rules: Object.fromEntries(rules) }, undefined, 2)}\n`;
}
