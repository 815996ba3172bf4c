import type { Timeline, TimelineStep } from '../../model/report.ts';
import { count } from '../counts.ts';
import { heldLocks, impactOf, impactWords, lockWords, workOf, type HeldLock, type Impact } from '../held-locks.ts';
import { markup, type Markup } from '../markup.ts';

/** More steps than that do not fit a picture. */
const mostSteps = 60;
const longestText = 400;
const longestName = 26;

const labelWidth = 200;
const columnWidth = 44;
const rowHeight = 26;
const headHeight = 44;

/** One migration: its steps in words, and a picture of the locks that they take. */
export function timelineSection(timeline: Timeline): Markup {
  const { migration, dialect, engineVersion, steps } = timeline;
  const shown = steps.slice(0, mostSteps);
  const locks = heldLocks(timeline).filter(({ from }) => from < shown.length);
  const rest =
    steps.length > mostSteps
      ? markup`<p class="rest">${steps.length - mostSteps} more steps are not shown.</p>`
      : markup``;
  return markup`<section class="timeline">
<h3>${migration} <small>${dialect} ${engineVersion}</small></h3>
${locks.length === 0 ? markup`<p>It takes no lock that is known.</p>` : picture(shown, visible(locks))}
<details><summary>${count(steps.length, 'step')}</summary><ol class="steps">${shown.map((step, index) =>
    stepItem(
      step,
      locks.filter(({ from }) => from === index),
    ),
  )}</ol></details>
${rest}</section>
`;
}

function stepItem(step: TimelineStep, taken: readonly HeldLock[]): Markup {
  const text = step.text.length <= longestText ? step.text : `${step.text.slice(0, longestText - 1)}…`;
  const transaction = step.transaction === undefined ? '' : ` (transaction ${step.transaction})`;
  return markup`<li><pre>${text}</pre><p>${workOf(step)}${transaction}</p>${taken.map((lock) => markup`<p>${lockWords(lock)}</p>`)}</li>`;
}

function picture(steps: readonly TimelineStep[], locks: readonly HeldLock[]): Markup {
  const tables = [...new Set(locks.map(({ table }) => table))];
  const width = widthOf(steps.length);
  const height = headHeight + tables.length * rowHeight + 8;
  const used = new Set(locks.map((lock) => effectOf(lock)));
  return markup`<figure><div class="scroll"><svg role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>Locks by table and step</title>
${bands(steps, height)}${steps.map(head)}${tables.map((table, row) => line(table, row, locks, steps.length))}</svg></div>
<figcaption>${legend.filter(([effect]) => used.has(effect)).map(([effect, words]) => markup`<span class="key ${effect}">${words}</span>`)}${steps.some(isSlow) ? markup`<span class="key slow">takes longer the more rows there are</span>` : markup``}${steps.some(({ transaction }) => transaction !== undefined) ? markup`<span class="key band">transaction</span>` : markup``}</figcaption></figure>`;
}

type Effect = Impact | 'new';

const legend: readonly (readonly [Effect, string])[] = [
  ['reads', impactWords.reads],
  ['writes', impactWords.writes],
  ['ddl', impactWords.ddl],
  ['nothing', impactWords.nothing],
  ['new', 'on a table that nobody uses yet'],
];

function effectOf({ blocks, isNew }: HeldLock): Effect {
  return isNew ? 'new' : impactOf(blocks);
}

/** The background of the steps that share a transaction. */
function bands(steps: readonly TimelineStep[], height: number): readonly Markup[] {
  const numbers = new Set(steps.flatMap(({ transaction }) => transaction ?? []));
  return [...numbers].map((number) => {
    const first = steps.findIndex((step) => step.transaction === number);
    const last = steps.findLastIndex((step) => step.transaction === number);
    return markup`<rect class="band" x="${columnOf(first)}" y="2" width="${(last - first + 1) * columnWidth}" height="${height - 4}" rx="6"><title>transaction ${number}</title></rect>`;
  });
}

function head(step: TimelineStep, index: number): Markup {
  const x = columnOf(index) + columnWidth / 2;
  const slow = isSlow(step) ? markup`<circle class="slow" cx="${x}" cy="22" r="13"/>` : markup``;
  return markup`${slow}<text class="number" x="${x}" y="26">${index + 1}<title>${step.text.slice(0, longestText)}</title></text>`;
}

function line(table: string, row: number, locks: readonly HeldLock[], columns: number): Markup {
  const y = headHeight + row * rowHeight;
  const name = table.length <= longestName ? table : `${table.slice(0, longestName - 1)}…`;
  const own = locks.filter((lock) => lock.table === table).sort((one, other) => strength(one) - strength(other));
  return markup`<line class="rule" x1="0" x2="${widthOf(columns)}" y1="${y}" y2="${y}"/><text x="4" y="${y + 17}">${name}<title>${table}</title></text>${own.map((lock) => bar(lock, y, columns))}`;
}

/** @param columns how many there are; a lock can be held beyond them */
function bar(lock: HeldLock, y: number, columns: number): Markup {
  const { from, to } = lock;
  const length = Math.min(to + 1, columns) - from;
  return markup`<rect class="${effectOf(lock)}" x="${columnOf(from) + 3}" y="${y + 5}" width="${length * columnWidth - 6}" height="${rowHeight - 10}" rx="4"><title>${lockWords(lock)}</title></rect>`;
}

/** Without the locks that lie whole under a stronger one of their table. */
function visible(locks: readonly HeldLock[]): readonly HeldLock[] {
  return locks.filter(
    (lock) =>
      !locks.some(
        (other) =>
          other.table === lock.table &&
          strength(other) > strength(lock) &&
          other.from <= lock.from &&
          other.to >= lock.to,
      ),
  );
}

/** Stronger locks are drawn over weaker ones. */
function strength({ blocks }: HeldLock): number {
  return blocks.length;
}

/** Of a picture with so many columns. */
function widthOf(columns: number): number {
  return columnOf(columns) + 12;
}

function columnOf(step: number): number {
  return labelWidth + step * columnWidth;
}

function isSlow({ applied, facts }: TimelineStep): boolean {
  return applied && facts?.duration === 'grows-with-rows';
}
