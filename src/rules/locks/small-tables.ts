import * as v from 'valibot';
import type { Facts } from '../../model/facts.ts';
import type { QualifiedName } from '../../model/names.ts';
import { smallTable } from '../../model/table-size.ts';
import type { RuleContext } from '../rule.ts';

/** What a rule can be told about work that takes the longer the more rows there are. */
export const smallTables = v.strictObject({
  small: v.pipe(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), smallTable),
    v.description('Tables that are known to have fewer rows pass; a table whose size is not known never does'),
  ),
});

/** The context of a rule that lets small tables pass. */
export type SizeContext = RuleContext<v.InferOutput<typeof smallTables>>;

/** Whether the statistics know the table, and that it has few rows. */
export function isSmall(
  table: QualifiedName,
  { sizeOf, options: { small } }: Pick<SizeContext, 'sizeOf' | 'options'>,
): boolean {
  const rows = sizeOf(table)?.rows;
  return rows !== undefined && rows < small;
}

/** Whether every table that is worked through row by row is known to be small. */
export function isSmallWork({ rewrites, scans }: Facts, context: Pick<SizeContext, 'sizeOf' | 'options'>): boolean {
  const tables = [...rewrites, ...scans];
  return tables.length > 0 && tables.every((table) => isSmall(table, context));
}
