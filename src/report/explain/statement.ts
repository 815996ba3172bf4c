import type pc from 'picocolors';
import type { Batch, BatchStep, DurationClass } from '../../model/batch.ts';
import type { Lock } from '../../model/facts.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import { printableLine } from '../../model/printable.ts';
import { aboutRows } from '../../model/table-size.ts';
import { cellsOf, textWidth } from '../cells.ts';
import type { HeldLock } from '../held-locks.ts';
import { hang, wrap } from '../wrap.ts';
import { blockedWords, inWordsBriefly } from './held.ts';

/** What the parts of the page are made with. */
export interface Page {
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly width: number;
}

export const durationWords: Readonly<Record<DurationClass, string>> = {
  instant: 'instant',
  'grows-with-rows': 'grows with rows',
  unknown: 'unknown',
};

const labelWidth = 9;
const mostHeld = 4;
const durationWidth = Math.max(...Object.values(durationWords).map(({ length }) => length));

/** A statement with its number, and under it what the database does for it. */
export function statementRows(
  step: BatchStep,
  place: { readonly number: number; readonly line: number; readonly held: readonly HeldLock[] },
  batch: Batch,
  page: Page,
): readonly string[] {
  const number = String(place.number).padStart(4);
  const indent = number.length + 2;
  const label = step.applied ? durationWords[step.duration] : 'skipped';
  const where = `line ${place.line}`;
  const duration = label.padEnd(durationWidth);
  const right = `${where}  ${duration}`;
  const room = Math.max(16, page.width - indent - right.length - 2);
  const text = shortened(step.text, room);
  const gap = ' '.repeat(Math.max(2, page.width - indent - textWidth(text) - right.length));
  const painted = `${page.colors.dim(where)}  ${paintDuration(duration.trimEnd(), step, page)}`;
  const details = detailsOf(step, batch, place.held).flatMap(([name, lines]) => {
    const wrapped = lines.flatMap((line) => wrap(printableLine(line), Math.max(20, page.width - indent - labelWidth)));
    const head = `${' '.repeat(indent)}${page.colors.dim(name.padEnd(labelWidth))}`;
    return hang(head, indent + labelWidth, wrapped);
  });
  return [`${page.colors.dim(number)}  ${page.colors.bold(text)}${gap}${painted}`, ...details];
}

function paintDuration(label: string, { applied, duration }: BatchStep, { colors }: Page): string {
  if (!applied) return colors.dim(label);
  switch (duration) {
    case 'instant':
      return colors.green(label);
    case 'grows-with-rows':
      return colors.yellow(label);
    case 'unknown':
      return colors.magenta(label);
  }
}

type Details = readonly (readonly [label: string, lines: readonly string[]])[];

function detailsOf(step: BatchStep, batch: Batch, held: readonly HeldLock[]): Details {
  const conditions: Details = step.onlyIf.length === 0 ? [] : [['only if', step.onlyIf]];
  if (!step.applied) return [...conditions, ['because', ['its guard does not hold at this point']]];
  const { facts, opaque } = step;
  const rows: Details = [
    ...conditions,
    ...(opaque === undefined ? [] : [['opaque', [`${opaque}: nothing is known of what it does`]] as const]),
    ...(opaque === undefined && facts === undefined
      ? [['unknown', [`nothing is known of what ${step.operations.join(', ')} does`]] as const]
      : []),
    ...(facts === undefined ? [] : knownRows(facts, step.duration, batch)),
  ];
  const waiting = held.filter(({ blocks }) => blocks.includes('reads') || blocks.includes('writes'));
  return waiting.length === 0 ? rows : [...rows, ['held', [inWordsBriefly(waiting.map(heldWords), mostHeld)]]];
}

function knownRows(facts: NonNullable<BatchStep['facts']>, duration: DurationClass, batch: Batch): Details {
  if (facts.refused !== undefined) return [['refused', [facts.refused]]];
  const sized = (tables: readonly QualifiedName[]): readonly string[] => [
    tables.map((table) => withSize(table, batch)).join(', '),
  ];
  const locks: Details = facts.locks.length === 0 ? [] : [['locks', facts.locks.map((lock) => lockRow(lock, batch))]];
  const loses: Details = facts.loses === undefined ? [] : [['loses', [facts.loses]]];
  // Work on new tables without rows is not worth the words.
  if (duration === 'instant' && facts.duration === 'grows-with-rows') return [...locks, ...loses];
  return [
    ...locks,
    ...(facts.rewrites.length === 0 ? [] : [['rewrites', sized(facts.rewrites)] as const]),
    ...(facts.scans.length === 0 ? [] : [['scans', sized(facts.scans)] as const]),
    ...(facts.because === undefined ? [] : [['because', [facts.because]] as const]),
    ...loses,
  ];
}

function lockRow({ table, mode, blocks, brief, onDatabase }: Lock, { created }: Batch): string {
  const name = onDatabase === true ? 'the database' : displayName(table);
  const isNew = onDatabase !== true && created.some((one) => displayName(one) === name);
  const effect = isNew
    ? 'nobody uses it yet'
    : blocks.length === 0
      ? 'blocks nobody'
      : `blocks ${blockedWords(blocks)}${brief === true ? ', for a moment' : ''}`;
  return `${name}: ${mode}, ${effect}`;
}

function heldWords({ table, blocks, from }: HeldLock): string {
  return `${table} since ${from + 1} (${blockedWords(blocks)})`;
}

/** A table with about how many rows it has, where statistics tell. */
function withSize(table: QualifiedName, { sizes }: Pick<Batch, 'sizes'>): string {
  const name = displayName(table);
  const rows = sizes.find((one) => displayName(one.name) === name)?.rows;
  return rows === undefined ? name : `${name} (${aboutRows(rows)})`;
}

/** A statement on one line that is not wider than the room. */
function shortened(text: string, room: number): string {
  const line = printableLine(text).replaceAll(/\s+/g, ' ').trim();
  if (textWidth(line) <= room) return line;
  return `${cellsOf(line)
    .filter(({ column, width }) => column + width < room)
    .map((cell) => cell.text)
    .join('')}…`;
}
