import { copyFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitIn } from '../../src/history/git-command.ts';
import { gitOfHook, readStaged, type Staged } from '../../src/history/staged.ts';
import { contentName } from '../../src/model/content-name.ts';
import { repository, temporaryFolder, type Repository } from './repository.ts';

async function staged({ folder }: Repository, root = '.'): Promise<Staged> {
  return readStaged(gitIn(path.join(folder, root)));
}

describe('what is staged', () => {
  it('is every file of the index, and of them those that the commit changes', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one', 'm/2.sql': 'two', 'm/3.sql': 'three' });
    repo.write({ 'm/2.sql': 'two, changed', 'm/4.sql': 'four' });
    repo.remove('m/3.sql');
    repo.git('add', '--all');
    expect(await staged(repo)).toMatchObject({
      paths: ['m/1.sql', 'm/2.sql', 'm/4.sql'],
      touched: ['m/2.sql', 'm/3.sql', 'm/4.sql'],
      texts: new Map(),
    });
  });

  it('has the text of the index where the work tree is another, without its byte order mark', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one', 'm/gone.sql': 'kept' });
    repo.write({ 'm/1.sql': '\uFEFFstaged' });
    repo.git('add', '--all');
    repo.write({ 'm/1.sql': 'edited since' });
    repo.remove('m/gone.sql');
    const { touched, texts } = await staged(repo);
    expect(touched).toEqual(['m/1.sql']);
    expect(texts).toEqual(
      new Map([
        ['m/1.sql', 'staged'],
        ['m/gone.sql', 'kept'],
      ]),
    );
  });

  it('knows what git calls the contents, and which paths are links', async () => {
    const repo = repository();
    repo.write({ 'm/1.sql': 'one' });
    symlinkSync('1.sql', path.join(repo.folder, 'm/2.sql'));
    repo.git('add', '--all');
    const { objects, links } = await staged(repo);
    expect(objects.get('m/1.sql')).toBe(contentName(Buffer.from('one')));
    expect([...links]).toEqual(['m/2.sql']);
  });

  it('has no text for what is none', async () => {
    const repo = repository();
    repo.write({ 'm/1.sql': Uint8Array.of(0xff, 0xfe, 0) });
    repo.git('add', '--all');
    repo.write({ 'm/1.sql': 'text' });
    expect((await staged(repo)).texts).toEqual(new Map([['m/1.sql', undefined]]));
  });

  it('leaves out what is not tracked, and what is only announced', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    repo.write({ 'm/2.sql': 'untracked', 'm/3.sql': 'announced' });
    repo.git('add', '--intent-to-add', 'm/3.sql');
    expect(await staged(repo)).toMatchObject({ paths: ['m/1.sql'], touched: [], texts: new Map() });
  });

  it('names a renamed file twice', async () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    repo.git('mv', 'm/1.sql', 'm/2.sql');
    expect(await staged(repo)).toMatchObject({ paths: ['m/2.sql'], touched: ['m/1.sql', 'm/2.sql'] });
  });

  it('is everything before the first commit', async () => {
    const repo = repository();
    repo.write({ 'm/1.sql': 'one' });
    repo.git('add', '--all');
    expect(await staged(repo)).toMatchObject({ paths: ['m/1.sql'], touched: ['m/1.sql'] });
  });

  it('is seen from a folder of the repository, with paths from there', async () => {
    const repo = repository();
    repo.write({ 'api/m/ü\n1.sql': 'one', 'other/m/2.sql': 'two' });
    repo.git('add', '--all');
    repo.write({ 'api/m/ü\n1.sql': 'edited since', 'other/m/2.sql': 'edited since' });
    expect(await staged(repo, 'api')).toMatchObject({
      paths: ['m/ü\n1.sql'],
      touched: ['m/ü\n1.sql'],
      texts: new Map([['m/ü\n1.sql', 'one']]),
    });
  });

  it('has the text of what a sparse checkout leaves out, and follows links in the work tree', async () => {
    const repo = repository();
    repo.write({ 'm/1.sql': 'one', 'x/2.sql': 'two' });
    symlinkSync('1.sql', path.join(repo.folder, 'm/link.sql'));
    repo.commit({});
    repo.git('sparse-checkout', 'set', 'm');
    const { paths, texts } = await staged(repo);
    expect(paths).toEqual(['m/1.sql', 'm/link.sql', 'x/2.sql']);
    expect(texts).toEqual(new Map([['x/2.sql', 'two']]));
  });

  it('cannot be known outside of a repository', async () => {
    await expect(readStaged(gitIn(temporaryFolder()))).rejects.toThrow('this folder is not in a git repository');
  });
});

describe('the index of a hook', () => {
  /** `git commit <path>` puts the next commit together in an index beside the real one. */
  function withOtherIndex(): Repository {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one', 'sub/readme': '' });
    copyFileSync(path.join(repo.folder, '.git/index'), path.join(repo.folder, '.git/next-index'));
    repo.write({ 'm/2.sql': 'two' });
    repo.git('add', '--all');
    return repo;
  }

  it.each([
    ['relative to the top of the work tree', '.git/next-index', '.'],
    ['the same, when the hook went to a folder below', '.git/next-index', 'sub'],
  ])('is the one that it is told: %s', async (_, index, cwd) => {
    const { folder } = withOtherIndex();
    const git = gitOfHook(folder, path.join(folder, cwd), { GIT_INDEX_FILE: index });
    expect((await readStaged(git)).touched).toEqual([]);
  });

  it('is the one that it is told by an absolute path', async () => {
    const { folder } = withOtherIndex();
    const git = gitOfHook(folder, '/', { GIT_INDEX_FILE: path.join(folder, '.git/next-index') });
    expect((await readStaged(git)).touched).toEqual([]);
  });

  it("is the repository's own otherwise", async () => {
    const { folder } = withOtherIndex();
    expect((await readStaged(gitOfHook(folder, folder, {}))).touched).toEqual(['m/2.sql']);
  });
});
