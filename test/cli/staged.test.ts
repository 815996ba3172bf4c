import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, temporaryFolder, type Repository } from '../history/repository.ts';
import { run, runIn } from './running.ts';

const table = 'create table users (id bigint primary key, name text);\n';
const bad = 'alter table users drop column name;\n';
const good = 'alter table users add column email text;\n';

/** A repository whose first migration has shipped. */
function shop(more: Readonly<Record<string, string>> = {}): Repository {
  const repo = repository();
  const config = { 'mig-lint.config.json': '{ "rules": { "require-lock-timeout": "off" } }' };
  repo.commit({ ...config, 'migrations/001_users.sql': table, ...more });
  return repo;
}

function stage(repo: Repository, files: Readonly<Record<string, string>>): void {
  repo.write(files);
  repo.git('add', '--all');
}

describe('--staged', () => {
  it('finds what is bad in what is staged, though the work tree has been mended', async () => {
    const repo = shop();
    stage(repo, { 'migrations/002_name.sql': bad });
    repo.write({ 'migrations/002_name.sql': good });
    const { code, out } = await run(repo.folder, '--staged');
    expect(code).toBe(1);
    expect(out).toContain('users.name is dropped');
  });

  it('finds nothing in what is good as it is staged, though the work tree is bad by now', async () => {
    const repo = shop();
    stage(repo, { 'migrations/002_name.sql': good });
    repo.write({ 'migrations/002_name.sql': bad });
    const { code, out } = await run(repo.folder, '--staged');
    expect(out).toContain('no problems in 1 new migration');
    expect(code).toBe(0);
  });

  it('judges migrations with staged files only, with those before them replayed', async () => {
    const repo = shop();
    repo.git('switch', '--quiet', '--create', 'feature');
    repo.commit({ 'migrations/002_name.sql': bad, 'migrations/003_email.sql': good });
    stage(repo, { 'migrations/004_email.sql': 'alter table users drop column email;\n' });
    const { out } = await run(repo.folder, '--staged');
    expect(out).toContain('users.email is dropped');
    expect(out).not.toContain('users.name is dropped');
  });

  it('ignores migrations that are not tracked yet', async () => {
    const repo = shop();
    stage(repo, { 'migrations/002_email.sql': good });
    repo.write({ 'migrations/003_name.sql': bad });
    expect((await run(repo.folder, '--staged')).out).toContain('no problems in 1 new migration');
  });

  it('finds a shipped migration that was edited, deleted or renamed, once it is staged', async () => {
    const repo = shop({ 'migrations/002_email.sql': good, 'migrations/003_name.sql': bad });
    repo.write({ 'migrations/001_users.sql': table.replace('text', 'varchar(80)') });
    expect((await run(repo.folder, '--staged')).code).toBe(0);
    repo.git('rm', '--quiet', 'migrations/002_email.sql');
    repo.git('mv', 'migrations/003_name.sql', 'migrations/004_name.sql');
    repo.git('add', '--all');
    const { code, out } = await run(repo.folder, '--staged');
    expect(code).toBe(1);
    expect(out).toContain('001_users was changed after it shipped');
    expect(out).toContain('002_email was deleted');
    expect(out).toContain('003_name was renamed to 004_name');
  });

  it('passes when nothing that is staged is a migration, and says so', async () => {
    const repo = shop();
    stage(repo, { 'readme.md': 'hello' });
    const { code, out } = await run(repo.folder, '--staged');
    expect(code).toBe(0);
    expect(out).toContain('nothing that is staged belongs to a chain of migrations');
  });

  it('judges everything before the first commit', async () => {
    const repo = repository();
    stage(repo, { 'migrations/001_users.sql': table, 'migrations/002_name.sql': bad });
    expect((await run(repo.folder, '--staged')).out).toContain('users.name is dropped');
  });

  it('works where the project is a folder of the repository', async () => {
    const repo = repository();
    repo.commit({ 'api/mig-lint.config.json': '{}', 'api/migrations/001_users.sql': table });
    stage(repo, { 'api/migrations/002_name.sql': bad, 'other/migrations/001_x.sql': 'drop table x;\n' });
    const { out } = await run(path.join(repo.folder, 'api'), '--staged');
    expect(out).toContain('migrations/002_name.sql');
    expect(out).not.toContain('drop table x');
  });

  it('judges, of the files named, those that are staged', async () => {
    const repo = shop();
    stage(repo, { 'migrations/002_name.sql': bad, 'migrations/003_email.sql': good, 'src/app.ts': '' });
    const named = ['migrations/001_users.sql', 'migrations/003_email.sql', 'src/app.ts'];
    const { code, out } = await run(repo.folder, '--staged', ...named);
    expect(out).toContain('no problems in 1 new migration');
    expect(code).toBe(0);
  });

  it('judges the index that the hook is told of', async () => {
    const repo = shop();
    repo.git('read-tree', '--index-output=.git/next-index', 'HEAD');
    stage(repo, { 'migrations/002_name.sql': bad });
    const env = { GIT_INDEX_FILE: '.git/next-index' };
    expect((await run(repo.folder, '--staged')).code).toBe(1);
    expect((await runIn({ cwd: repo.folder, env }, '--staged')).code).toBe(0);
  });

  it('refuses to fix, and says what to do instead', async () => {
    const { code, err } = await run(shop().folder, '--staged', '--fix');
    expect(code).toBe(2);
    expect(err).toContain('run mig-lint --fix, then git add what it wrote');
  });

  it('refuses standard input', async () => {
    const { code, err } = await run(shop().folder, '--staged', '--stdin', '--stdin-filename', 'a.sql');
    expect(code).toBe(2);
    expect(err).toContain('--staged judges what git has staged');
  });

  it('says that it needs a repository', async () => {
    const { code, err } = await run(temporaryFolder(), '--staged');
    expect(code).toBe(2);
    expect(err).toContain('this folder is not in a git repository');
  });
});
