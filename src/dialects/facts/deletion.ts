import { firstOf } from '../../model/first-of.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { sentences } from './effect.ts';

/** So many tables are named; the others are counted. */
const mostNamed = 8;

/**
 * What a DELETE loses.
 *
 * @param cascading the tables that lose rows with it
 * @param all what goes where it has no condition
 */
export function lostByDelete(
  { table, where }: Pick<Operation<'DeleteRows'>, 'table' | 'where'>,
  cascading: readonly QualifiedName[],
  all = 'every row',
): string | undefined {
  const losing = firstOf(cascading.map(displayName), mostNamed, 'more tables');
  return sentences([
    where === undefined ? `${all} of ${displayName(table)}` : `the rows of ${displayName(table)} where ${where}`,
    cascading.length === 0 ? undefined : `by ON DELETE CASCADE, the rows of ${losing} that point to them`,
  ]);
}
