import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { html } from '../../src/report/html/index.ts';
import { markdown } from '../../src/report/markdown/index.ts';
import { sarif } from '../../src/report/sarif.ts';
import { diagnostic, options, report } from './reports.ts';
import { sarifLog } from './schemas/sarif.ts';
import { timeline } from './timelines.ts';

const many = 26_000;

/** More findings than any page holds, the last one an error; `message` is what each of them says. */
function crowd(message: string, count = many): Report {
  const warning = diagnostic({ severity: 'warning', message });
  const warnings = Array.from({ length: count - 1 }, (_, number) => ({ ...warning, fingerprint: String(number) }));
  return report({
    diagnostics: [...warnings, diagnostic({ message: 'the only error' })],
    timelines: Array.from({ length: 500 }, () => timeline),
  });
}

describe('a run with more findings than a format has room for', () => {
  it('sarif keeps as many results as code scanning takes, errors first, in less than 10 MB', () => {
    const text = sarif(crowd('a warning'), options);
    const [run] = v.parse(sarifLog, JSON.parse(text)).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations[0].toolExecutionNotifications[0]?.message.text).toContain('1000 warnings more');
    expect(text.indexOf('the only error')).toBeLessThan(text.indexOf('a warning'));
    expect(gzipSync(text).length).toBeLessThan(10 * 1024 * 1024);
  });

  it('markdown keeps below the size of a step summary, whatever is in the messages', () => {
    const text = markdown(crowd('ä € <b> '.repeat(500), 2000), options);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/There is no room for the rest\.\n$/);
    expect(markdown(crowd('short'), options)).toContain('25000 warnings more.');
  });

  it('html shows the worst and counts the rest', () => {
    const text = html(crowd('a warning'), options);
    expect(text.match(/<article /g)).toHaveLength(1000);
    expect(text.indexOf('the only error')).toBeLessThan(text.indexOf('a warning'));
    expect(text).toContain('25000 warnings more are not shown here.');
  });
});
