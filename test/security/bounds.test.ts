import { truncateSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialectNames } from '../../src/model/names.ts';
import { folderWith, run, type Run } from '../cli/running.ts';

const chain = (framework: string, dialect: string, include: string): string =>
  JSON.stringify({ chains: [{ name: 'db', framework, dialect, include: [include] }] });

/** A run that came to its end by itself, and said something of a length that a person or a program can take. */
function expectBounded({ code, out, err }: Run): void {
  expect(err).not.toContain('internal failure');
  expect(code).toBeLessThan(2);
  expect(out.length).toBeLessThan(100_000);
}

describe('what is larger than anybody writes', () => {
  it('is not read as a file, and that is said', async () => {
    const cwd = folderWith({
      'mig-lint.config.json': chain('sql', 'postgres', 'sql/**'),
      'sql/001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY);\n',
      'sql/002_bomb.sql': '',
    });
    // It takes no room on the disk, as it takes next to none in a repository.
    truncateSync(path.join(cwd, 'sql/002_bomb.sql'), 40 * 1024 * 1024);
    const ran = await run(cwd, '--all');
    expectBounded(ran);
    expect(ran.out).toContain('sql/002_bomb.sql was not read: it is 40 MB');
  });

  it('is cut where a line of it is shown', async () => {
    const cwd = folderWith({
      'mig-lint.config.json': chain('sql', 'postgres', 'sql/**'),
      'sql/001_a.sql': `CREATE TABLE users (id bigint PRIMARY KEY); /* ${'x'.repeat(500_000)} */ DROP TABLE users; /* ${'y'.repeat(500_000)} */\n`,
    });
    for (const format of ['pretty', 'compact', 'markdown', 'html', 'github']) {
      expectBounded(await run(cwd, '--all', '--format', format));
    }
  });

  it.each(dialectNames)('is no matter of depth in %s', async (dialect) => {
    const deep = (inner: string): string => '('.repeat(3000) + inner + ')'.repeat(3000);
    const cwd = folderWith({
      'mig-lint.config.json': chain('sql', dialect, 'sql/**'),
      'sql/001_a.sql': `CREATE VIEW v AS SELECT ${deep('1')};\n`,
      'sql/002_b.sql': `CREATE TABLE t (${'('.repeat(3000)};\n`,
      'sql/003_c.sql': `UPDATE t SET a = ${'1+'.repeat(3000)}1 WHERE b = 1;\n`,
    });
    expectBounded(await run(cwd, '--all'));
  });

  it.each([
    ['brackets', `await knex.raw(${'('.repeat(50_000)}'DROP TABLE t'${')'.repeat(50_000)});`],
    ['arrays', `const a = ${'['.repeat(50_000)}${']'.repeat(50_000)};`],
    ['functions', `${'(() => {'.repeat(5000)}${'})();'.repeat(5000)}`],
    ['brackets that are never closed', '{('.repeat(20_000)],
    ['arrows', `const a = ${'x => '.repeat(100_000)}1;`],
    ['conditions, line by line', `const a = ${'1\n? 2\n: '.repeat(100_000)}3;`],
    ['assignments behind comments', `let a; ${'a = // b\n'.repeat(100_000)}1;`],
    ['loops without braces', `${'for (;;)\n'.repeat(100_000)};`],
    ['words before words', `const a = ${'typeof '.repeat(300_000)}1;`],
    ['elements', `const a = ${'<a>'.repeat(100_000)}`],
    ['sums', `const a = 1${'+1'.repeat(300_000)};`],
  ])('ends no process by the depth of its %s: the parser of JavaScript is native code', async (_, body) => {
    const cwd = folderWith({
      'mig-lint.config.json': chain('knex', 'postgres', 'm/**'),
      'm/20240101000000_a.js': `exports.up = async (knex) => { ${body} };\nexports.down = async () => {};\n`,
    });
    const ran = await run(cwd, '--all');
    expectBounded(ran);
    expect(ran.out).toContain('nested more than 1000 brackets or expressions deep');
  });

  it.each([['mig-lint.config.json'], ['mig-lint-suppressions.json'], ['package.json'], ['tsconfig.json']])(
    'is refused or passed over as JSON, however deep: %s',
    async (name) => {
      const deep = `{"mig-lint":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`;
      const cwd = folderWith({ 'sql/001_a.sql': 'CREATE TABLE t (id bigint PRIMARY KEY);\n', [name]: deep });
      const { err } = await run(cwd, '--all');
      expect(err).not.toContain('internal failure');
      expect(err.length).toBeLessThan(10_000);
    },
  );
});
