import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accepting,
  noSuppressions,
  parseSuppressions,
  printSuppressions,
  pruned,
  withoutAccepted,
  type RunContext,
  type SuppressionEntry,
  type Suppressions,
} from '../../src/lint/suppressions-file.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Report } from '../../src/model/report.ts';

const first = '0000000000000001';
const second = '0000000000000002';

function diagnostic(fingerprint: string, more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    rule: 'no-drop-column',
    severity: 'error',
    message: 'users.name is dropped',
    why: '',
    remedy: '',
    span: { file: 'm/2.sql', start: 0, end: 1 },
    migration: '2',
    chain: 'm',
    related: [],
    suggestions: [],
    docs: '',
    fingerprint,
    ...more,
  };
}

function report(...diagnostics: readonly Diagnostic[]): Report {
  const coverage = { files: 1, migrations: 1, judged: 1, shipped: 0, statements: 1, operations: 1, opaque: 0 };
  return { coverage, chains: [], diagnostics, suppressed: 0, notes: [], texts: new Map(), durationMs: 0 };
}

function accepted(...entries: readonly Partial<SuppressionEntry>[]): Suppressions {
  const plain = { file: 'm/2.sql', rule: 'no-drop-column', fingerprints: [first] };
  return { version: 1, suppressions: entries.map((entry) => ({ ...plain, ...entry })) };
}

const context: RunContext = {
  today: '2026-06-15',
  judged: new Set(['m/2.sql']),
  activeRules: new Set(['no-drop-column']),
  exists: () => true,
  keepSuppressed: true,
};

describe('a finding that the file accepts', () => {
  it('is counted as suppressed, with the reason, and no longer reported', () => {
    const outcome = withoutAccepted(
      report(diagnostic(first), diagnostic(second)),
      accepted({ reason: 'agreed' }),
      context,
    );
    expect(outcome.diagnostics.map(({ fingerprint }) => fingerprint)).toEqual([second]);
    expect(outcome.suppressed).toBe(1);
    expect(outcome.suppressedDiagnostics).toMatchObject([{ fingerprint: first, by: 'file', reason: 'agreed' }]);
    expect(outcome.unusedSuppressions).toBeUndefined();
  });

  it('is one of level error: warnings stop nobody', () => {
    const warning = diagnostic(first, { severity: 'warning' });
    expect(withoutAccepted(report(warning), accepted({}), context).diagnostics).toEqual([warning]);
  });

  it('is reported again the day after the last one', () => {
    const found = report(diagnostic(first));
    expect(withoutAccepted(found, accepted({ until: '2026-06-15' }), context).diagnostics).toEqual([]);
    expect(withoutAccepted(found, accepted({ until: '2026-06-14' }), context).diagnostics).toHaveLength(1);
  });
});

describe('an entry of what no longer occurs', () => {
  const unused = [{ file: 'm/2.sql', rule: 'no-drop-column', fingerprints: [second] }];

  it('is named with the fingerprints that are not found', () => {
    const outcome = withoutAccepted(report(diagnostic(first)), accepted({ fingerprints: [first, second] }), context);
    expect(outcome.unusedSuppressions).toEqual(unused);
  });

  it.each([
    ['its migration was not judged', { judged: new Set<string>() }],
    ['its rule is off', { activeRules: new Set<string>() }],
  ])('is not named when %s', (_, change) => {
    const outcome = withoutAccepted(report(), accepted({ fingerprints: [second] }), { ...context, ...change });
    expect(outcome.unusedSuppressions).toBeUndefined();
  });

  it('is named when its file is gone', () => {
    const gone = { ...context, judged: new Set<string>(), exists: () => false };
    expect(withoutAccepted(report(), accepted({ fingerprints: [second] }), gone).unusedSuppressions).toEqual(unused);
  });

  it('goes when the file is pruned, and what is still found stays', () => {
    const before = accepted({ fingerprints: [first, second], reason: 'agreed' }, { fingerprints: [second] });
    expect(pruned(before, unused)).toEqual(accepted({ reason: 'agreed' }));
  });
});

describe('accepting findings', () => {
  it('records them by file and rule, and leaves what people wrote alone', () => {
    const before = accepted({ reason: 'agreed', owner: 'dba' });
    expect(accepting(before, [diagnostic(second)])).toEqual(
      accepted({ reason: 'agreed', owner: 'dba' }, { fingerprints: [second] }),
    );
  });

  it('does so once', () => {
    const once = accepting(noSuppressions, [diagnostic(first), diagnostic(second)]);
    expect(printSuppressions(accepting(once, [diagnostic(first)]))).toBe(printSuppressions(once));
  });

  it('takes what has run out from under its old terms', () => {
    const next = accepting(accepted({ until: '2020-01-01' }), [diagnostic(first)]);
    expect(parseSuppressions(printSuppressions(next), 'file')).toEqual(accepted({}));
  });

  it('passes over warnings', () => {
    expect(accepting(noSuppressions, [diagnostic(first, { severity: 'warning' })])).toEqual(noSuppressions);
  });
});

describe('the file', () => {
  const entry = fc.record(
    {
      file: fc.string(),
      rule: fc.string(),
      fingerprints: fc.uniqueArray(fc.constantFrom(first, second), { minLength: 1 }),
      reason: fc.string(),
      owner: fc.string(),
      until: fc.constantFrom('2026-01-31', '2030-12-01'),
    },
    { requiredKeys: ['file', 'rule', 'fingerprints'] },
  );

  it('reads what it writes, and is the same text in whatever order the entries come', () => {
    fc.assert(
      fc.property(fc.array(entry), (suppressions) => {
        const text = printSuppressions({ version: 1, suppressions });
        const reversed = { version: 1 as const, suppressions: suppressions.toReversed() };
        expect(printSuppressions(parseSuppressions(text, 'file'))).toBe(text);
        if (
          new Set(suppressions.map((one) => JSON.stringify({ ...one, fingerprints: [] }))).size === suppressions.length
        )
          expect(printSuppressions(reversed)).toBe(text);
      }),
    );
  });

  it.each([
    ['half a file', '{ "version": 1', 'file.json is not valid JSON'],
    ['another version', '{ "version": 2, "suppressions": [] }', 'file.json, at version'],
    [
      'a day that is none',
      JSON.stringify(accepted({ until: '2026-02-30' })),
      'file.json, at suppressions.0.until: Expected a day of the calendar',
    ],
    [
      'a fingerprint that is none',
      JSON.stringify(accepted({ fingerprints: ['x'] })),
      'at suppressions.0.fingerprints.0: Expected 16 hexadecimal digits',
    ],
    ['a word that is not known', '{ "version": 1, "suppressions": [], "ignore": [] }', 'file.json, at ignore'],
  ])('cannot be %s', (_, text, message) => {
    expect(() => parseSuppressions(text, 'file.json')).toThrow(message);
  });
});
