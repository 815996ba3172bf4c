import { describe, expect, it } from 'vitest';
import { compact } from '../../src/report/compact.ts';
import { diagnostic, foreignKeyChange, migrationFile, options, report } from './reports.ts';

describe('compact', () => {
  it('is one line a finding, in the form that problem matchers know, and a count', () => {
    const text = compact(
      report({ diagnostics: [foreignKeyChange, diagnostic({ severity: 'warning', message: 'two\nlines' })] }),
      { ...options, fromFolder: (file) => `../${file}` },
    );
    const [first, second, ...rest] = text.split('\n');
    expect(first).toMatch(
      /^\.\.\/src\/Migrations\/\S+: line 9, col 13, Error - FK_\w+ changes .* in place \(safe-foreign-key-change\)$/,
    );
    expect(second).toBe(`../${migrationFile}: line 9, col 13, Warning - two lines (no-drop-column)`);
    expect(rest).toEqual(['', '1 error and 1 warning', '']);
  });

  it('says nothing when there is nothing', () => {
    expect(compact(report({}), options)).toBe('');
  });
});
