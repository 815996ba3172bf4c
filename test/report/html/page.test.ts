import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { html } from '../../../src/report/html/index.ts';
import { hostile, reportOf } from '../hostile.ts';
import { diagnostic, foreignKeyChange, options, report } from '../reports.ts';
import { timeline } from '../timelines.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Every element of a page, as a browser builds it; a mistake of the markup is an error. */
function elementsOf(given: Report): readonly Element[] {
  const mistakes: string[] = [];
  const page = parse(html(given, options), {
    onParseError: ({ code, startLine }) => mistakes.push(`${code} in line ${startLine}`),
  });
  expect(mistakes).toEqual([]);
  return page.childNodes.flatMap(within);
}

function within(node: Node): readonly Element[] {
  return 'tagName' in node ? [node, ...node.childNodes.flatMap(within)] : [];
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function attribute({ attrs }: Element, name: string): string {
  return attrs.find((one) => one.name === name)?.value ?? '';
}

const named = (elements: readonly Element[], name: string): readonly Element[] =>
  elements.filter(({ tagName }) => tagName === name);
const classed = (elements: readonly Element[], name: string): readonly Element[] =>
  elements.filter((element) => attribute(element, 'class').split(' ').includes(name));

const full = report({
  diagnostics: [foreignKeyChange, diagnostic({ severity: 'warning' })],
  timelines: [timeline],
  schemaChanges: [
    {
      chain: 'app',
      first: '002_age',
      last: '003_tags',
      changed: [
        {
          name: 'table users',
          before: ['CREATE TABLE users (id int)'],
          after: ['CREATE TABLE users (id int, age int)'],
        },
        { name: 'table tags', after: ['CREATE TABLE tags (id int)'] },
        { name: 'view old', before: ['CREATE VIEW old AS SELECT 1'] },
      ],
      unchanged: 7,
    },
  ],
});

describe('the page', () => {
  it('has the findings with their code, what is locked, and the schema', () => {
    const elements = elementsOf(full);
    expect(named(elements, 'h1').map(textOf)).toEqual(['1 error and 1 warning']);
    expect(named(elements, 'article').map((element) => attribute(element, 'class'))).toEqual(['error', 'warning']);
    expect(classed(elements, 'frame').map(textOf)[0]).toContain('and comes back as Restrict');
    expect(classed(elements, 'primary').map(textOf)).toContain('~'.repeat(94));
    expect(named(elements, 'svg')).toHaveLength(1);
    expect(classed(elements, 'object')).toHaveLength(3);
  });

  it('draws a bar from the step that takes a lock to the one that ends it', () => {
    const bars = named(elementsOf(full), 'rect').map((bar) => [
      attribute(bar, 'class'),
      attribute(bar, 'width'),
      textOf(bar),
    ]);
    expect(bars).toEqual([
      ['band', '88', 'transaction 1'],
      ['reads', '82', 'users: AccessExclusive, blocks reads and writes, until step 2'],
      ['new', '38', 'notes: Share, nobody uses the table yet'],
    ]);
  });

  it('shows what of the schema comes, goes and changes, line by line', () => {
    const elements = elementsOf(full);
    expect(classed(elements, 'added').map(textOf)).toContain('+   age int\n');
    expect(classed(elements, 'removed').map(textOf)).toContain('- CREATE VIEW old AS SELECT 1\n');
    expect(named(elements, 'small').map(textOf)).toEqual(
      expect.arrayContaining(['002_age to 003_tags', 'changed', 'new', 'gone']),
    );
  });

  it('says that there are no problems', () => {
    const elements = elementsOf(report({}));
    expect(named(elements, 'h1').map(textOf)).toEqual(['No problems']);
    expect(named(elements, 'article')).toEqual([]);
  });

  it('asks for nothing from elsewhere, and its policy forbids it', () => {
    const elements = elementsOf(full);
    const loading = ['script', 'link', 'img', 'iframe', 'object', 'embed', 'base', 'form', 'use', 'image'];
    expect(elements.filter(({ tagName }) => loading.includes(tagName))).toEqual([]);
    expect(named(elements, 'style').map(textOf).join('')).not.toMatch(/url\(|@import/);
    const policy = named(elements, 'meta').find((meta) => attribute(meta, 'http-equiv') === 'Content-Security-Policy');
    expect(policy === undefined ? '' : attribute(policy, 'content')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline';/,
    );
  });

  it('has both palettes', () => {
    expect(named(elementsOf(full), 'style').map(textOf).join('')).toContain('prefers-color-scheme: dark');
  });
});

describe('the page about a migration full of traps', () => {
  const shapeOf = (elements: readonly Element[]): readonly string[] =>
    elements.map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => name)].join(' '));

  it('has the elements and attributes of the page about a plain one', () => {
    expect(new Set(shapeOf(elementsOf(reportOf(hostile))))).toEqual(new Set(shapeOf(elementsOf(reportOf('a\nb')))));
  });

  it('shows the traps as text', () => {
    expect(
      named(elementsOf(reportOf(hostile)), 'h3')
        .map(textOf)
        .join(''),
    ).toContain('<script>alert(1)</script>');
  });
});
