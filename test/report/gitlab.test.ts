import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { diagnostic, foreignKeyChange, migrationFile, options, report } from './reports.ts';

/** What GitLab documents of its code quality report, and nothing besides. */
const codeQuality = v.array(
  v.strictObject({
    description: v.pipe(v.string(), v.nonEmpty()),
    check_name: v.pipe(v.string(), v.nonEmpty()),
    fingerprint: v.pipe(v.string(), v.nonEmpty()),
    severity: v.picklist(['info', 'minor', 'major', 'critical', 'blocker']),
    location: v.strictObject({
      path: v.pipe(v.string(), v.regex(/^(?!\.?\/)/)),
      lines: v.strictObject({
        begin: v.pipe(v.number(), v.integer(), v.minValue(1)),
        end: v.pipe(v.number(), v.integer(), v.minValue(1)),
      }),
    }),
  }),
);

const read = (given: Report): v.InferOutput<typeof codeQuality> =>
  v.parse(codeQuality, JSON.parse(gitlab(given, options)));

describe('gitlab', () => {
  it('is what GitLab documents', () => {
    const issues = read(report({ diagnostics: [foreignKeyChange, diagnostic({ severity: 'warning', why: '' })] }));
    expect(issues).toMatchObject([
      {
        check_name: 'safe-foreign-key-change',
        fingerprint: '1a2b3c',
        severity: 'major',
        location: { path: `services/shop/${migrationFile}`, lines: { begin: 9, end: 9 } },
      },
      { description: 'plan.price is dropped', severity: 'minor' },
    ]);
    expect(issues[0]?.description).toMatch(/^FK_\w+ changes .* in place: MySQL commits each step/);
  });

  it('is an empty list when there is nothing', () => {
    expect(read(report({}))).toEqual([]);
  });
});
