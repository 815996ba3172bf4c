import { isDeepStrictEqual } from 'node:util';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Sides } from '../open-sides.ts';
import { placeOf } from '../place.ts';
import type { DataStatement, RowsDifference } from '../result.ts';
import type { DataChange } from './data.ts';
import { dataChangesOf, literalRows } from './data.ts';

const words: Readonly<Record<DataChange['operation']['kind'], string>> = {
  InsertRows: 'INSERT',
  UpdateRows: 'UPDATE',
  DeleteRows: 'DELETE',
  MergeRows: 'MERGE',
};

/** The statements on rows of some tables that the old chain has and the squashed one has not. */
export function statementsOn(
  { old, new: now }: Sides,
  isWanted: (tableKey: string) => boolean,
): readonly DataStatement[] {
  const kept = dataChangesOf(now.chain).map(({ operation }) => meaning(operation));
  return dataChangesOf(old.chain)
    .filter(
      ({ table, operation }) => isWanted(table) && !kept.some((one) => isDeepStrictEqual(one, meaning(operation))),
    )
    .map((change) => ({
      statement: words[change.operation.kind],
      table: displayName(change.operation.table),
      place: placeOf(old.files, change.origin),
    }));
}

function meaning({ span: _span, ...rest }: Operation): object {
  return rest;
}

/** The literal rows that one chain inserts and the other does not, for chains that are only read. */
export function lostRows(sides: Sides): readonly RowsDifference[] {
  const before = literalRows(dataChangesOf(sides.old.chain));
  const after = literalRows(dataChangesOf(sides.new.chain));
  const missing = [...before].filter(([row]) => !after.has(row));
  const added = [...after].filter(([row]) => !before.has(row));
  const tables = new Set([...missing, ...added].map(([, { table }]) => table));
  return [...tables].map((table) => {
    const of = (list: typeof missing): RowsDifference['missing'] => {
      const own = list.filter(([, change]) => change.table === table).map(([row]) => row);
      return { count: own.length, first: own.slice(0, 5) };
    };
    return { table, missing: of(missing), added: of(added), lost: statementsOn(sides, (key) => key === table) };
  });
}
