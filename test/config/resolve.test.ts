import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { defineConfig, type ResolvedConfig } from '../../src/config/config.ts';
import { printConfig } from '../../src/config/print.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { presetNames } from '../../src/config/presets.ts';
import { rules } from './rules.ts';

/** `"a", "b" or "c"`. */
const listedPresets = presetNames
  .map((name) => `"${name}"`)
  .join(', ')
  .replace(/, ("[^"]*")$/, ' or $1');

const resolve = (config: unknown): ResolvedConfig =>
  resolveConfig(config, {
    root: '/shop',
    source: '/shop/mig-lint.config.json',
    sourceName: 'mig-lint.config.json',
    rules,
  });

const rulesOf = (config: unknown): readonly string[] => [...resolve(config).rules.keys()];

function messageOf(config: unknown): string {
  try {
    resolve(config);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('presets', () => {
  it('gives the recommended rules when the configuration is empty', () => {
    expect(rulesOf({})).toEqual(['no-drop-column', 'implicit-commit']);
  });

  it.each([
    ['strict', 'index-naming'],
    ['zero-downtime', 'no-rename-column'],
    ['phased', 'no-mixed-phases'],
  ])('%s includes recommended and adds %s', (preset, added) => {
    expect(rulesOf({ extends: [preset] })).toEqual(['no-drop-column', 'implicit-commit', added]);
  });

  it('adds up', () => {
    expect(rulesOf({ extends: ['phased', 'strict'] })).toEqual([
      'no-drop-column',
      'implicit-commit',
      'index-naming',
      'no-mixed-phases',
    ]);
  });

  it('gives nothing when none is extended', () => {
    expect(rulesOf({ extends: [] })).toEqual([]);
  });
});

describe('rules', () => {
  it('have the severity that they come with', () => {
    expect(resolve({}).rules.get('implicit-commit')).toEqual({ severity: 'warning', options: {} });
  });

  it('are turned off, up and down', () => {
    const config = resolve({
      rules: { 'no-drop-column': 'off', 'implicit-commit': 'error', 'schema-qualified': 'warn' },
    });
    expect([...config.rules]).toEqual([
      ['implicit-commit', { severity: 'error', options: {} }],
      ['schema-qualified', { severity: 'warning', options: {} }],
    ]);
  });

  it('have every option, the given ones and the defaults', () => {
    const config = resolve({ rules: { 'index-naming': ['error', { preset: 'postgres' }] } });
    expect(config.rules.get('index-naming')).toEqual({ severity: 'error', options: { preset: 'postgres', most: 3 } });
  });

  it('take a level alone in an array', () => {
    const config = resolve({ rules: { 'index-naming': ['warn'] } });
    expect(config.rules.get('index-naming')).toEqual({ severity: 'warning', options: { preset: 'ef', most: 3 } });
  });
});

describe('the rest of the configuration', () => {
  it('is handed on as it is written', () => {
    const chain = { name: 'shop', framework: 'ef-core', dialect: 'mysql', include: ['Migrations/**'] } as const;
    const written = defineConfig({ chains: [chain], shipped: { tags: 'v*' }, since: '2024', ignore: ['old/**'] });
    expect(resolve(written)).toMatchObject({
      root: '/shop',
      source: '/shop/mig-lint.config.json',
      chains: [chain],
      shipped: { tags: 'v*' },
      since: '2024',
      ignore: ['old/**'],
    });
  });

  it('may name its schema', () => {
    expect(rulesOf({ $schema: './node_modules/mig-lint/schemas/config.schema.json' })).toHaveLength(2);
  });
});

describe('what is wrong is named', () => {
  it.each([
    [{ rulez: {} }, 'unknown key "rulez" in mig-lint.config.json: did you mean "rules"?'],
    [
      { plugins: [] },
      'unknown key "plugins" in mig-lint.config.json: known are "extends", "chains", "shipped", "rules", "release", "releases", "phases", "subscribers", "since", "ignore", "links", "helpers" and "stats"',
    ],
    [
      { chains: [{ name: 'a', include: ['*'], dialects: 'mysql' }] },
      'unknown key "chains[0].dialects" in mig-lint.config.json: did you mean "dialect"?',
    ],
    [
      { chains: [{ name: 'a', include: ['*'], dialect: 'postgress' }] },
      'chains[0].dialect in mig-lint.config.json: expected "postgres", "mysql", "sqlserver" or "sqlite", found "postgress": did you mean "postgres"?',
    ],
    [{ chains: [{ name: 'a' }] }, 'chains[0].include in mig-lint.config.json: expected a value, found nothing'],
    [
      { chains: [{ name: 'a', include: [] }] },
      'chains[0].include in mig-lint.config.json: expected something that is not empty, found an empty array',
    ],
    [{ chains: {} }, 'chains in mig-lint.config.json: expected an array, found an object'],
    [{ since: 20240101 }, 'since in mig-lint.config.json: expected a string, found 20240101'],
    ['strict', 'the configuration in mig-lint.config.json: expected an object, found "strict"'],
    [[], 'mig-lint.config.json holds an array: expected an object'],
    [
      { shipped: { branch: 1 } },
      'shipped in mig-lint.config.json: expected { "branch": ... }, { "tags": ... }, { "manifest": ... } or { "ledger": "env:..." } with a string, found an object',
    ],
    [
      { extends: ['recomended'] },
      `extends[0] in mig-lint.config.json: expected ${listedPresets}, found "recomended": did you mean "recommended"?`,
    ],
    [
      { rules: { 'no-drop-colum': 'error' } },
      'unknown rule "no-drop-colum" in mig-lint.config.json: did you mean "no-drop-column"?',
    ],
    [
      { rules: { 'camel-case': 'error' } },
      'unknown rule "camel-case" in mig-lint.config.json: `mig-lint rules` lists all of them',
    ],
    [
      { rules: { 'no-drop-column': 'eror' } },
      'rules["no-drop-column"] in mig-lint.config.json: expected "off", "warn" or "error", found "eror": did you mean "error"?',
    ],
    [
      { rules: { 'no-drop-column': ['error', 'ef'] } },
      'rules["no-drop-column"][1] in mig-lint.config.json: expected an object, found "ef"',
    ],
    [
      { rules: { 'index-naming': ['error', { presets: 'ef' }] } },
      'unknown key "rules["index-naming"][1].presets" in mig-lint.config.json: did you mean "preset"?',
    ],
    [
      { rules: { 'index-naming': ['error', { most: 0 }] } },
      'rules["index-naming"][1].most in mig-lint.config.json: expected >=1, found 0',
    ],
    [
      { chains: [{ name: 'a', include: ['*'], generated: { constants: ['a.ts'] } }] },
      'chains[0].generated.scripts in mig-lint.config.json: expected a value, found nothing',
    ],
    [
      { chains: [{ name: 'a', include: ['*'], declared: 'sql/**' }] },
      'chains[0].declared in mig-lint.config.json: expected an array, found "sql/**"',
    ],
    [
      { release: { file: 'version.props' } },
      'release in mig-lint.config.json: expected a pattern, such as "<Version>([^<]+)<", since only JSON files have a key "version", found an object',
    ],
    [
      { release: { file: 'version.props', pattern: 'Version>.*<' } },
      'release.pattern in mig-lint.config.json: expected a regular expression with at least one group and no repetition within a repetition, such as "<Version>([^<]+)<", found "Version>.*<"',
    ],
    [
      { rules: { 'no-drop-column': ['error', { count: 1 }] } },
      'unknown key "rules["no-drop-column"][1].count" in mig-lint.config.json: nothing can be set here',
    ],
  ])('%j', (config, message) => {
    expect(messageOf(config)).toBe(message);
  });

  it('all at once', () => {
    const config = {
      rulez: {},
      chain: [],
      extends: ['stric'],
      rules: { 'no-drop-colum': 'error', 'index-naming': ['error', { preset: 'rails' }] },
    };
    expect(messageOf(config)).toBe(
      [
        '5 problems in mig-lint.config.json:',
        `  extends[0]: expected ${listedPresets}, found "stric": did you mean "strict"?`,
        '  unknown key "rulez": did you mean "rules"?',
        '  unknown key "chain": did you mean "chains"?',
        '  unknown rule "no-drop-colum": did you mean "no-drop-column"?',
        '  rules["index-naming"][1].preset: expected "ef" or "postgres", found "rails"',
      ].join('\n'),
    );
  });

  it('without a way to reach the terminal', () => {
    expect(messageOf({ '\u001b[2Jx': 1 })).not.toContain('\u001b');
  });
});

describe('printConfig', () => {
  it('prints rules by name with their options, in a form that a configuration can take up again', () => {
    const printed = printConfig(resolve({ extends: ['strict'], since: '2024' }));
    expect(JSON.parse(printed)).toEqual({
      root: '/shop',
      source: '/shop/mig-lint.config.json',
      chains: [],
      since: '2024',
      helpers: {},
      ignore: [],
      links: [],
      rules: {
        'implicit-commit': ['warn', {}],
        'index-naming': ['error', { preset: 'ef', most: 3 }],
        'no-drop-column': ['error', {}],
      },
    });
  });
});

describe('helpers', () => {
  it('are mappings and functions', () => {
    const audit = (): readonly string[] => [];
    const addColumn = {
      operation: 'AddColumn',
      table: 0,
      column: 1,
      definition: '2.spec',
      down: 'DropColumn',
    } as const;
    expect(resolve(defineConfig({ helpers: { addColumn, audit } })).helpers).toEqual({ addColumn, audit });
  });

  it.each([
    [{ operation: 'AddColum', table: 0 }, 'helpers.add.operation'],
    [
      { operation: 'DropColumn', table: 0, column: 1, down: 'AddColumn' },
      'AddColumn also needs the place of definition among the arguments',
    ],
    [{ operation: 'DropTable', table: -1 }, 'expected the position of an argument, such as 0'],
    [
      { operation: 'DropTable', tables: 0, table: 0 },
      'unknown key "helpers.add.tables" in mig-lint.config.json: did you mean "table"?',
    ],
    ['DropTable', 'helpers.add in mig-lint.config.json: expected an object, found "DropTable"'],
  ])('%j says what does not fit', (add, message) => {
    expect(messageOf({ helpers: { add } })).toContain(message);
  });
});
