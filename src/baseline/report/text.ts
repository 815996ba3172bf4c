import pc from 'picocolors';
import { logText } from '../../report/inert.ts';
import type { BaselineResult } from '../result.ts';
import { outlineOf } from './outline.ts';
import type { Item, Row, Section, Tone } from './outline.ts';

type Paint = ReturnType<typeof pc.createColors>;

/** For people, in a terminal. */
export function text(result: BaselineResult, { color }: { readonly color: boolean }): string {
  const paint = pc.createColors(color);
  const { headline, tone, about, sections, notes } = outlineOf(result);
  const blocks = [
    [paint.bold(inTone(headline, tone, paint)), ...rows(about, 10, paint)].join('\n'),
    ...sections.map((section) => sectionText(section, paint)),
    ...(notes.length === 0 ? [] : [notes.map((note) => `note: ${logText(note)}`).join('\n')]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sectionText({ title, lead, items, left }: Section, paint: Paint): string {
  return [
    paint.bold(title),
    ...(lead === undefined ? [] : [paint.dim(lead)]),
    ...items.map((item) => itemText(item, paint)),
    ...(left === 0 ? [] : [`  and ${left} more`]),
  ].join('\n');
}

function itemText({ tone, head, rows: below }: Item, paint: Paint): string {
  return [`  ${inTone(logText(head), tone, paint)}`, ...rows(below, 8, paint).map((line) => `    ${line}`)].join('\n');
}

function rows(list: readonly Row[], width: number, { dim }: Paint): readonly string[] {
  return list.flatMap(([label, value]) =>
    logText(value)
      .split('\n')
      .map((line, at) => `  ${dim((at === 0 ? label : '').padEnd(width))}${line}`),
  );
}

function inTone(words: string, tone: Tone, { red, yellow, green }: Paint): string {
  switch (tone) {
    case 'error':
      return red(words);
    case 'warning':
      return yellow(words);
    case 'clean':
      return green(words);
  }
}
