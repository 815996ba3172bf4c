import type { Timeline } from '../../model/report.ts';
import { heldLocks, lockWords, workOf } from '../held-locks.ts';
import { code, htmlText, inline } from './text.ts';

const mostSteps = 100;
const longestStatement = 160;

/** What a migration locks, and from which step to which; nothing when it takes no locks. */
export function timelineSection(timeline: Timeline): readonly string[] {
  const { migration, dialect, engineVersion, steps } = timeline;
  const locks = heldLocks(timeline);
  if (locks.length === 0) return [];
  const rows = steps.slice(0, mostSteps).map((step, index) => {
    const taken = locks.filter(({ from }) => from === index);
    const transaction = step.transaction === undefined ? '' : String(step.transaction);
    const cells = [
      index + 1,
      code(shortened(step.text)),
      transaction,
      taken.map((lock) => inline(lockWords(lock))).join('<br>'),
      inline(workOf(step)),
    ];
    return `| ${cells.map((cell) => String(cell)).join(' | ')} |`;
  });
  return [
    [
      `<details><summary>${htmlText(`What ${migration} locks (${dialect} ${engineVersion})`)}</summary>`,
      ['| step | statement | transaction | takes | work |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
      ...(steps.length > mostSteps ? [`${steps.length - mostSteps} more steps.`] : []),
      '</details>',
    ].join('\n\n'),
  ];
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= longestStatement ? line : `${line.slice(0, longestStatement - 1)}…`;
}
