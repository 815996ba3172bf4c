import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, run } from '../cli/running.ts';
import { repository } from '../history/repository.ts';

const users = 'CREATE TABLE users (id bigint PRIMARY KEY);\n';
const secret = 'DROP TABLE users; -- the-secret\n';

/** A folder beside the project, of which nothing may be seen. */
function elsewhere(): string {
  return folderWith({ 'secret.sql': secret, 'more/003_secret.sql': secret });
}

const settings = { chains: [{ name: 'db', framework: 'sql', dialect: 'postgres', include: ['sql/**'] }] };

interface Linked {
  readonly cwd: string;
  readonly outside: string;
}

/** A project with a link to a file and a link to a folder that lie elsewhere, in a repository or not. */
function project(isRepository: boolean, config: object = settings): Linked {
  const files = { 'mig-lint.config.json': JSON.stringify(config), 'sql/001_users.sql': users };
  const outside = elsewhere();
  const made = isRepository ? repository() : undefined;
  const cwd = made?.folder ?? folderWith({});
  mkdirSync(path.join(cwd, 'sql'));
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(cwd, file), text);
  symlinkSync(path.join(outside, 'secret.sql'), path.join(cwd, 'sql/002_secret.sql'));
  symlinkSync(path.join(outside, 'more'), path.join(cwd, 'sql/more'));
  made?.git('add', '--all');
  return { cwd, outside };
}

describe.skipIf(process.platform === 'win32')('links (Windows needs a right for them)', () => {
  describe.each([
    ['in a repository', true],
    ['without git', false],
  ])('%s', (_, isRepository) => {
    it.each([[['--all']], [['--all', '--format', 'json']], [['operations']], [['chains', '--json']], [['schema']]])(
      'are not followed out of the project by %s, and that is said',
      async (args) => {
        const { cwd } = project(isRepository);
        const { out, err } = await run(cwd, ...args);
        expect(out + err).not.toContain('the-secret');
        expect(out + err).not.toContain('DropTable');
        if (args.includes('--all')) {
          expect(out).toContain('sql/002_secret.sql was not read: it is a link that leads out of the project');
          expect(out).toContain('sql/more was not read: it is a link that leads out of the project');
        }
      },
    );

    it('are followed where the configuration says so', async () => {
      const { cwd, outside } = project(isRepository);
      writeFileSync(path.join(cwd, 'mig-lint.config.json'), JSON.stringify({ ...settings, links: [outside] }));
      const { out } = await run(cwd, 'operations');
      expect(out).toContain('sql/002_secret.sql');
      expect(out).toContain('sql/more/003_secret.sql');
      expect(out.match(/DropTable/g)).toHaveLength(2);
    });

    it('but not where strangers may write it', async () => {
      const { cwd, outside } = project(isRepository);
      writeFileSync(path.join(cwd, 'mig-lint.config.json'), JSON.stringify({ ...settings, links: [outside] }));
      const { out } = await run(cwd, '--all', '--no-config-code');
      expect(out).toContain('sql/more was not read');
      expect(out).not.toContain('no-drop-table');
    });
  });

  it('are not followed in what is staged', async () => {
    const { cwd } = project(true);
    const { out } = await run(cwd, '--staged');
    expect(out).toContain('sql/002_secret.sql was not read');
    expect(out).toContain('sql/more was not read');
    expect(out).not.toContain('the-secret');
  });

  it('that lead round in a circle, or nowhere, are passed over with the reason', async () => {
    const { cwd } = project(true);
    for (const name of ['002_secret.sql', 'more']) rmSync(path.join(cwd, 'sql', name));
    symlinkSync('003_b.sql', path.join(cwd, 'sql/002_a.sql'));
    symlinkSync('002_a.sql', path.join(cwd, 'sql/003_b.sql'));
    symlinkSync('..', path.join(cwd, 'sql/up'));
    symlinkSync('gone.sql', path.join(cwd, 'sql/004_gone.sql'));
    const { code, out } = await run(cwd, '--all');
    expect(code).not.toBe(2);
    expect(out).toContain('sql/002_a.sql was not read: it cannot be opened');
    expect(out).toContain('sql/003_b.sql was not read: it cannot be opened');
  });

  const named: readonly { readonly what: string; readonly config: object; readonly link?: string }[] = [
    { what: 'the manifest', config: { ...settings, shipped: { manifest: 'lock.json' } }, link: 'lock.json' },
    { what: 'the manifest by its path', config: { ...settings, shipped: { manifest: '<outside>/secret.sql' } } },
    { what: 'the suppressions', config: settings, link: 'mig-lint-suppressions.json' },
    { what: 'a release', config: { ...settings, release: { file: '<outside>/secret.sql', pattern: '(the-secret)' } } },
  ];

  it.each(named)('and paths of a configuration do not lead there: $what', async ({ config, link }) => {
    const { cwd, outside } = project(true);
    const place = path.relative(cwd, outside).split(path.sep).join('/');
    writeFileSync(path.join(cwd, 'mig-lint.config.json'), JSON.stringify(config).replaceAll('<outside>', place));
    if (link !== undefined) symlinkSync(path.join(outside, 'secret.sql'), path.join(cwd, link));
    for (const args of [['--all'], ['--all', '--suppress-all']]) {
      const { out, err } = await run(cwd, ...args);
      expect(out + err).not.toMatch(/the-secret|DROP TABLE|"DROP|'D'/);
      expect(err).not.toContain('internal failure');
    }
  });
});
