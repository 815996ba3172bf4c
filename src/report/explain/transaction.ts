import type { Batch, BatchStep } from '../../model/batch.ts';
import { displayName } from '../../model/names.ts';
import { printableLine } from '../../model/printable.ts';
import { aboutRows, smallTable } from '../../model/table-size.ts';
import { textWidth } from '../cells.ts';
import { impactOf, type HeldLock, type Impact } from '../held-locks.ts';
import { hang, wrap } from '../wrap.ts';
import type { Bounds } from './held.ts';
import { inWords, inWordsBriefly, strongest } from './held.ts';
import { laneMarks, laneOf, markRow, numberRow, scaleOf } from './lanes.ts';
import type { Page } from './statement.ts';

const mostLanes = 12;
const mostNamed = 4;
const longestName = 32;

/** What is held when in a transaction of several steps, as a picture and in words; nothing where nobody has to wait. */
export function transactionRows(
  bounds: Bounds,
  felt: readonly HeldLock[],
  batch: Batch,
  page: Page,
): readonly string[] {
  const locks = felt.filter(({ from, to }) => from >= bounds.from && to <= bounds.to);
  if (bounds.from === bounds.to || locks.length === 0) return [];
  return [...picture(bounds, locks, batch, page), ...warnings(bounds, locks, batch, page)];
}

const indent = '  ';

function picture(bounds: Bounds, locks: readonly HeldLock[], batch: Batch, page: Page): readonly string[] {
  const { colors, width } = page;
  const tables = [...new Set(locks.map(({ table }) => table))];
  const shown = tables.slice(0, mostLanes);
  const names = shown.map((table) => cut(printableLine(table)));
  const nameWidth = Math.max(5, ...names.map(textWidth));
  const scale = scaleOf(bounds, Math.max(8, width - indent.length - nameWidth - 4));
  const row = (name: string, cells: string): string =>
    `${indent}${name}${' '.repeat(nameWidth - textWidth(name) + 2)}${cells}`.trimEnd();
  const lanes = shown.map((table) =>
    laneOf(
      locks.filter((lock) => lock.table === table),
      scale,
    ),
  );
  const slow = slowSteps(batch, bounds);
  const used = new Set(lanes.flat().map(({ impact }) => impact));
  const legend = [
    ...legendWords.filter(([impact]) => used.has(impact)).map(([impact, words]) => `${laneMarks[impact]} ${words}`),
    ...(slow.length === 0 ? [] : ['^ takes longer the more rows there are']),
  ];
  return [
    colors.dim(row(`held`, numberRow(scale))),
    ...lanes.map((parts, at) =>
      row(names[at] ?? '', parts.map(({ impact, text }) => paint(impact, text, page)).join('')),
    ),
    ...(tables.length > shown.length ? [row('', `and ${tables.length - shown.length} more`)] : []),
    ...(slow.length === 0 ? [] : [colors.yellow(row('', markRow(slow, '^', scale)))]),
    ...wrap(legend.join(', '), width - indent.length).map((line) => colors.dim(indent + line)),
  ];
}

const legendWords: readonly (readonly [Impact, string])[] = [
  ['reads', 'blocks reads and writes'],
  ['writes', 'blocks writes'],
  ['ddl', 'blocks schema changes'],
];

function paint(impact: Impact, text: string, { colors }: Page): string {
  switch (impact) {
    case 'reads':
      return colors.red(text);
    case 'writes':
      return colors.yellow(text);
    case 'ddl':
      return colors.dim(text);
    case 'nothing':
      return text;
  }
}

function cut(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`;
}

/** The steps that take longer the more rows there are, where it is not known that there are few. */
function slowSteps({ steps, sizes }: Batch, { from, to }: Bounds): readonly number[] {
  const small = new Set(
    sizes.flatMap(({ name, rows }) => (rows !== undefined && rows < smallTable ? [displayName(name)] : [])),
  );
  return steps.flatMap((step, at) => {
    const isSlow = at >= from && at <= to && step.applied && step.duration === 'grows-with-rows';
    const worked = workedTables(step);
    return isSlow && (worked.length === 0 || !worked.every((table) => small.has(table))) ? [at] : [];
  });
}

function workedTables({ facts }: Pick<BatchStep, 'facts'>): readonly string[] {
  return facts === undefined ? [] : [...facts.rewrites, ...facts.scans].map(displayName);
}

const uses: readonly (readonly [Impact, string])[] = [
  ['reads', 'can neither be read nor written'],
  ['writes', 'can not be written'],
];

/** Where work that grows with rows goes on while others cannot use a table. */
function warnings(bounds: Bounds, locks: readonly HeldLock[], batch: Batch, page: Page): readonly string[] {
  const slow = slowSteps(batch, bounds);
  const held = strongest(locks).filter(({ from, to }) => slow.some((step) => step >= from && step <= to));
  return uses.flatMap(([impact, words]) => {
    const own = held.filter(({ blocks }) => impactOf(blocks) === impact);
    const first = Math.min(...own.map(({ from }) => from));
    const last = Math.max(...own.map(({ to }) => to));
    if (own.length === 0) return [];
    const tables = own.map(({ table, from }) => `${table} (from ${from + 1})`);
    const work = workWords(
      slow.filter((step) => step >= first && step <= last),
      batch,
    );
    const sentence = `${inWordsBriefly(tables, mostNamed)} ${words} until ${last + 1} is done, while ${work}`;
    const mark = page.colors.yellow(`${indent}! `);
    return hang(mark, indent.length + 2, wrap(printableLine(sentence), page.width - indent.length - 2));
  });
}

function workWords(steps: readonly number[], { steps: all, sizes }: Batch): string {
  const tables = new Set(
    steps.flatMap((at) => {
      const step = all[at];
      return step === undefined ? [] : workedTables(step);
    }),
  );
  const sized = sizes.flatMap(({ name, rows }) =>
    rows !== undefined && tables.has(displayName(name)) ? [`${displayName(name)} has ${aboutRows(rows)}`] : [],
  );
  const list = inWordsBriefly(
    steps.map((step) => String(step + 1)),
    6,
  );
  const takes = steps.length === 1 ? 'takes' : 'take';
  return `${list} ${takes} longer the more rows there are${sized.length === 0 ? '' : ` (${inWords(sized)})`}`;
}
