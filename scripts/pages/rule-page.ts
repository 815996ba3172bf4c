import type { Likeness, Rule } from '../../src/rules/rule.ts';
import { codeList, tableOf } from './markdown.ts';
import { optionsTable } from './options-table.ts';
import { exampleOf, readBlocks, type Example, type PageBlock, type Role } from './parse-page.ts';
import { flagsOf } from './catalogue.ts';

/** The rule's page as it is published: its fixture page for people, completed by what the rule says of itself. */
export function rulePage(rule: Rule, page: string): string {
  const blocks = readBlocks(page);
  const firstSection = blocks.findIndex(isSection);
  const head = blocks.slice(0, firstSection === -1 ? blocks.length : firstSection);
  const body = blocks.slice(head.length);

  const tables = tablesOf(rule);
  const isThere = (heading: string): boolean => body.some((block) => textOf(block) === heading);
  const parts = [
    `<!-- Generated from fixtures/rules/${rule.name}.md and ${rule.name}.ts; to write it anew: npm run docs -->`,
    '',
    ...head.flatMap(published),
    '',
    factsOf(rule),
    '',
    ...body.flatMap((block) => {
      const table = tables.get(textOf(block));
      return [...published(block), ...(table === undefined ? [] : ['', table, ''])];
    }),
    ...[...tables].flatMap(([heading, table]) => (isThere(heading) ? [] : ['', heading, '', table])),
  ];
  return `${withoutDoubleBlanks(parts).join('\n').trimEnd()}\n`;
}

function withoutDoubleBlanks(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
}

/** What the rule says of itself, by the heading under which it stands; a page can have text of its own under it. */
function tablesOf({ options, like }: Rule): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  const ofOptions = optionsTable(options);
  if (ofOptions !== undefined) tables.set('## Options', ofOptions);
  if (like !== undefined) tables.set('## The same check elsewhere', likenessTable(like));
  return tables;
}

function textOf(block: PageBlock): string {
  return block.kind === 'line' ? block.text.trim() : '';
}

function isSection(block: PageBlock): boolean {
  return block.kind === 'line' && /^##\s/.test(block.text);
}

const captions: Readonly<Record<Role, string | undefined>> = {
  config: 'With this in the configuration:',
  setup: 'After these migrations:',
  unsafe: undefined,
  fixed: '`mig-lint --fix` makes of it:',
  rewritten: '`mig-lint --fix-rewrite` makes of it:',
  safe: undefined,
};

/** A part of the page as people read it: fences name their language only, and say in words what they are. */
function published(block: PageBlock): readonly string[] {
  if (block.kind === 'line') return [block.text];
  const [example] = exampleOf(block);
  const [language = ''] = block.info.split(/\s/);
  const caption = example === undefined ? [] : captionsOf(example);
  return [...caption.flatMap((text) => [text, '']), `\`\`\`${language}`, `${block.code}\`\`\``];
}

function captionsOf({ role, options }: Example): readonly string[] {
  const caption = captions[role];
  const json = JSON.stringify(options);
  return [...(json === '{}' ? [] : [`With \`${json}\`:`]), ...(caption === undefined ? [] : [caption])];
}

function factsOf(rule: Rule): string {
  const { severity, presets, dialects, frameworks, category } = rule;
  return tableOf(
    ['severity', 'presets', 'databases', 'frameworks', 'fix', 'category'],
    [
      [
        severity,
        presets.length === 0 ? 'none: turn it on by name' : codeList(presets),
        dialects === undefined ? 'all' : codeList(dialects),
        frameworks === undefined ? 'all' : codeList(frameworks),
        flagsOf(rule),
        category,
      ],
    ],
  );
}

function likenessTable(like: Likeness): string {
  const checks = [
    ['squawk', like.squawk],
    ['strong_migrations', like.strong_migrations],
    ['Atlas', like.atlas],
    ['eugene', like.eugene],
    ['pgfence', like.pgfence],
  ] as const;
  const known = checks.flatMap(([tool, names]) => (names === undefined ? [] : [[tool, codeList(names)]]));
  return tableOf(['tool', 'check'], known);
}
