import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/generated-files.ts';
import { pageSource, withRule } from '../../../scripts/pages/new-rule-files.ts';
import { parsePage } from '../../../scripts/pages/parse-page.ts';
import { rules } from '../../../src/rules/index.ts';

const registry = `import noDropColumn from './data-loss/no-drop-column.ts';
import noTableRewrite from './locks/no-table-rewrite.ts';
import type { Rule } from './rule.ts';
import noShippedEdits from './workflow/no-shipped-edits.ts';

/** The registry. */
export const rules: readonly Rule[] = [
  noShippedEdits,
  noDropColumn,
  noTableRewrite,
];

export const other = 1;
`;

describe('withRule', () => {
  it('imports the rule in the order of paths and lists it by category and name', () => {
    expect(withRule(registry, { name: 'no-cascade', category: 'data-loss' }))
      .toBe(`import noCascade from './data-loss/no-cascade.ts';
import noDropColumn from './data-loss/no-drop-column.ts';
import noTableRewrite from './locks/no-table-rewrite.ts';
import type { Rule } from './rule.ts';
import noShippedEdits from './workflow/no-shipped-edits.ts';

/** The registry. */
export const rules: readonly Rule[] = [
  noShippedEdits,
  noCascade,
  noDropColumn,
  noTableRewrite,
];

export const other = 1;
`);
  });

  it('knows where the last category goes', () => {
    const written = withRule(registry, { name: 'never-executed', category: 'frameworks' });
    expect(written).toContain("import neverExecuted from './frameworks/never-executed.ts';\nimport noTableRewrite");
    expect(written).toContain('  noTableRewrite,\n  neverExecuted,\n];');
  });

  it('takes a rule back into the real registry where it was', () => {
    const text = readFileSync(path.join(root, 'src/rules/index.ts'), 'utf8');
    const rule = rules.find(({ name }) => name === 'no-drop-table');
    if (rule === undefined) throw new Error('no-drop-table is in the registry');
    const without = text.replace(/^.*\bnoDropTable\b.*\n/gm, '');
    expect(withRule(without, rule)).toBe(text);
  });
});

describe('pageSource', () => {
  it('is a page', () => {
    const { title, sections } = parsePage(pageSource({ name: 'no-cascade', category: 'data-loss' }));
    expect(title).toBe('no-cascade');
    expect(sections.flatMap(({ examples }) => examples.map(({ role }) => role))).toEqual(['setup', 'unsafe', 'safe']);
  });
});
