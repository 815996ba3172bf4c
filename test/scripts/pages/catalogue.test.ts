import { describe, expect, it } from 'vitest';
import { categories, indexPage, withRulesTable } from '../../../scripts/pages/catalogue.ts';
import { rules } from '../../../src/rules/index.ts';
import { dropTable, oneTable } from './rules.ts';

describe('indexPage', () => {
  it('lists the rules by category', () => {
    expect(indexPage([dropTable, oneTable]))
      .toBe(String.raw`<!-- Generated from the registry; to write it anew: npm run docs -->

# Rules

## Conventions and history

| rule | finds | presets | fix |
| --- | --- | --- | --- |
| [one-table-per-migration](one-table-per-migration.md) | A migration changes the schema of more than one table | ${'`recommended`'} |  |

## Data loss and compatibility

| rule | finds | presets | fix |
| --- | --- | --- | --- |
| [no-drop-table](no-drop-table.md) | A dropped table \| with its rows | ${'`recommended`, `zero-downtime`'} | ${'`--fix`'} |
`);
  });

  it('has a title for the category of every rule', () => {
    expect(rules.filter((rule) => !categories.has(rule.category))).toEqual([]);
  });
});

describe('withRulesTable', () => {
  it('writes the table between the marks and leaves the rest alone', () => {
    const readme = '# mig-lint\n\n<!-- rules:start -->\nold\n<!-- rules:end -->\n\nMore.\n';
    const written = withRulesTable(readme, [oneTable]);
    expect(written).toBe(`# mig-lint

<!-- rules:start -->

<!-- prettier-ignore -->
| rule | finds | presets | fix |
| --- | --- | --- | --- |
| [one-table-per-migration](docs/rules/one-table-per-migration.md) | A migration changes the schema of more than one table | \`recommended\` |  |

<!-- rules:end -->

More.
`);
    expect(withRulesTable(written, [oneTable])).toBe(written);
  });

  it('does not write into a README without marks', () => {
    expect(() => withRulesTable('# mig-lint\n', [])).toThrow(
      'README.md has no <!-- rules:start --> with <!-- rules:end --> after it',
    );
  });
});
