import type { Timing } from './measure.ts';

/** A row of the table: what took how long, and what it was to take. */
export interface Row {
  readonly what: string;
  readonly timings: readonly (Timing | undefined)[];
  /** The goal in words, and whether it was met; absent: there is none for this row. */
  readonly goal?: { readonly said: string; readonly is: number; readonly atMost: number };
}

/** A table in Markdown. A column is the median of each tool: wall time, and behind it the time of processors. */
export function tableOf(columns: readonly string[], rows: readonly Row[]): string {
  const lines = [
    ['', ...columns, 'goal', 'is'],
    ['---', ...columns.map(() => '---:'), '---', '---:'],
    ...rows.map(({ what, timings, goal }) => [
      what,
      ...columns.map((_, at) => cell(timings[at])),
      goal?.said ?? '',
      goal === undefined ? '' : `${goal.is.toFixed(2)} ${goal.is <= goal.atMost ? '✓' : '✗'}`,
    ]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(timing: Timing | undefined): string {
  if (timing === undefined) return '';
  const cpu = Number.isNaN(timing.cpu) ? '' : ` (${seconds(timing.cpu)})`;
  return `${seconds(timing.wall)}${cpu}`;
}

export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}
