import type { LoadedChain } from '../../lint/project.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';
import type { Origin } from '../../model/schema.ts';
import { operationsOf } from './operations.ts';

type DataKind = 'InsertRows' | 'UpdateRows' | 'DeleteRows' | 'MergeRows';

/** A change of rows, and the table that holds these rows at the end of the chain. */
export interface DataChange {
  readonly operation: Operation<DataKind>;
  readonly origin: Origin;
  /** The key of the table's name at the end. */
  readonly table: string;
}

/** What a chain does to the rows of tables that are there at its end, under the names that they have then. */
export function dataChangesOf(chain: LoadedChain): readonly DataChange[] {
  const { traits } = chain.dialect;
  const key = (name: QualifiedName): string => nameKey(traits, name);
  let changes: readonly DataChange[] = [];
  const rename = (from: string, to: string): void => {
    changes = changes.map((change) => (change.table === from ? { ...change, table: to } : change));
  };
  for (const { migration, operation } of operationsOf(chain)) {
    if (operation.kind === 'RenameTable') rename(key(operation.table), key(renamed(operation)));
    if (operation.kind === 'DropTable') {
      const gone = key(operation.table);
      changes = changes.filter(({ table }) => table !== gone);
    }
    if (!isDataChange(operation)) continue;
    const table = key(operation.table);
    const carried = carriedOver(operation, changes, table, key);
    const origin = { migration, span: operation.span };
    changes = [...changes, ...(carried.length === 0 ? [{ operation, origin, table }] : carried)];
  }
  return changes;
}

/** A table's rows that are copied keep where they came from. */
function carriedOver(
  operation: Operation<DataKind>,
  changes: readonly DataChange[],
  table: string,
  key: (name: QualifiedName) => string,
): readonly DataChange[] {
  if (operation.kind !== 'InsertRows' || operation.source.kind !== 'query') return [];
  const sources = new Set(operation.source.reads.map(key));
  return changes.filter((change) => sources.has(change.table)).map((change) => ({ ...change, table }));
}

function renamed({ table, newName }: Operation<'RenameTable'>): QualifiedName {
  return { ...(table.schema === undefined ? {} : { schema: table.schema }), ...newName };
}

const dataKinds: ReadonlySet<OperationKind> = new Set<DataKind>([
  'InsertRows',
  'UpdateRows',
  'DeleteRows',
  'MergeRows',
]);

function isDataChange(operation: Operation): operation is Operation<DataKind> {
  return dataKinds.has(operation.kind);
}

/** The literal rows that a chain inserts, each in one form, with where they come from. */
export function literalRows(changes: readonly DataChange[]): ReadonlyMap<string, DataChange> {
  return new Map(
    changes.flatMap((change): readonly (readonly [string, DataChange])[] => {
      const { operation } = change;
      if (operation.kind !== 'InsertRows' || operation.source.kind !== 'values') return [];
      return operation.source.rows.map((row) => [
        `${displayName(operation.table)}: ${row
          .map((value, at) => `${operation.columns[at] ?? `column ${at + 1}`} = ${value}`)
          .toSorted()
          .join(', ')}`,
        change,
      ]);
    }),
  );
}
