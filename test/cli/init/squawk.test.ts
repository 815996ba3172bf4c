import { describe, expect, it } from 'vitest';
import { fromSquawk } from '../../../src/cli/init/squawk.ts';
import { rules } from '../../../src/rules/index.ts';
import { folderWith, run } from '../running.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';

describe('a configuration of Squawk', () => {
  it('turns off the rules all of whose likes are excluded', () => {
    const text = 'excluded_rules = ["require-concurrent-index-creation", "require-concurrent-index-deletion"]';
    expect(fromSquawk(text, rules, [])).toEqual({ config: { rules: { 'no-blocking-index': 'off' } }, notes: [] });
  });

  it('leaves a rule on that is more than what was excluded, and says so', () => {
    const { config, notes } = fromSquawk('excluded_rules = ["require-concurrent-index-creation"]', rules, []);
    expect(config).toEqual({});
    expect(notes).toEqual([
      expect.stringMatching(/^no-blocking-index stays on: .* only require-concurrent-index-creation/),
    ]);
  });

  it('says which of its rules are not known here', () => {
    const { notes } = fromSquawk('excluded_rules = ["prefer-text-field-of-old"]', rules, []);
    expect(notes).toEqual(['no rule here is like prefer-text-field-of-old: nothing had to be turned off']);
  });

  it('ignores the paths that it excludes, wherever they lie', () => {
    const { config } = fromSquawk('excluded_paths = ["005_users.sql", "*old.sql"]', rules, []);
    expect(config).toEqual({ ignore: ['**/005_users.sql', '**/*old.sql'] });
  });

  it.each([
    ['excluded_rules = [', '.squawk.toml:1:'],
    ['excluded_rules = "all"', '.squawk.toml, at excluded_rules: Invalid type'],
  ])('that is broken is refused: %s', (text, message) => {
    expect(() => fromSquawk(text, rules, [])).toThrow(message);
  });

  it('gives the one chain its version and its transactions', async () => {
    const folder = folderWith({
      'migrations/001_a.sql': 'create table a (id bigint primary key);\n',
      '.squawk.toml': 'pg_version = "14.2"\nassume_in_transaction = true\n',
    });
    await run(folder, 'init', '--from', 'squawk');
    const config: unknown = JSON.parse(readFileSync(path.join(folder, 'mig-lint.config.json'), 'utf8'));
    expect(config).toMatchObject({
      chains: [{ dialect: 'postgres', engineVersion: '14', include: ['migrations/**'], transaction: 'per-migration' }],
    });
    expect((await run(folder, 'chains')).out).toContain('postgres 14');
  });
});
