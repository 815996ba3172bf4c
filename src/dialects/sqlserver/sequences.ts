import type { Attributes } from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { textOf } from './statement.ts';
import { readType } from './types.ts';

/** The options of a sequence in the order in which they are written. Documentation: "CREATE SEQUENCE". */
const valued: readonly (readonly [words: readonly string[], key: string])[] = [
  [['START', 'WITH'], 'start'],
  [['RESTART', 'WITH'], 'restart'],
  [['INCREMENT', 'BY'], 'increment'],
  [['MINVALUE'], 'minvalue'],
  [['MAXVALUE'], 'maxvalue'],
  [['CACHE'], 'cache'],
];

const flags: readonly (readonly [words: readonly string[], key: string, value: string])[] = [
  [['NO', 'MINVALUE'], 'minvalue', 'no'],
  [['NO', 'MAXVALUE'], 'maxvalue', 'no'],
  [['NO', 'CYCLE'], 'cycle', 'no'],
  [['NO', 'CACHE'], 'cache', 'no'],
  [['CYCLE'], 'cycle', 'yes'],
  [['RESTART'], 'restart', 'yes'],
];

export function sequenceAttributes(cursor: TokenCursor): Attributes {
  const attributes: Record<string, string> = {};
  while (!cursor.done) {
    if (cursor.accept('AS')) {
      attributes['type'] = readType(cursor).text;
      continue;
    }
    const option = valued.find(([words]) => cursor.isAt(...words));
    if (option !== undefined) {
      cursor.index += option[0].length;
      attributes[option[1]] = number(cursor) ?? 'yes';
      continue;
    }
    const flag = flags.find(([words]) => cursor.isAt(...words));
    if (flag === undefined) return cursor.fail('an option of the sequence');
    cursor.index += flag[0].length;
    attributes[flag[1]] = flag[2];
  }
  return attributes;
}

function number(cursor: TokenCursor): string | undefined {
  const from = cursor.index;
  if (!cursor.acceptOperator('-')) cursor.acceptOperator('+');
  if (cursor.peek()?.type !== 'number') return undefined;
  cursor.take();
  return textOf(cursor, { from, to: cursor.index });
}
