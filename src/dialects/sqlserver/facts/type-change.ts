import type { ColumnType } from '../../../model/column-type.ts';

/** What a change of type does to the rows that are there. */
export interface RowWork {
  readonly work: 'rewrite' | 'scan';
  readonly because: string;
}

const growing: ReadonlySet<string> = new Set(['varchar', 'nvarchar', 'varbinary']);

/**
 * What ALTER COLUMN does for another type; `undefined`: nothing but a note in the catalog. "ALTER TABLE": changes that
 * need other rows are made in the rows at once. A longer text of the same type is kept as it is, and so is a decimal whose
 * storage is as large ("decimal and numeric").
 */
export function workOfType(from: ColumnType, to: ColumnType): RowWork | undefined {
  if (from.text === to.text) return undefined;
  const rewritten: RowWork = { work: 'rewrite', because: `${from.text} is stored in another way than ${to.text}` };
  if (from.name !== to.name) return rewritten;
  if (growing.has(to.name) && from.length !== undefined && to.length !== undefined) {
    if (to.length >= from.length) return undefined;
    return { work: 'scan', because: `every value is looked at, whether ${to.text} holds it` };
  }
  const isDecimal = to.family === 'decimal' && from.scale === to.scale;
  if (isDecimal && (to.precision ?? 18) >= (from.precision ?? 18) && bytesOf(to) === bytesOf(from)) return undefined;
  return rewritten;
}

/** The storage of a decimal by its precision. */
function bytesOf({ precision = 18 }: ColumnType): number {
  if (precision <= 9) return 5;
  if (precision <= 19) return 9;
  return precision <= 28 ? 13 : 17;
}
