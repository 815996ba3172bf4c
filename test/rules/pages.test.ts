import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../scripts/pages/parse-page.ts';
import { parsePage } from '../../scripts/pages/parse-page.ts';
import { rules } from '../../src/rules/index.ts';
import type { PageRules } from './example.ts';
import { isGround, lintExample } from './example.ts';

const folder = new URL('../../fixtures/rules/', import.meta.url);
const pages = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, page: parsePage(readFileSync(new URL(file, folder), 'utf8')) }));

/** Examples have to be valid, whatever they show. */
const always = ['unparsed-statement', 'unknown-statement'];

describe('the registry and the pages', () => {
  it('have the same rules', () => {
    const named = pages.map(({ file }) => file.replace(/\.md$/, '')).sort();
    expect(named).toEqual(rules.map((rule) => rule.name).sort());
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))('say the same of %s', (name, rule) => {
    const page = pages.find(({ file }) => file === `${name}.md`)?.page;
    expect(page?.title).toBe(name);
    expect(page?.summary).toBe(`${rule.summary}.`);
  });

  it.each(pages.map(({ file, page }) => [file, page] as const))(
    '%s shows both halves: when it fires and when not',
    (_, page) => {
      const roles = new Set(page.sections.flatMap((section) => section.examples).map((example) => example.role));
      expect([...roles]).toEqual(expect.arrayContaining(['unsafe', 'safe']));
      const headings = page.sections.map((section) => section.heading);
      expect(headings).toEqual(expect.arrayContaining(['Why', 'Unsafe', 'Safe', 'When not to use it']));
    },
  );
});

describe.each(pages.map(({ page }) => [page.title, page] as const))('%s', (title, page) => {
  const marked = page.sections.flatMap((section) =>
    section.examples.flatMap((example) => example.files.flatMap((file) => file.expected.map((one) => one.rule))),
  );
  const pageRules: PageRules = {
    rule: title,
    others: [...new Set([...always, ...marked])].filter((name) => name !== title),
  };

  for (const section of page.sections) {
    for (const [at, example] of section.examples.entries()) {
      const before = section.examples.slice(0, at);
      const setup = before.filter(isGround);
      const name = `${section.path.join(' / ')} (line ${String(example.line)})`;
      if (example.role === 'unsafe') it(`${name} is found`, () => expectMarked(example, setup, pageRules));
      if (example.role === 'safe') it(`${name} is left alone`, () => expectSilence(example, setup, pageRules));
      if (example.role === 'fixed' || example.role === 'rewritten') {
        const unsafe = before.findLast((one) => one.role === 'unsafe');
        it(`${name} is what becomes of it`, () => expectMended(example, unsafe, setup, pageRules));
      }
    }
  }
});

async function expectMarked(example: Example, setup: readonly Example[], pageRules: PageRules): Promise<void> {
  const { found, diagnostics } = await lintExample(example, setup, pageRules);
  const expected = example.files.flatMap((file) => file.expected);
  const sorted = (
    list: readonly { readonly line: number; readonly rule: string; readonly severity: string }[],
  ): string[] => list.map(({ line, severity, rule }) => `${String(line)}: ${severity}: ${rule}`).sort();
  expect(sorted(found)).toEqual(sorted(expected));
  expect(expected.length).toBeGreaterThan(0);
  const offering = diagnostics.filter((one) => one.rule === pageRules.rule);
  const { fixable, rewrites } = rules.find(({ name }) => name === pageRules.rule) ?? {};
  expect(offering.filter(({ fix }) => fix !== undefined && fixable !== true)).toEqual([]);
  expect(offering.filter(({ rewrite }) => rewrite !== undefined && rewrites !== true)).toEqual([]);
}

async function expectSilence(example: Example, setup: readonly Example[], pageRules: PageRules): Promise<void> {
  const { diagnostics } = await lintExample(example, setup, pageRules);
  expect(diagnostics.map((one) => `${one.rule}: ${one.message}`)).toEqual([]);
}

/** What a fix or rewrite writes is on the page letter for letter, gives no finding, and ends in the schema that was asked for. */
async function expectMended(
  mended: Example,
  unsafe: Example | undefined,
  setup: readonly Example[],
  pageRules: PageRules,
): Promise<void> {
  if (unsafe === undefined) throw new Error('there is no unsafe example above it');
  const before = await lintExample(unsafe, setup, pageRules);
  const written = before.applied((diagnostic) => (mended.role === 'fixed' ? diagnostic.fix : diagnostic.rewrite));
  const shown = mended.files.map(({ path, text }, at) =>
    unsafe.files[at] === undefined ? `${path ?? ''}\n${text}` : text,
  );
  expect(written).toEqual(shown);

  const after = await lintExample(mended, setup, pageRules);
  expect(after.diagnostics.filter((one) => one.rule === pageRules.rule)).toEqual([]);
  expect(after.tables).toEqual(before.tables);
}
