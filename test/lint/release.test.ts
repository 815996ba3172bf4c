import { describe, expect, it } from 'vitest';
import { readRelease } from '../../src/lint/release.ts';
import { filesInMemory } from '../rules/example-project.ts';

const files = filesInMemory(
  new Map([
    ['package.json', '{\n  "name": "shop",\n  "version": "1.4.0"\n}'],
    ['AppInfo.cs', 'const int Major = 2;\nconst int Minor = 5;\nconst int Patch = 0;\n'],
  ]),
);

describe('readRelease', () => {
  it('is the version of package.json', () => {
    expect(readRelease({ file: 'package.json' }, files)).toEqual({
      version: '1.4.0',
      span: { file: 'package.json', start: 22, end: 40 },
    });
  });

  it('is what is in the groups of a pattern, joined by dots', () => {
    const pattern = String.raw`Major = (\d+)[^]*Minor = (\d+)[^]*Patch = (\d+)`;
    expect(readRelease({ file: 'AppInfo.cs', pattern }, files)?.version).toBe('2.5.0');
  });

  it('is not known where there is no such file, or nothing like the pattern in it', () => {
    expect(readRelease({ file: 'other.json' }, files)).toBeUndefined();
    expect(readRelease({ file: 'AppInfo.cs', pattern: 'Version (.*)' }, files)).toBeUndefined();
  });
});
