import type { ESLint } from 'eslint';
import manifest from '../package.json' with { type: 'json' };

const plugin = {
  meta: { name: manifest.name, version: manifest.version, namespace: 'mig-lint' },
  rules: {},
} satisfies ESLint.Plugin;

export default plugin;
