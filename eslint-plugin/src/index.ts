import type { ESLint, Linter } from 'eslint';
import type { PresetName } from 'mig-lint';
import manifest from '../package.json' with { type: 'json' };
import { presetRules } from './configs.ts';
import { csharp, sql } from './language/language.ts';
import { rules } from './rules.ts';

const base = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'mig-lint' },
  rules,
  languages: { sql, csharp },
};

/** Blocks for SQL, C#, and the JavaScript and TypeScript files that ESLint reads anyway. */
function config(name: PresetName): Linter.Config[] {
  const shared = { plugins: { 'mig-lint': base }, rules: presetRules[name] };
  return [
    { ...shared, name: `mig-lint/${name}/sql`, files: ['**/*.sql'], language: 'mig-lint/sql' },
    { ...shared, name: `mig-lint/${name}/csharp`, files: ['**/*.cs'], language: 'mig-lint/csharp' },
    { ...shared, name: `mig-lint/${name}/javascript`, files: ['**/*.{js,cjs,mjs,ts,cts,mts}'] },
  ];
}

/** The presets, each as the blocks of a configuration. */
type Configs = Readonly<Record<PresetName, Linter.Config[]>>;

const configs: Configs = {
  recommended: config('recommended'),
  strict: config('strict'),
  'zero-downtime': config('zero-downtime'),
  phased: config('phased'),
  'generated-sql': config('generated-sql'),
  'ef-core-team': config('ef-core-team'),
  'data-scripts': config('data-scripts'),
  'schema-events': config('schema-events'),
};

const plugin: ESLint.Plugin & { readonly configs: Configs } = Object.assign(base, { configs });

export default plugin;
// What `require` gives where Node lets an ES module say so.
export { plugin as 'module.exports' };
