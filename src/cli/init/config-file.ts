import type { Config } from '../../config/config.ts';
import type { LoadedChain } from '../../lint/project.ts';
import { printableLine } from '../../model/printable.ts';
import type { Survey } from './survey.ts';

/** A chain in one line: `db/migrations: goose, postgres 17, 42 migrations`. */
export function chainLine({ source, framework, dialect, engineVersion, migrations }: LoadedChain): string {
  const count = migrations.length === 1 ? '1 migration' : `${migrations.length} migrations`;
  const where = source.folder === '' ? source.name : source.folder;
  return printableLine(`${where}: ${framework.title}, ${dialect.traits.name} ${engineVersion}, ${count}`);
}

/** The configuration as a file that fits the project: TypeScript where that is used, JSON elsewhere. */
export function configFile(
  config: Config,
  chains: readonly LoadedChain[],
  { usesTypeScript, packages }: Survey,
): { readonly name: string; readonly text: string } {
  if (!usesTypeScript) {
    const $schema = './node_modules/mig-lint/schemas/config.schema.json';
    const value = packages === undefined ? config : { $schema, ...config };
    return { name: 'mig-lint.config.json', text: `${JSON.stringify(value, undefined, 2)}\n` };
  }
  const found = chains.map((chain) => `//   ${chainLine(chain)}`);
  return {
    name: 'mig-lint.config.ts',
    text: [
      "import { defineConfig } from 'mig-lint';",
      '',
      '// The migrations are found by themselves; `mig-lint chains` says why:',
      ...found,
      `export default defineConfig(${literal(config, '')});`,
      '',
    ].join('\n'),
  };
}

/** A value as people write it in TypeScript: short lists on one line, keys without quotes where none are needed. */
function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => literal(item, deeper));
    const line = `[${items.join(', ')}]`;
    return line.length + indent.length <= 100 && !line.includes('\n')
      ? line
      : `[\n${items.map((item) => `${deeper}${item},\n`).join('')}${indent}]`;
  }
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
    return `${deeper}${name}: ${literal(item, deeper)},\n`;
  });
  return `{\n${entries.join('')}${indent}}`;
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
