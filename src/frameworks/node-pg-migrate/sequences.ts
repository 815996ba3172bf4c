import { option } from '../javascript/migrations/arguments.ts';
import type { StringValue, Value } from '../javascript/value.ts';
import { applyType, typeName } from './types.ts';
import type { Writing } from './values.ts';
import { isSet, raw } from './values.ts';

/** Options of a sequence in the tool's order, with the words for a value and for its absence. */
const clauses = [
  ['increment', 'INCREMENT BY', undefined],
  ['minvalue', 'MINVALUE', 'NO MINVALUE'],
  ['maxvalue', 'MAXVALUE', 'NO MAXVALUE'],
  ['start', 'START WITH', undefined],
  ['cache', 'CACHE', undefined],
] as const;

/** What is said of a sequence, or of an identity column's. */
export function sequenceClauses(options: Value | undefined, pg: Writing): readonly StringValue[] {
  const type = option(options, 'type');
  const cycle = option(options, 'cycle');
  const owner = option(options, 'owner');
  return [
    ...(type === undefined ? [] : [pg.sql`AS ${typeName(applyType(type, pg).get('type'), pg)}`]),
    ...clauses.flatMap(([key, words, without]): readonly StringValue[] => {
      const value = option(options, key);
      if (isSet(value, key, pg)) return [pg.sql`${words} ${raw(value, key, pg)}`];
      return without !== undefined && isNone(value) ? [pg.sql`${without}`] : [];
    }),
    ...(isSet(cycle, 'cycle', pg) ? [pg.sql`CYCLE`] : cycle?.kind === 'boolean' ? [pg.sql`NO CYCLE`] : []),
    ...(isSet(owner, 'owner', pg)
      ? [pg.sql`OWNED BY ${raw(owner, 'owner', pg)}`]
      : isNone(owner)
        ? [pg.sql`OWNED BY NONE`]
        : []),
  ];
}

function isNone(value: Value | undefined): boolean {
  return value?.kind === 'null' || (value?.kind === 'boolean' && !value.value);
}
