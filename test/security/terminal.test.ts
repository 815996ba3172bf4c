import { describe, expect, it } from 'vitest';
import { folderWith, runIn, type Run } from '../cli/running.ts';
import { explanationLine } from '../../src/report/explanation.ts';
import { workflowCommands } from '../report/workflow-commands.ts';

/** What a name, a statement or a file name of a stranger can hold: escapes, C1 controls, what turns text around, commands. */
const escapes = '\u001b[2J\u009b31m\u0007\u0090\u202e\u2066\u2069\u200f\u2028';
const commands =
  '\n::error file=a.sql,line=1::forged\n::stop-commands::forged\n##[error]forged ##vso[task.setvariable variable=x]y';
const name = `a${escapes}${commands}`;
const fileName = `002_${escapes}\n::error::forged ##[error]x`;

const quoted = `"${name}"`;

function project(): string {
  return folderWith({
    'mig-lint.config.json': JSON.stringify({
      chains: [{ name, framework: 'sql', dialect: 'postgres', include: ['sql/**'] }],
    }),
    'sql/001_first.sql': `CREATE TABLE ${quoted} (id bigint PRIMARY KEY, ${quoted} text DEFAULT '${name}');\n`,
    [`sql/${fileName}.sql`]: [
      `ALTER TABLE ${quoted} DROP COLUMN ${quoted};`,
      `CREATE INDEX "i${name}" ON ${quoted} (id);`,
      `-- ${name}`,
      `ALTER TABEL ${quoted} nonsense '${name}';`,
      '',
    ].join('\n'),
  });
}

const unsafe = /[^\t\n\P{Cc}]|[\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

function expectHarmless({ out, err }: Run): void {
  expect(unsafe.exec(out + err)?.[0]).toBeUndefined();
  expect(workflowCommands(out + err)).toEqual([]);
}

const calls: readonly (readonly string[])[] = [
  ['--all'],
  ['--all', '--format', 'compact'],
  ['--all', '--format', 'json'],
  ['--all', '--fix-dry-run'],
  ['--print-config'],
  ['operations'],
  ['operations', '--json'],
  ['schema'],
  ['schema', '--json'],
  ['explain', '--all'],
  ['explain', '--all', '--format', 'json'],
  ['chains'],
  ['chains', '--json'],
  ['diff', 'start', 'end'],
  ['diff', 'start', 'end', '--format', 'json'],
  ['diff', 'start', 'end', '--format', 'sql'],
  ['ship'],
  ['trace', '--all', '--rows', '0'],
  ['trace', '--all', '--rows', '0', '--format', 'json'],
];

describe.skipIf(process.platform === 'win32')(
  'what is printed of names and SQL (Windows has no such file names)',
  () => {
    it.each(calls)('moves no terminal and gives no command: %s %s %s %s', async (...args) => {
      const ran = await runIn({ cwd: project() }, ...args.filter((arg) => typeof arg === 'string'));
      expect(ran.out).not.toBe('');
      expectHarmless(ran);
    });

    it.each([
      ['a path that is not there', [name]],
      ['an option that is not known', [`--${name}`]],
      ['a configuration that is not there', ['--config', `${name}.json`]],
      ['a point that is not there', ['diff', name, 'end']],
      ['a format', ['--format', name]],
      ['a rule', ['rule', name]],
    ])('nor does what is said of %s', async (_, args) => {
      const ran = await runIn({ cwd: project() }, ...args);
      expect(ran.code).toBe(2);
      expectHarmless(ran);
    });

    it.each([
      ['is no JSON', name],
      ['holds what is unknown', JSON.stringify({ [name]: 1, rules: { [name]: 'error' }, extends: [name] })],
    ])('nor does what is said of a configuration that %s', async (_, text) => {
      const ran = await runIn({ cwd: folderWith({ 'mig-lint.config.json': text }) });
      expect(ran.code).toBe(2);
      expectHarmless(ran);
    });

    it('is harmless in what ESLint prints, too', () => {
      expect(explanationLine({ message: name, why: name, remedy: `write\n    ${name}` })).not.toMatch(unsafe);
    });

    it('forges no annotation of GitHub Actions, nor a line of the outputs and the summary', async () => {
      const cwd = project();
      const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: `${cwd}/summary.md` };
      const { out, err } = await runIn({ cwd, env }, '--all');
      const given = workflowCommands(out + err);
      expect(given.length).toBeGreaterThan(0);
      for (const { name: kind, properties } of given) {
        expect(['error', 'warning', 'notice']).toContain(kind);
        expect(properties['title']).toMatch(/^[a-z-]+$/);
      }
      expect(unsafe.exec(out + err)?.[0]).toBeUndefined();
    });
  },
);
