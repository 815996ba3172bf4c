import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reportSchema, type JsonReport } from '../../src/report/contract.ts';
import { json } from '../../src/report/json.ts';
import { diagnostic, dropped, foreignKeyChange, migrationFile, options, report } from './reports.ts';

/** The output, read again and held against the schema from which the shipped JSON Schema is made. */
function read(given: Report): JsonReport {
  return v.parse(reportSchema, JSON.parse([...json(given, options)].join('')));
}

describe('json', () => {
  it.each([
    { name: 'nothing', diagnostics: [] },
    { name: 'one thing', diagnostics: [foreignKeyChange] },
    { name: 'several things', diagnostics: [foreignKeyChange, diagnostic({ severity: 'warning' })] },
  ])('is laid out as one object when $name was found', ({ diagnostics }) => {
    const text = [...json(report({ diagnostics }), options)].join('');
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
  });

  it('says what the run saw', () => {
    const { version, summary, chains, notes } = read(
      report({
        diagnostics: [foreignKeyChange, diagnostic({ severity: 'warning' })],
        suppressed: 1,
        notes: ['this is a shallow clone'],
      }),
    );
    expect(version).toBe(1);
    expect(summary).toEqual({
      files: 492,
      migrations: 164,
      judged: 3,
      shipped: 161,
      statements: 24,
      operations: 31,
      opaque: 0,
      errors: 1,
      warnings: 1,
      suppressed: 1,
      durationMs: 213,
    });
    expect(chains).toEqual([
      {
        name: 'mysql',
        framework: 'ef-core',
        dialect: 'mysql',
        evidence: ['ShopContextModelSnapshot.cs names Pomelo'],
        migrations: 164,
        judged: 3,
        shipped: 161,
        shippedWhere: 'on origin/main',
      },
    ]);
    expect(notes).toEqual(['this is a shallow clone']);
  });

  it('says where a finding and its related places are, in lines and columns', () => {
    const [found] = read(report({ diagnostics: [foreignKeyChange] })).diagnostics;
    expect(found).toMatchObject({
      rule: 'safe-foreign-key-change',
      severity: 'error',
      file: migrationFile,
      line: 9,
      column: 13,
      endLine: 9,
      endColumn: 107,
      migration: '20240201_RestrictProduct',
      chain: 'mysql',
      fingerprint: '1a2b3c',
    });
    expect(found?.related).toEqual([
      { message: 'the key goes here', file: migrationFile, line: 9, column: 13, endLine: 9, endColumn: 107 },
      { message: 'and comes back as Restrict', file: migrationFile, line: 11, column: 13, endLine: 15, endColumn: 54 },
    ]);
  });

  it('gives edits in offsets, so that a program can apply them', () => {
    const fix = { title: 'Remove it', edits: [{ span: dropped, text: '' }] };
    const [found] = read(report({ diagnostics: [diagnostic({ fix, suggestions: [fix], rewrite: fix })] })).diagnostics;
    const expected = {
      title: 'Remove it',
      edits: [{ file: migrationFile, start: dropped.start, end: dropped.end, text: '' }],
    };
    expect(found).toMatchObject({ fix: expected, suggestions: [expected], rewrite: expected });
  });

  it('gives the facts as they are', () => {
    const table = { schema: 'billing', name: 'plan' };
    const facts = {
      locks: [{ table, mode: 'AccessExclusive', blocks: ['reads', 'writes'] }],
      rewrites: [table],
      scans: [{ name: 'plan' }],
      because: 'the type changes',
      transactional: true,
      duration: 'grows-with-rows',
    } as const;
    const [found] = read(report({ diagnostics: [diagnostic({ facts })] })).diagnostics;
    expect(found?.facts).toEqual(facts);
  });

  it('leaves out what a finding does not have', () => {
    const [found] = read(report({ diagnostics: [diagnostic({})] })).diagnostics;
    expect(Object.keys(found ?? {})).not.toEqual(expect.arrayContaining(['fix']));
    expect(found).toMatchObject({ suggestions: [], related: [] });
  });

  it('is valid with nothing to say', () => {
    expect(read(report({ chains: [], texts: new Map() })).diagnostics).toEqual([]);
  });
});
