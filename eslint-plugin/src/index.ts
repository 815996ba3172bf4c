import type { ESLint, Linter } from 'eslint';
import type { PresetName } from 'mig-lint';
import manifest from '../package.json' with { type: 'json' };
import { presetRules } from './configs.ts';
import { csharp, sql } from './language/language.ts';
import { rules } from './rules.ts';

const plugin = asPlugin({
  meta: { name: manifest.name, version: manifest.version, namespace: 'mig-lint' },
  rules,
  languages: { sql, csharp },
});

/** typescript-eslint's type of a rule is not ESLint's, though every such rule is one. */
function asPlugin(made: object): ESLint.Plugin {
  if (!isPlugin(made)) throw new TypeError('a plugin has rules');
  return made;
}

function isPlugin(made: object): made is ESLint.Plugin {
  return 'rules' in made;
}

/** Blocks for SQL, C#, and the JavaScript and TypeScript files that ESLint reads anyway. */
function config(name: PresetName): Linter.Config[] {
  const shared = { plugins: { 'mig-lint': plugin }, rules: presetRules[name] };
  return [
    { ...shared, name: `mig-lint/${name}/sql`, files: ['**/*.sql'], language: 'mig-lint/sql' },
    { ...shared, name: `mig-lint/${name}/csharp`, files: ['**/*.cs'], language: 'mig-lint/csharp' },
    { ...shared, name: `mig-lint/${name}/javascript`, files: ['**/*.{js,cjs,mjs,ts,cts,mts}'] },
  ];
}

const configs: Readonly<Record<PresetName, Linter.Config[]>> = {
  recommended: config('recommended'),
  strict: config('strict'),
  'zero-downtime': config('zero-downtime'),
  phased: config('phased'),
};

export default Object.assign(plugin, { configs });
