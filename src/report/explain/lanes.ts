import { impactOf, type HeldLock, type Impact } from '../held-locks.ts';

/** How a lane shows what a lock keeps others from, so that it can be told without colours. */
export const laneMarks: Readonly<Record<Impact, string>> = { reads: '█', writes: '▓', ddl: '░', nothing: ' ' };

/** A run of equal marks in a lane. */
export interface LanePart {
  readonly impact: Impact;
  readonly text: string;
}

/** How the steps of a transaction are laid out in columns. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Columns for each step; below 1, several steps share a column. */
  readonly columns: number;
  readonly width: number;
}

const widestStep = 3;

/** @param available columns of the terminal, at least one */
export function scaleOf({ from, to }: { readonly from: number; readonly to: number }, available: number): Scale {
  const steps = to - from + 1;
  const columns = steps > available ? available / steps : Math.min(widestStep, Math.floor(available / steps));
  return { from, to, columns, width: Math.min(available, Math.ceil(steps * columns)) };
}

/** Which steps a column shows, from the first to the last. */
function stepsIn({ from, to, columns }: Scale, column: number): readonly [first: number, last: number] {
  const first = from + Math.floor(column / columns);
  const last = columns >= 1 ? first : from + Math.ceil((column + 1) / columns) - 1;
  return [Math.min(first, to), Math.min(Math.max(first, last), to)];
}

/** What one table's locks keep others from, column by column, the most of it where several are held. */
export function laneOf(locks: readonly HeldLock[], scale: Scale): readonly LanePart[] {
  const parts: LanePart[] = [];
  for (let column = 0; column < scale.width; column += 1) {
    const [first, last] = stepsIn(scale, column);
    const [worst] = locks
      .filter(({ from, to }) => from <= last && to >= first)
      .toSorted((one, other) => other.blocks.length - one.blocks.length);
    const impact = worst === undefined ? 'nothing' : impactOf(worst.blocks);
    const before = parts.at(-1);
    const text = laneMarks[impact];
    if (before?.impact === impact) parts[parts.length - 1] = { impact, text: before.text + text };
    else parts.push({ impact, text });
  }
  return parts;
}

/** A row with a mark in the first column of each of these steps. */
export function markRow(steps: readonly number[], mark: string, scale: Scale): string {
  const marked = new Set(steps);
  let row = '';
  for (let column = 0; column < scale.width; column += 1) {
    const [first, last] = stepsIn(scale, column);
    const isFirstColumn = scale.columns < 1 || column % scale.columns === 0;
    const isMarked = [...marked].some((step) => step >= first && step <= last);
    row += isFirstColumn && isMarked ? mark : ' ';
  }
  return row.trimEnd();
}

/** The numbers of the steps above their columns, as many as there is room for. */
export function numberRow(scale: Scale): string {
  const cells = Array.from({ length: scale.width }, () => ' ');
  let free = 0;
  for (let step = scale.from; step <= scale.to; step += 1) {
    const column = Math.floor((step - scale.from) * scale.columns);
    const label = String(step + 1);
    if (column < free || column + label.length > Math.max(scale.width, label.length)) continue;
    for (let at = 0; at < label.length; at += 1) cells[column + at] = label.charAt(at);
    free = column + label.length + 1;
  }
  return cells.join('').trimEnd();
}
