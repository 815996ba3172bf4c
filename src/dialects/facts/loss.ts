import type { ColumnType } from '../../model/column-type.ts';
import { holds } from '../../model/column-type.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';

/** What goes with a column, in words; what is computed from other columns can be computed again. */
export function lossOfColumn(table: QualifiedName, column: string, known: Column | undefined): string | undefined {
  return known?.generated === undefined ? `every value of ${displayName(table)}.${column}` : undefined;
}

/** What a change of type can lose of the values before, in words; `undefined`: nothing that is known. */
export function lossOfType(from: ColumnType, to: ColumnType): string | undefined {
  if (holds(to, from) !== false) return undefined;
  if (to.family === 'integer' && from.family === 'integer') return `a value outside the range of ${to.text}`;
  if (to.family === 'integer' && from.family === 'decimal')
    return 'fractions, and values outside the range of the new type';
  if (to.family === 'integer' && from.family === 'float')
    return 'fractions, and values outside the range of the new type';
  if (to.family === 'decimal' && from.family === 'decimal') return lossOfDecimal(from, to);
  if (to.family === 'float' || from.family === 'float') return 'digits beyond the precision of the new type';
  if (from.family === 'text' && to.family !== 'text') return `a value that is no ${to.text}`;
  if (to.family === 'text' || to.family === 'binary' || to.family === 'bits') return lossOfLength(to);
  if (from.family === 'timestamp' && to.family === 'date') return 'the time of day';
  if (from.family === 'timestamp' && to.family === 'time') return 'the date';
  if (from.values !== undefined && to.values !== undefined) return lossOfValues(from.values, to);
  if (from.zoned !== to.zoned) return 'the time zone';
  if (to.family === 'timestamp' || to.family === 'time') return 'fractions of a second';
  return `a value that does not fit ${to.text}`;
}

function lossOfDecimal(from: ColumnType, to: ColumnType): string {
  const toScale = to.scale ?? 0;
  const losesFractions = from.precision === undefined || (from.scale ?? 0) > toScale;
  const losesWhole = from.precision === undefined || from.precision - (from.scale ?? 0) > (to.precision ?? 0) - toScale;
  const parts = [
    ...(losesFractions ? [toScale === 0 ? 'fractions' : `digits after the first ${toScale} of the fraction`] : []),
    ...(losesWhole ? [`a value of more than ${(to.precision ?? 0) - toScale} digits before the point`] : []),
  ];
  return parts.join(', and ');
}

const units: Partial<Record<ColumnType['family'], string>> = { text: 'characters', binary: 'bytes', bits: 'bits' };

function lossOfLength(to: ColumnType): string {
  return `a value longer than ${to.length ?? 0} ${units[to.family] ?? 'characters'}`;
}

function lossOfValues(before: readonly string[], { text, values = [] }: ColumnType): string {
  const gone = before.filter((value) => !values.includes(value)).map((value) => `'${value}'`);
  return `${gone.join(', ')}, which ${text} does not list`;
}
