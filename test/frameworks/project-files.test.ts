import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { workTreeFiles } from '../../src/frameworks/project-files.ts';
import { repository, temporaryFolder } from '../history/repository.ts';

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

describe('the paths of a repository', () => {
  it('are what git tracks or would track, sorted by code unit', () => {
    const repo = repository();
    repo.commit({ '.gitignore': 'ignored/\n', 'm/b.sql': 'b', 'm/Z.sql': 'z' });
    repo.write({ 'm/é new.sql': 'new', 'ignored/1.sql': 'no' });
    expect(workTreeFiles(repo.folder).paths).toEqual(['.gitignore', 'm/Z.sql', 'm/b.sql', 'm/é new.sql']);
  });

  it('leave out what is deleted in the work tree', () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one', 'm/2.sql': 'two' });
    repo.remove('m/1.sql');
    expect(workTreeFiles(repo.folder).paths).toEqual(['m/2.sql']);
  });

  it('leave out what a sparse checkout leaves out', () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one', 'other/2.sql': 'two' });
    repo.git('sparse-checkout', 'set', 'm');
    expect(workTreeFiles(repo.folder).paths).toEqual(['m/1.sql']);
  });

  it('are relative to a root below its top', () => {
    const repo = repository();
    repo.commit({ 'app/m/1.sql': 'one', 'other/1.sql': 'one' });
    expect(workTreeFiles(`${repo.folder}/app`).paths).toEqual(['m/1.sql']);
  });

  it('name each file once during a merge', () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    repo.git('switch', '--quiet', '--create', 'other');
    repo.commit({ 'm/1.sql': 'theirs' });
    repo.git('switch', '--quiet', 'main');
    repo.commit({ 'm/1.sql': 'ours' });
    expect(() => repo.git('merge', '--quiet', 'other')).toThrow();
    expect(workTreeFiles(repo.folder).paths).toEqual(['m/1.sql']);
  });

  it('do not name repositories within it', () => {
    const repo = repository();
    repo.commit({ '1.sql': 'one' });
    mkdirSync(join(repo.folder, 'inner'));
    repository(join(repo.folder, 'inner')).commit({ '2.sql': 'two' });
    expect(workTreeFiles(repo.folder).paths).toEqual(['1.sql']);
  });

  it('are all files of a folder that git ignores', () => {
    const repo = repository();
    repo.commit({ '.gitignore': 'out/\n' });
    repo.write({ 'out/1.sql': 'one' });
    expect(workTreeFiles(join(repo.folder, 'out')).paths).toEqual(['1.sql']);
  });
});

describe('the paths of a folder without git', () => {
  it('are all files but the products of builds', () => {
    const folder = folderWith({
      'db/1.sql': '1',
      '.hidden/2.sql': '2',
      'node_modules/p/3.sql': '3',
      'app/bin/4.sql': '4',
      'app/obj/5.sql': '5',
      'dist/6.sql': '6',
      'vendor/7.sql': '7',
    });
    expect(workTreeFiles(folder).paths).toEqual(['.hidden/2.sql', 'db/1.sql']);
  });

  it('do not follow links', () => {
    const folder = folderWith({ 'm/1.sql': '1' });
    symlinkSync(folderWith({ '2.sql': '2' }), join(folder, 'elsewhere'));
    expect(workTreeFiles(folder).paths).toEqual(['m/1.sql']);
  });

  it('are found when git is not installed', () => {
    const repo = repository();
    repo.commit({ 'm/1.sql': '1' });
    vi.stubEnv('PATH', temporaryFolder());
    const { paths } = workTreeFiles(repo.folder);
    vi.unstubAllEnvs();
    expect(paths).toEqual(['m/1.sql']);
  });
});

describe('a file', () => {
  it('is read without its byte order mark', () => {
    expect(workTreeFiles(folderWith({ '1.sql': '\uFEFFsélect' })).read('1.sql')).toBe('sélect');
  });

  it('is read once', () => {
    const folder = folderWith({ '1.sql': 'before' });
    const files = workTreeFiles(folder);
    files.read('1.sql');
    writeFileSync(join(folder, '1.sql'), 'after');
    expect(files.read('1.sql')).toBe('before');
  });

  it('that is not there is not refused', () => {
    const files = workTreeFiles(folderWith({ '1.sql': '1' }));
    expect(files.read('2.sql')).toBeUndefined();
    expect(files.refused).toEqual([]);
  });

  it.each([
    ['Latin-1', Buffer.from('sélect', 'latin1'), 'it is not UTF-8 text'],
    ['binary', 'a\0b', 'it is not UTF-8 text'],
    ['UTF-16', Buffer.from('\uFEFFselect', 'utf16le'), 'it is UTF-16: save it as UTF-8'],
  ])('that is %s is refused', (_, content, reason) => {
    const files = workTreeFiles(folderWith({ '1.sql': content }));
    expect(files.read('1.sql')).toBeUndefined();
    expect(files.read('1.sql')).toBeUndefined();
    expect(files.refused).toEqual([{ path: '1.sql', reason }]);
  });

  it('that is too large is refused', () => {
    const files = workTreeFiles(folderWith({ '1.sql': 'x'.repeat(101) }), { maxBytes: 100 });
    expect(files.read('1.sql')).toBeUndefined();
    expect(files.refused).toEqual([{ path: '1.sql', reason: 'it is 1 MB' }]);
  });

  it('that is a link within the project is read', () => {
    const repo = repository();
    repo.write({ 'm/1.sql': 'one' });
    symlinkSync('1.sql', join(repo.folder, 'm/2.sql'));
    expect(workTreeFiles(repo.folder).read('m/2.sql')).toBe('one');
  });

  it('that is a link out of the project is refused', () => {
    const repo = repository();
    symlinkSync(join(folderWith({ 'secret.sql': 'secret' }), 'secret.sql'), join(repo.folder, '1.sql'));
    const files = workTreeFiles(repo.folder);
    expect(files.read('1.sql')).toBeUndefined();
    expect(files.refused.map(({ path }) => path)).toEqual(['1.sql']);
    expect(files.refused[0]?.reason).toContain('it is a link that leads out of the project');
  });

  it('outside of the project is refused', () => {
    const files = workTreeFiles(folderWith({ '1.sql': 'one' }));
    expect(files.readHead('../../etc/hostname', 1)).toBeUndefined();
    expect(files.refused).toHaveLength(1);
  });

  it('that is a folder is refused', () => {
    const files = workTreeFiles(folderWith({ 'm.sql/1.sql': 'one' }));
    expect(files.read('m.sql')).toBeUndefined();
    expect(files.refused).toEqual([{ path: 'm.sql', reason: 'it is not a regular file' }]);
  });
});

describe('the head of a file', () => {
  it('is read even if the file is too large', () => {
    const files = workTreeFiles(folderWith({ '1.sql': '-- head\n'.repeat(100) }), { maxBytes: 100 });
    expect(files.readHead('1.sql', 7)).toMatch(/^-- head/);
    expect(files.refused).toEqual([]);
  });

  it('has the characters asked for, and none that is cut in two', () => {
    const folder = temporaryFolder();
    const files = workTreeFiles(folder);
    let runs = 0;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(20), (raw, length) => {
        const text = raw.replaceAll('\0', '0').replaceAll('\uFEFF', '');
        const path = `${String((runs += 1))}.sql`;
        writeFileSync(join(folder, path), text);
        const head = files.readHead(path, length) ?? '';
        expect(text.startsWith(head)).toBe(true);
        expect(head.length).toBeGreaterThanOrEqual(Math.min(length, text.length));
      }),
    );
  });
});
