import type { Operation } from '../../model/operation.ts';
import type { Named, Table, TableColumn } from '../../model/schema.ts';
import type { Constraint, ForeignKey } from '../../model/table.ts';
import type { CatalogReader } from '../catalog-reader.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import { optionalTextIn, textIn } from '../rows.ts';
import type { Query } from './query.ts';

/** A table as its SQL and the pragmas say together; none where its SQL could not be read, or makes it from a query. */
export function tableOf(
  query: Query,
  reader: CatalogReader,
  row: { readonly name: string; readonly sql: string },
): readonly Table[] {
  return reader.read(row.sql).flatMap((operation) => {
    if (operation.kind !== 'CreateTable') return [];
    const { attributes = {} } = operation;
    return [
      {
        name: { name: row.name },
        columns: columnsOf(query, reader, row.name, operation),
        constraints: constraintsOf(query, reader, row.name, operation),
        indexes: [],
        triggers: [],
        attributes,
        temporary: false,
        parents: [],
        complete: true,
        populated: false,
        origin: catalogOrigin,
      },
    ];
  });
}

/** A virtual table's columns are its module's own and left out, as the reader of its SQL leaves them out. */
function columnsOf(
  query: Query,
  reader: CatalogReader,
  table: string,
  operation: Operation<'CreateTable'>,
): readonly TableColumn[] {
  if (operation.attributes?.['virtual'] !== undefined) return [];
  const rows = query('SELECT * FROM pragma_table_xinfo(?) ORDER BY cid', [table]);
  const [pk] = query("SELECT count(*) AS indexes FROM pragma_index_list(?) WHERE origin = 'pk'", [table]);
  const isRowidKey = pk !== undefined && textIn(pk, 'indexes') === '0';
  return rows.map((row) => {
    const name = textIn(row, 'name');
    // A key without an index is the row's number and never NULL, though the pragma does not say so.
    const isRowid = isRowidKey && textIn(row, 'pk') !== '0';
    const written = operation.columns.find((column) => column.name === name);
    return {
      name,
      type: reader.dialect.columnType(textIn(row, 'type')),
      nullable: textIn(row, 'notnull') === '0' && !isRowid,
      ...(written?.default === undefined ? {} : { default: written.default }),
      ...(written?.identity === undefined ? {} : { identity: written.identity }),
      ...(written?.generated === undefined ? {} : { generated: written.generated }),
      ...(written?.collation === undefined ? {} : { collation: written.collation }),
      ...(written?.attributes === undefined ? {} : { attributes: written.attributes }),
      origin: catalogOrigin,
    };
  });
}

/**
 * Names and checks stand in the SQL alone; so do keys, for an INTEGER PRIMARY KEY has no index. Foreign keys are the
 * pragma's to say: it lists them from the last to the first.
 */
function constraintsOf(
  query: Query,
  reader: CatalogReader,
  table: string,
  operation: Operation<'CreateTable'>,
): readonly Named<Constraint>[] {
  const keys = foreignKeysOf(query, table);
  const named: Named<Constraint>[] = [];
  let key = 0;
  for (const constraint of operation.constraints) {
    const known = constraint.kind === 'ForeignKey' ? { ...constraint, ...keys[key++] } : constraint;
    const name =
      constraint.name ??
      reader.dialect.traits.implicitName({
        of: constraint.kind,
        table: { name: table },
        columns: constraint.columns,
        taken: (candidate) => named.some((one) => one.name.toLowerCase() === candidate.toLowerCase()),
      });
    named.push({ ...known, name, origin: catalogOrigin });
  }
  return named;
}

type KeyFacts = Pick<ForeignKey, 'columns' | 'target' | 'targetColumns'>;

function foreignKeysOf(query: Query, table: string): readonly KeyFacts[] {
  const keys = new Map<number, { columns: string[]; targetColumns: string[]; target: { name: string } }>();
  for (const row of query('SELECT * FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq', [table])) {
    const id = Number(textIn(row, 'id'));
    const known = keys.get(id) ?? { columns: [], targetColumns: [], target: { name: textIn(row, 'table') } };
    known.columns.push(textIn(row, 'from'));
    const to = optionalTextIn(row, 'to');
    if (to !== undefined) known.targetColumns.push(to);
    keys.set(id, known);
  }
  return [...keys.values()];
}
