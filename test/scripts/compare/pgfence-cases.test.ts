import { describe, expect, it } from 'vitest';
import { pgfenceCases } from '../../../scripts/compare/pgfence-cases.ts';

const fixtures = new Map([
  ['drop.sql', 'DROP TABLE a;'],
  ['knex-drop.ts', 'export async function up() {}'],
]);

const extract = (body: string) =>
  pgfenceCases(`describe('it', () => {\n  it('says so', async () => {\n${body}\n  });\n});\n`, (name) =>
    fixtures.get(name),
  );

const analyzed = "    const results = await analyze([fixture('drop.sql')], defaultConfig);\n";

describe('a test', () => {
  it.each([
    ["expect(checks.find((c) => c.ruleId === 'drop-table')).toBeDefined();", true],
    ["expect(checks.find((c) => c.ruleId === 'drop-table')).toBeUndefined();", false],
    ["expect(results[0].checks.some((c) => c.ruleId === 'drop-table')).toBe(true);", true],
    ["const one = checks.find((c) => c.ruleId === 'drop-table');\n    expect(one).toBeDefined();", true],
    ["const one = checks.find((c) => c.ruleId === 'drop-table');\n    expect(one).toBeUndefined();", false],
    ["const all = checks.filter((c) => c.ruleId === 'drop-table');\n    expect(all).toHaveLength(0);", false],
    ["const all = checks.filter((c) => c.ruleId === 'drop-table');\n    expect(all).toHaveLength(2);", true],
  ])('that says %s holds the verdict %s', (said, fires) => {
    expect(extract(`${analyzed}    ${said}`).cases).toEqual([
      {
        name: 'says so (drop-table)',
        rule: 'drop-table',
        file: '001_case.sql',
        text: 'DROP TABLE a;',
        fires,
        engineVersion: '14',
        inTransaction: false,
      },
    ]);
  });

  it('can hold its SQL itself, and name another version', () => {
    const body = `    const sql = \`SELECT 1;\`;
    const results = await analyze([tmpFile], { ...defaultConfig, minPostgresVersion: 11 });
    expect(results[0].checks.find((c) => c.ruleId === 'drop-table')).toBeUndefined();`;
    expect(extract(body).cases).toMatchObject([{ text: 'SELECT 1;', engineVersion: '11' }]);
  });

  it('of a program names the framework, and a file as that one wants it', () => {
    const body = `    const results = await analyze([fixture('knex-drop.ts')], defaultConfig);
    expect(results[0].checks.find((c) => c.ruleId === 'drop-table')).toBeDefined();`;
    expect(extract(body).cases).toMatchObject([{ framework: 'knex', file: '20240101000000_case.ts' }]);
  });

  it.each([
    ['says nothing of a rule', `${analyzed}    expect(results).toHaveLength(1);`],
    ['analyzes nothing', "    expect(detectFormat('a.sql')).toBe('sql');"],
    [
      'knows more than the migration',
      `${analyzed.replace('defaultConfig', '{ tableStats: [] }')}    expect(checks.find((c) => c.ruleId === 'x')).toBeDefined();`,
    ],
    [
      'names a fixture that is not there',
      `${analyzed.replace('drop.sql', 'gone.sql')}    expect(checks.find((c) => c.ruleId === 'x')).toBeDefined();`,
    ],
  ])('that %s is named', (_, body) => {
    expect(extract(body)).toEqual({ cases: [], skipped: ['says so'] });
  });
});
