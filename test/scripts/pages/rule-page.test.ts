import { describe, expect, it } from 'vitest';
import { rulePage } from '../../../scripts/pages/rule-page.ts';
import { dropTable, oneTable } from './rules.ts';

const page = `# no-drop-table

A dropped table takes its rows with it.

## Unsafe

### SQL

\`\`\`sql postgres setup
create table t (id int);
\`\`\`

\`\`\`sql postgres unsafe options={"count":"each"}
drop table t; -- error: [no-drop-table]
\`\`\`

\`\`\`sql postgres fixed
alter table t rename to t_old;
\`\`\`

## When not to use it

Never.
`;

describe('rulePage', () => {
  it('is the page, with what the rule says of itself, and with words instead of info lines', () => {
    expect(rulePage(dropTable, page))
      .toBe(`<!-- Generated from fixtures/rules/no-drop-table.md and no-drop-table.ts; to write it anew: npm run docs -->

# no-drop-table

A dropped table takes its rows with it.

| severity | presets | databases | frameworks | fix | category |
| --- | --- | --- | --- | --- | --- |
| warning | \`recommended\`, \`zero-downtime\` | \`postgres\`, \`mysql\` | all | \`--fix\` | data-loss |

## Unsafe

### SQL

After these migrations:

\`\`\`sql
create table t (id int);
\`\`\`

With \`{"count":"each"}\`:

\`\`\`sql
drop table t; -- error: [no-drop-table]
\`\`\`

\`mig-lint --fix\` makes of it:

\`\`\`sql
alter table t rename to t_old;
\`\`\`

## When not to use it

Never.

## The same check elsewhere

| tool | check |
| --- | --- |
| squawk | \`ban-drop-table\` |
| Atlas | \`DS102\`, \`DS103\` |
`);
  });

  it('puts the options under their heading, before what the page says of them', () => {
    const text = '# one-table-per-migration\nOne.\n\n## Options\n\nUse it well.\n\n## Safe\n';
    expect(rulePage(oneTable, text)).toContain(`## Options

| option | values | default | meaning |
| --- | --- | --- | --- |
| \`count\` | \`"each"\`, \`"create-with-children"\` | \`"each"\` | What may pass |

Use it well.

## Safe
`);
  });

  it('leaves blank lines in code alone', () => {
    const code = '```sql postgres safe\na;\n\n\n\nb;\n```';
    expect(rulePage(oneTable, `# one-table-per-migration\nOne.\n\n\n\n## Safe\n${code}\n`)).toContain('a;\n\n\n\nb;\n');
  });

  it('adds the options at the end when the page does not name them', () => {
    expect(rulePage(oneTable, '# one-table-per-migration\nOne.\n\n## Safe\n')).toMatch(
      /## Safe\n\n## Options\n\n\| option/,
    );
  });
});
