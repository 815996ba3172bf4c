import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { liveFiles } from '../../src/frameworks/live-files.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(texts: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'mig-lint-live-'));
  folders.push(root);
  for (const [file, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

describe('files that are being worked on', () => {
  it('are the same object while nothing changes', () => {
    const live = liveFiles(folderWith({ 'a.sql': 'a', 'b/c.sql': 'c' }));
    const files = live.now();
    files.read('a.sql');
    expect(live.now()).toBe(files);
  });

  it('are the same object when a file changes that was only compared', () => {
    const root = folderWith({ 'a.sql': 'a' });
    const live = liveFiles(root);
    const files = live.now();
    expect([live.holds('a.sql', 'a'), live.holds('a.sql', 'b'), live.holds('new.sql', 'a')]).toEqual([
      true,
      false,
      false,
    ]);
    writeFileSync(path.join(root, 'a.sql'), 'changed');
    expect(live.now()).toBe(files);
    expect(live.holds('a.sql', 'changed')).toBe(true);
  });

  it('have the new text of a file that has changed, and keep the others', () => {
    const root = folderWith({ 'a.sql': 'a', 'b/c.sql': 'c' });
    const live = liveFiles(root);
    const before = live.now();
    expect([before.read('a.sql'), before.readHead('b/c.sql', 5)]).toEqual(['a', 'c']);
    writeFileSync(path.join(root, 'b/c.sql'), 'changed');
    const after = live.now();
    expect([after.read('a.sql'), after.readHead('b/c.sql', 5), after.read('b/c.sql')]).toEqual([
      'a',
      'changed',
      'changed',
    ]);
  });

  it('do not change with a file that nobody has looked at', () => {
    const root = folderWith({ 'a.sql': 'a', 'b.sql': 'b' });
    const live = liveFiles(root);
    const files = live.now();
    files.read('a.sql');
    writeFileSync(path.join(root, 'b.sql'), 'changed');
    expect(live.now()).toBe(files);
  });

  it.each(['b/new.sql', 'new/folder/new.sql'])('list a new file %s', (file) => {
    const root = folderWith({ 'a.sql': 'a', 'b/c.sql': 'c' });
    const live = liveFiles(root);
    live.now();
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), 'new');
    expect(live.now().paths).toEqual(['a.sql', 'b/c.sql', file].sort());
  });

  it('no longer list a file that is gone, nor know its text', () => {
    const root = folderWith({ 'a.sql': 'a', 'b/c.sql': 'c' });
    const live = liveFiles(root);
    live.now().read('b/c.sql');
    rmSync(path.join(root, 'b/c.sql'));
    expect(live.now().paths).toEqual(['a.sql']);
    expect(live.now().read('b/c.sql')).toBeUndefined();
  });
});
