import { Map } from 'immutable';
import type { Dialect } from '../../dialects/dialect.ts';
import { nameKey } from '../../model/names.ts';
import type { Schema, Table, Trigger, View } from '../../model/schema.ts';
import { catalogOrigin, catalogReader } from '../catalog-reader.ts';
import type { CatalogReader } from '../catalog-reader.ts';
import { tableOf } from './tables.ts';
import { textIn } from '../rows.ts';
import type { Query } from './query.ts';

interface MasterRow {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/**
 * The catalog of a SQLite database. It keeps the SQL of each object, which the dialect's reader reads; what its pragmas
 * know better (types, NOT NULL, defaults, keys) is theirs to say.
 */
export function introspect(query: Query, dialect: Dialect): Schema {
  const { traits } = dialect;
  const reader = catalogReader(dialect);
  const master = masterRows(query);
  const ofTable = (type: string, table: string): readonly MasterRow[] =>
    master.filter((row) => row.type === type && row.table.toLowerCase() === table.toLowerCase());
  const tables = master
    .filter((row) => row.type === 'table')
    .flatMap((row) =>
      tableOf(query, reader, row).map((table): Table => ({
        ...table,
        indexes: ofTable('index', row.name).flatMap((index) => indexesOf(reader, index)),
        triggers: ofTable('trigger', row.name).flatMap((trigger) => triggersOf(reader, trigger)),
      })),
    );
  const views = master.filter((row) => row.type === 'view').flatMap((row) => viewsOf(reader, row));
  return {
    traits,
    tables: Map(tables.map((table) => [nameKey(traits, table.name), table])),
    views: Map(views.map((view) => [nameKey(traits, view.name), view])),
    routines: Map(),
    types: Map(),
    sequences: Map(),
    schemas: Map(),
    objects: Map(),
    comments: Map(),
    indexTables: Map(
      tables.flatMap((table) =>
        table.indexes.map((index): [string, string] => [nameKey(traits, index), nameKey(traits, table.name)]),
      ),
    ),
    inconsistencies: reader.unread(),
  };
}

/** Everything but what SQLite and its virtual tables make for themselves. */
function masterRows(query: Query): readonly MasterRow[] {
  const rows = query(
    `SELECT type, name, tbl_name, sql FROM sqlite_master
     WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
     ORDER BY rowid`,
    [],
  );
  return rows.map((row) => ({
    type: textIn(row, 'type'),
    name: textIn(row, 'name'),
    table: textIn(row, 'tbl_name'),
    sql: textIn(row, 'sql'),
  }));
}

function indexesOf(reader: CatalogReader, row: MasterRow): Table['indexes'] {
  return reader
    .read(row.sql)
    .flatMap((operation) =>
      operation.kind === 'CreateIndex' ? [{ ...operation.index, name: row.name, origin: catalogOrigin }] : [],
    );
}

function triggersOf(reader: CatalogReader, row: MasterRow): readonly Trigger[] {
  return reader.read(row.sql).flatMap((operation) =>
    operation.kind === 'CreateTrigger'
      ? [
          {
            name: row.name,
            enabled: true,
            timing: operation.timing,
            events: operation.events,
            definition: operation.definition,
            origin: catalogOrigin,
          },
        ]
      : [],
  );
}

function viewsOf(reader: CatalogReader, row: MasterRow): readonly View[] {
  return reader.read(row.sql).flatMap((operation) => {
    if (operation.kind !== 'CreateView') return [];
    const { materialized, query, columns, reads, attributes = {} } = operation;
    return [{ name: { name: row.name }, materialized, query, columns, reads, attributes, origin: catalogOrigin }];
  });
}
