import { inert } from '../../report/inert.ts';
import { code, inline } from '../../report/markdown/text.ts';
import type { BaselineResult } from '../result.ts';
import { outlineOf } from './outline.ts';
import type { Item, Section } from './outline.ts';

/** For a step summary or a comment. */
export function markdown(result: BaselineResult): string {
  const { headline, about, sections, notes } = outlineOf(result);
  const blocks = [
    `## ${inline(`mig-lint baseline: ${headline}`)}`,
    about.map(([label, value]) => `- **${inline(label)}** ${inline(value)}`).join('\n'),
    ...sections.map(sectionText),
    ...notes.map((note) => `> note: ${inline(note)}`),
  ];
  return inert(`${blocks.join('\n\n')}\n`);
}

function sectionText({ title, lead, items, left }: Section): string {
  return [
    `### ${inline(title)}`,
    ...(lead === undefined ? [] : [inline(lead)]),
    items.map(itemText).join('\n'),
    ...(left === 0 ? [] : [`and ${left} more`]),
  ].join('\n\n');
}

function itemText({ head, rows }: Item): string {
  return [`- ${inline(head)}`, ...rows.map(([label, value]) => `  - ${inline(label)} ${code(value)}`)].join('\n');
}
