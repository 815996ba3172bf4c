import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { frameworks } from '../../src/frameworks/index.ts';
import { frameworksPage } from '../../scripts/pages/frameworks.ts';

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
const pages = fileURLToPath(new URL('../../docs/frameworks/', import.meta.url));

it('no two frameworks have one name', () => {
  expect(new Set(frameworks.map(({ name }) => name)).size).toBe(frameworks.length);
});

describe.each(frameworks.map((framework) => [framework.name, framework] as const))('%s', (name, { title }) => {
  it('has a page', async () => {
    const page = await readFile(`${pages}${name}.md`, 'utf8');
    expect(page).toMatch(new RegExp(`^# ${title}\n`));
    expect(page).toContain(`The framework's name in the configuration is \`${name}\`.`);
    expect(page).toMatch(/^## Known limits$/m);
  });

  it('is named by the README', () => {
    expect(readme).toContain(title);
  });
});

it.each(frameworks.flatMap(({ name, ledger }) => (ledger === undefined ? [] : [[name, ledger] as const])))(
  '%s tells migrations apart by a column of its ledger',
  (_, { columns, identity }) => {
    expect(columns.map(({ name }) => name)).toContain(identity);
  },
);

it('the list of all pages is up to date', async () => {
  expect(await readFile(`${pages}README.md`, 'utf8')).toBe(frameworksPage(frameworks));
});
