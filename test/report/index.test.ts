import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { formatNames, isFormatName, loadFormat } from '../../src/report/index.ts';
import { foreignKeyChange, options, report } from './reports.ts';

describe('the formats', () => {
  it.each(formatNames)('%s is named by the README', async (name) => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`\`${name}\``);
  });

  it.each(formatNames)('%s is loaded by its name and ends its text with a line break', async (name) => {
    if (!isFormatName(name)) throw new Error(`${name} is listed, but no format`);
    const format = await loadFormat(name);
    const text = [...format(report({ diagnostics: [foreignKeyChange] }), options)].join('');
    expect(text).toMatch(/safe-foreign-key-change[^]*\n$/);
  });

  it('do not take a name from elsewhere', () => {
    expect(isFormatName('toString')).toBe(false);
  });
});
