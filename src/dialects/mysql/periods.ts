import type { Attributes } from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { columnList } from './keys.ts';
import { columnName } from './statement.ts';

/** MariaDB: whether the two columns of a period come next, and not a column of that name. */
export function isAtPeriod(cursor: TokenCursor): boolean {
  return cursor.isAt('PERIOD', 'FOR');
}

/** `PERIOD FOR name (start, end)` as an attribute of the table: `period-of-<name>`. */
export function readPeriod(cursor: TokenCursor): Attributes {
  cursor.expect('PERIOD', 'FOR');
  const name = columnName(cursor).toLowerCase();
  return { [periodPrefix + name]: columnList(cursor).join(', ') };
}

const periodPrefix = 'period-of-';

/** The name of the period that an attribute of a table stands for; `undefined`: it is another attribute. */
export function periodName(attribute: string): string | undefined {
  return attribute.startsWith(periodPrefix) ? attribute.slice(periodPrefix.length) : undefined;
}

/** The attribute without its value, for a period that is gone. */
export function withoutPeriod(name: string): Attributes {
  return { [periodPrefix + name.toLowerCase()]: '' };
}
