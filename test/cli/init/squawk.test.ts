import { describe, expect, it } from 'vitest';
import { fromSquawk } from '../../../src/cli/init/squawk.ts';
import { rules } from '../../../src/rules/index.ts';
import { folderWith, run } from '../running.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';

describe('a configuration of Squawk', () => {
  it('turns off the rules all of whose likes are excluded', () => {
    const text =
      'excluded_rules = ["require-concurrent-index-creation", "require-concurrent-index-deletion", "require-concurrent-reindex"]';
    expect(fromSquawk(text, rules, []).config.rules).toMatchObject({ 'no-blocking-index': 'off' });
  });

  it('leaves a rule on that is more than what was excluded, and says so', () => {
    const { config, notes } = fromSquawk('excluded_rules = ["require-concurrent-index-creation"]', rules, []);
    expect(config.rules).not.toHaveProperty('no-blocking-index');
    expect(notes).toContainEqual(
      expect.stringMatching(/^no-blocking-index stays on: .* only require-concurrent-index-creation/),
    );
  });

  it('turns on what Squawk finds without being asked, and the recommended rules do not', () => {
    const { config } = fromSquawk('', rules, []);
    expect(config.rules).toMatchObject({ 'no-rename-column': 'error', 'no-drop-not-null': 'error' });
    expect(config.rules).not.toHaveProperty('no-drop-column');
    expect(config.rules).not.toHaveProperty('schema-qualified');
  });

  it('asks for as much as Squawk does', () => {
    const { config } = fromSquawk('', rules, []);
    expect(config.rules).toMatchObject({ 'prefer-bigint': ['error', { columns: 'all' }] });
  });

  it('turns on what Squawk finds when it is asked', () => {
    const { config } = fromSquawk('included_rules = ["require-table-schema"]', rules, []);
    expect(config.rules).toMatchObject({ 'schema-qualified': 'error' });
  });

  it.each(['require-lock-timeout', 'require-timeout-settings'])('takes %s for what asks for a lock_timeout', (name) => {
    const { config } = fromSquawk(`excluded_rules = ["${name}"]`, rules, []);
    expect(config.rules).toMatchObject({ 'require-lock-timeout': 'off' });
  });

  it('knows the spelling that a rule had before', () => {
    const { config } = fromSquawk('excluded_rules = ["prefer-timestamptz"]', rules, []);
    expect(config.rules).toMatchObject({ 'prefer-timestamptz': 'off' });
  });

  it('says which rules are Squawk’s alone', () => {
    const { notes } = fromSquawk('', rules, []);
    expect(notes).toEqual([
      expect.stringMatching(
        /ban-create-domain-with-constraint.* are not taken over: https:.*other-linters\.md says why$/,
      ),
    ]);
  });

  it('says which names are no rules of Squawk', () => {
    const { notes } = fromSquawk('excluded_rules = ["prefer-text-field-of-old"]', rules, []);
    expect(notes).toContain("prefer-text-field-of-old: no rule of Squawk's is known by that name");
  });

  it('says which keys are left out', () => {
    const { notes } = fromSquawk('colour = "red"\n[upload_to_github]\nfail_on_violations = true\n', rules, []);
    expect(notes).toContain('colour is left out: Squawk has no such key');
    expect(notes).toContainEqual(expect.stringMatching(/^upload_to_github is left out: mig-lint github writes/));
  });

  it('ignores the paths that it excludes, wherever they lie', () => {
    const { config } = fromSquawk('excluded_paths = ["005_users.sql", "*old.sql"]', rules, []);
    expect(config.ignore).toEqual(['**/005_users.sql', '**/*old.sql']);
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
