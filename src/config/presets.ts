import type { PresetName } from '../rules/rule.ts';

/** The presets, in the order in which they are listed to people. */
export const presetNames = [
  'recommended',
  'strict',
  'zero-downtime',
  'phased',
  'generated-sql',
  'ef-core-team',
  'data-scripts',
  'schema-events',
] as const satisfies readonly PresetName[];

const includes: Readonly<Record<PresetName, readonly PresetName[]>> = {
  recommended: [],
  strict: ['recommended'],
  'zero-downtime': ['recommended'],
  phased: ['recommended'],
  'generated-sql': ['recommended'],
  'ef-core-team': ['recommended'],
  'data-scripts': ['recommended'],
  'schema-events': ['recommended'],
};

/** The rules that a preset turns on, those of the presets that it includes as well. */
export function rulesOfPreset<Rule extends { readonly presets: readonly PresetName[] }>(
  preset: PresetName,
  rules: readonly Rule[],
): readonly Rule[] {
  const wanted = new Set<PresetName>([preset, ...includes[preset]]);
  return rules.filter((rule) => rule.presets.some((name) => wanted.has(name)));
}
