import { describe, expect, it } from 'vitest';
import { summaryLine } from '../../src/report/summary.ts';
import { diagnostic, mysqlChain, report } from './reports.ts';

const coverage = report({}).coverage;

describe('summaryLine', () => {
  it('counts errors and warnings, and the migrations that they are in', () => {
    const diagnostics = [
      diagnostic({ migration: '1' }),
      diagnostic({ migration: '1', severity: 'warning' }),
      diagnostic({ migration: '2', severity: 'warning' }),
    ];
    expect(summaryLine(report({ diagnostics }))).toBe(
      '1 error and 2 warnings in 2 of 3 new migrations; 24 statements, all understood; 161 shipped on origin/main; 0.2 s',
    );
  });

  it('says how much was not understood', () => {
    expect(summaryLine(report({ coverage: { ...coverage, opaque: 3 } }))).toBe(
      'no problems in 3 new migrations; 24 statements, 3 could not be understood; 161 shipped on origin/main; 0.2 s',
    );
  });

  it('says when there is nothing new', () => {
    expect(summaryLine(report({ coverage: { ...coverage, judged: 0 } }))).toBe(
      'no new migrations; 24 statements, all understood; 161 shipped on origin/main; 0.2 s',
    );
  });

  it('does not count shipped migrations among the new ones', () => {
    const diagnostics = [diagnostic({ rule: 'no-shipped-edits' })];
    expect(summaryLine(report({ diagnostics, coverage: { ...coverage, judged: 0 } }))).toBe(
      '1 error in 1 migration; 24 statements, all understood; 161 shipped on origin/main; 0.2 s',
    );
  });

  it('calls nothing new when nothing is known to have shipped, or all are judged', () => {
    const unknown = report({
      coverage: { ...coverage, migrations: 1, judged: 1, shipped: 0, statements: 1 },
      chains: [{ ...mysqlChain, shippedWhere: undefined }],
    });
    expect(summaryLine(unknown)).toBe('no problems in 1 migration; 1 statement, all understood; 0.2 s');
  });

  it('counts what was suppressed', () => {
    expect(summaryLine(report({ suppressed: 2, durationMs: 4260 }))).toBe(
      'no problems in 3 new migrations; 24 statements, all understood; 161 shipped on origin/main; 2 suppressed; 4.3 s',
    );
  });

  it('says when no migrations were found', () => {
    expect(summaryLine(report({ coverage: { ...coverage, migrations: 0, judged: 0, shipped: 0 } }))).toBe(
      'no migrations found',
    );
  });
});
