import { describe, expect, it } from 'vitest';
import { executedVersions } from '../../scripts/facts/executed.ts';
import { factsPage } from '../../scripts/facts/facts-page.ts';

const mariadb = { name: 'mariadb', title: 'MariaDB', proof: 'It was asked.' };

const facts = `
\`\`\`facts
lock: EXCLUSIVE on t, blocks reads, writes, ddl, for a moment
scan: none
rewrite: none
loses: every value of t.a
transactional: no
duration: instant
\`\`\`
`;

const page = (source: string): string => `# Columns

Dropped.

${source}
\`\`\`sql setup
CREATE TABLE t (id int PRIMARY KEY, a int);
\`\`\`

\`\`\`sql mariadb 10.6 10.11
ALTER TABLE t DROP COLUMN a;
\`\`\`
${facts}`;

describe('factsPage', () => {
  it('has a row for each statement, with the versions that were executed and a page for the others', () => {
    expect(factsPage(mariadb, [page('Source: https://example.com/ddl (not executed on 10.6)\n')]))
      .toBe(`<!-- Generated from fixtures/facts; to write it anew: npm run docs -->

# What MariaDB does

It was asked.

## Columns

Dropped.

Source: https://example.com/ddl (not executed on 10.6)

\`\`\`sql
CREATE TABLE t (id int PRIMARY KEY, a int);
\`\`\`

| statement | versions | locks, and what they block | rewrites | reads through | can lose | in a transaction | takes | executed on |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| \`ALTER TABLE t DROP COLUMN a\` | 10.6, 10.11 | EXCLUSIVE on t: reads, writes, ddl, for a moment |  |  | every value of t.a | no | an instant | 10.11; 10.6: [not executed](https://example.com/ddl) |
`);
  });

  it('is not written where nothing says what a version does that was not executed', () => {
    expect(() => factsPage(mariadb, [page('')])).toThrow('nothing says what 10.6 does');
  });
});

it('only engines that the tests start have executed anything', () => {
  expect(executedVersions({ engine: 'mysql', versions: ['8.4'] })).toEqual([]);
  expect(executedVersions({ engine: 'postgres', versions: ['12', '13', '18'] })).toEqual(['13', '18']);
});
