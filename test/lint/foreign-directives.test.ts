import { describe, expect, it } from 'vitest';
import { openInMemory } from '../rules/example-project.ts';
import { readForeign } from '../../src/lint/foreign-directives.ts';
import { lintProject } from '../../src/lint/lint.ts';
import type { Report } from '../../src/model/report.ts';
import { rules } from '../../src/rules/index.ts';

const known = [
  { name: 'no-drop-column', like: { squawk: ['ban-drop-column'], pgfence: ['drop-column'] } },
  { name: 'no-type-change', like: { squawk: ['changing-column-type'], pgfence: ['alter-column-type'] } },
  { name: 'no-table-rewrite', like: { squawk: ['changing-column-type'] } },
  { name: 'migration-naming' },
];

describe('readForeign', () => {
  it.each([
    ['-- squawk-ignore ban-drop-column', ['no-drop-column']],
    [
      '-- squawk-ignore ban-drop-column, changing-column-type',
      ['no-drop-column', 'no-type-change', 'no-table-rewrite'],
    ],
    ['/* squawk-ignore ban-drop-column */', ['no-drop-column']],
    ['-- squawk-ignore-file', ['no-drop-column', 'no-type-change', 'no-table-rewrite']],
    ['-- squawk-ignore-file changing-column-type', ['no-type-change', 'no-table-rewrite']],
    ['-- pgfence-ignore', ['no-drop-column', 'no-type-change']],
    ['-- pgfence-ignore: drop-column', ['no-drop-column']],
    ['-- pgfence-ignore: drop-column, alter-column-type', ['no-drop-column', 'no-type-change']],
    ['-- pgfence: ignore drop-column', ['no-drop-column']],
    ['--PGFENCE-IGNORE : drop-column', ['no-drop-column']],
  ])('reads %s', (comment, names) => {
    expect(readForeign(comment, known)?.rules).toEqual(names);
  });

  it('keeps the reason that Squawk allows behind two dashes', () => {
    expect(readForeign('-- squawk-ignore ban-drop-column -- nobody reads it', known)).toMatchObject({
      rules: ['no-drop-column'],
      reason: 'nobody reads it',
    });
  });

  it.each([
    ['names no rule, which Squawk takes for nothing', '-- squawk-ignore'],
    ['names no rule but gives a reason', '-- squawk-ignore -- all reviewed'],
    ['names a rule that nothing answers', '-- squawk-ignore prefer-robust-stmts'],
    ['is about something else of Squawk', '-- squawk-disable-assume-in-transaction'],
    ['only speaks of it', '-- here squawk-ignore would help'],
    ['is no line comment, which pgfence does not read', '/* pgfence-ignore */'],
    ['says nothing of pgfence’s', '-- pgfence: trace'],
    ['is ours', '-- mig-lint-disable-next-line no-drop-column'],
  ])('leaves a comment alone that %s', (_, comment) => {
    expect(readForeign(comment, known)).toBeUndefined();
  });
});

async function lint(sql: string): Promise<Report> {
  const names = ['no-drop-table', 'no-drop-column', 'suppression-hygiene'];
  const project = await openInMemory({
    config: {
      extends: [],
      chains: [{ name: 'shop', framework: 'sql', dialect: 'postgres', include: ['*.sql'] }],
      rules: Object.fromEntries(names.map((name) => [name, 'error' as const])),
    },
    workTree: new Map([['001_drop.sql', sql]]),
  });
  return lintProject(project, {
    today: '2026-01-01',
    startedAt: 0,
    rules,
    details: new Set(['suppressedDiagnostics']),
  });
}

describe('a comment for another linter', () => {
  it('keeps back what it names, in its own line and the next one', async () => {
    const { diagnostics } = await lint(
      'DROP TABLE a; -- squawk-ignore ban-drop-table\nDROP TABLE b;\nDROP TABLE c;\n-- squawk-ignore ban-drop-table\nDROP TABLE d;\n',
    );
    expect(diagnostics.map(({ message }) => message)).toEqual(['c is dropped with all its rows']);
  });

  it('is told of in a note, with the rules and how often', async () => {
    const { notes, suppressed } = await lint(
      '-- squawk-ignore ban-drop-table\nDROP TABLE a;\n-- squawk-ignore ban-drop-table\nDROP TABLE b;\n-- pgfence-ignore\nALTER TABLE c DROP COLUMN d;\n',
    );
    expect(suppressed).toBe(3);
    expect(notes).toEqual([
      'comments for pgfence keep back 1 finding: no-drop-column 1',
      'comments for Squawk keep back 2 findings: no-drop-table 2',
    ]);
  });

  it('needs no reason, no rule of ours and no finding', async () => {
    const { diagnostics } = await lint('-- squawk-ignore ban-drop-table, no-such-rule\nSELECT 1;\n');
    expect(diagnostics).toEqual([]);
  });

  it('is not told of where a comment of ours says the same', async () => {
    const { diagnostics, notes } = await lint(
      '-- squawk-ignore ban-drop-table\n-- mig-lint-disable-next-line no-drop-table -- emptied in 2025\nDROP TABLE a;\n',
    );
    expect(diagnostics).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('keeps back nothing that the other linter does not judge', async () => {
    const { diagnostics } = await lint(
      '-- squawk-ignore-file\n-- mig-lint-disable-next-line no-drop-table\nDROP TABLE a;\n',
    );
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['suppression-hygiene']);
  });
});
