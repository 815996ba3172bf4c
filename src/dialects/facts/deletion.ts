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
  return sentences([
    where === undefined ? `${all} of ${displayName(table)}` : `the rows of ${displayName(table)} where ${where}`,
    cascading.length === 0 ? undefined : `by ON DELETE CASCADE, the rows of ${listed(cascading)} that point to them`,
  ]);
}

function listed(tables: readonly QualifiedName[]): string {
  const named = tables.slice(0, mostNamed).map(displayName).join(', ');
  return tables.length > mostNamed ? `${named} and ${String(tables.length - mostNamed)} more tables` : named;
}
