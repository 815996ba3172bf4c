import type { Linter } from 'eslint';
import type { PresetName } from 'mig-lint';
import { rules as registry, rulesOfPreset } from 'mig-lint';

/** The presets' rules with the severities of the registry, under the plugin's name. */
export const presetRules: Readonly<Record<PresetName, Linter.RulesRecord>> = {
  recommended: rulesOf('recommended'),
  strict: rulesOf('strict'),
  'zero-downtime': rulesOf('zero-downtime'),
  phased: rulesOf('phased'),
  'generated-sql': rulesOf('generated-sql'),
  'ef-core-team': rulesOf('ef-core-team'),
  'data-scripts': rulesOf('data-scripts'),
  'schema-events': rulesOf('schema-events'),
};

function rulesOf(preset: PresetName): Linter.RulesRecord {
  return Object.fromEntries(
    rulesOfPreset(preset, registry).map(({ name, severity }) => [
      `mig-lint/${name}`,
      severity === 'error' ? 'error' : 'warn',
    ]),
  );
}
