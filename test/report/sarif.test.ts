import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { hostile, reportOf } from './hostile.ts';
import { diagnostic, dropped, foreignKeyChange, options, report } from './reports.ts';
import { sarifLog } from './schemas/sarif.ts';

type Run = v.InferOutput<typeof sarifLog>['runs'][0];

/** The only run of the log, held against the schema. */
function read(given: Report): Run {
  const [run] = v.parse(sarifLog, JSON.parse(sarif(given, options))).runs;
  return run;
}

describe('sarif', () => {
  it('places a finding and what belongs to it, from the root of the repository', () => {
    const [found] = read(report({ diagnostics: [foreignKeyChange] })).results;
    expect(found?.locations[0].physicalLocation).toEqual({
      artifactLocation: {
        uri: 'services/shop/src/Migrations/20240201_RestrictProduct.cs',
        uriBaseId: '%SRCROOT%',
      },
      region: { startLine: 9, startColumn: 13, endLine: 9, endColumn: 107 },
    });
    expect(found?.relatedLocations?.map(({ id, message }) => [id, message.text])).toEqual([
      [1, 'the key goes here'],
      [2, 'and comes back as Restrict'],
    ]);
    expect(found?.partialFingerprints).toEqual({ primaryLocationLineHash: '1a2b3c:1', 'migLint/v1': '1a2b3c' });
  });

  it('has every rule of the run, and each result names its own', () => {
    const rules = [
      {
        name: 'no-drop-column',
        category: 'data-loss',
        severity: 'error' as const,
        summary: 'A dropped column',
        docs: 'https://example.test/a',
      },
    ];
    const { tool, results } = read(report({ rules, diagnostics: [foreignKeyChange, diagnostic({})] }));
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['no-drop-column', 'safe-foreign-key-change']);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(tool.driver.rules[0]).toMatchObject({ name: 'NoDropColumn', properties: { tags: ['data-loss'] } });
  });

  it('gives fixes as replacements', () => {
    const fix = { title: 'Remove it', edits: [{ span: dropped, text: '' }] };
    const [found] = read(report({ diagnostics: [diagnostic({ fix, suggestions: [fix] })] })).results;
    expect(found?.fixes).toHaveLength(2);
    expect(found?.fixes?.[0]).toMatchObject({
      description: { text: 'Remove it' },
      artifactChanges: [
        { replacements: [{ deletedRegion: { startLine: 9, startColumn: 13 }, insertedContent: { text: '' } }] },
      ],
    });
  });

  it('tells suppressed findings from the others', () => {
    const suppressedDiagnostics = [{ ...diagnostic({}), reason: 'nobody reads it' }, diagnostic({})];
    const { results } = read(report({ diagnostics: [foreignKeyChange], suppressedDiagnostics }));
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      [{ kind: 'inSource', justification: 'nobody reads it' }],
      [{ kind: 'inSource' }],
    ]);
  });

  it('is valid with nothing, and passes the notes on', () => {
    const { invocations, results } = read(report({ notes: ['a shallow clone'] }));
    expect(results).toEqual([]);
    expect(invocations[0].toolExecutionNotifications).toEqual([
      { level: 'note', message: { text: 'a shallow clone' } },
    ]);
  });

  it('writes file names as URIs and no text as a link', () => {
    const { results } = read(reportOf(hostile));
    const uri = results[0]?.locations[0].physicalLocation.artifactLocation.uri ?? '';
    expect(uri).toMatch(/^services\/shop\/db\/[\w.%!'()*~-]+\.sql$/);
    expect(JSON.stringify(results.map(({ message }) => message))).not.toContain('](');
  });
});
