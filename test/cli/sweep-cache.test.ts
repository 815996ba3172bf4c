import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweepCache } from '../../src/cli/sweep-cache.ts';

const today = Date.UTC(2026, 10, 23);
const project = '0123456789abcdef01234567';

describe('sweeping the cache', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-cache-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function place(file: string, daysAgo: number): void {
    const absolute = path.join(folder, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, '');
    const at = (today - daysAgo * 86_400_000) / 1000;
    utimesSync(absolute, at, at);
  }
  const isThere = (file: string): boolean => existsSync(path.join(folder, file));

  it('removes the compiled code of builds that nobody has run for a month', () => {
    place('code/lint-old.bin', 31);
    place('code/lint-new.bin', 29);
    sweepCache(folder, today);
    expect([isThere('code/lint-old.bin'), isThere('code/lint-new.bin')]).toEqual([false, true]);
  });

  it('removes a project that nobody has linted for a month', () => {
    place(`${project}/memory`, 31);
    place(`${project}/aa.pack`, 40);
    sweepCache(folder, today);
    expect(isThere(project)).toBe(false);
  });

  it('keeps old packs that a young memory names', () => {
    place(`${project}/memory`, 1);
    place(`${project}/aa.pack`, 400);
    sweepCache(folder, today);
    expect(isThere(`${project}/aa.pack`)).toBe(true);
  });

  it('leaves alone what it did not make', () => {
    place('notes/memory', 400);
    place('README', 400);
    sweepCache(folder, today);
    expect([isThere('notes/memory'), isThere('README')]).toEqual([true, true]);
  });

  it('does nothing where there is no folder', () => {
    expect(() => {
      sweepCache(path.join(folder, 'none'), today);
    }).not.toThrow();
  });
});
