import { Map } from 'immutable';
import type { Dialect } from '../../dialects/dialect.ts';
import { traitsAt } from '../../dialects/traits.ts';
import type { QualifiedName } from '../../model/names.ts';
import { nameKey, partKey } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { CatalogReader } from '../catalog-reader.ts';
import { catalogReader } from '../catalog-reader.ts';
import { readCode } from './code.ts';
import { readSequences } from './sequences.ts';
import type { Query } from './rows.ts';
import { readTables } from './tables.ts';

/** What every part of the introspection asks with. */
export interface Catalog {
  readonly query: Query;
  readonly reader: CatalogReader;
  readonly database: string;
  readonly isMariadb: boolean;
}

/**
 * The catalog of the scratch database. Expressions, partitions and bodies, which the server only has as SQL, are read back
 * through the dialect's own reader; what that cannot read is among the inconsistencies.
 */
export async function introspect(query: Query, dialect: Dialect, version: string, database: string): Promise<Schema> {
  const reader = catalogReader(dialect);
  const traits = traitsAt(dialect, version);
  const catalog = { query, reader, database, isMariadb: /mariadb/i.test(version) };
  const byName = <Named extends { readonly name: QualifiedName }>(list: readonly Named[]): Map<string, Named> =>
    Map(list.map((one) => [nameKey(traits, one.name), one]));

  const tables = await readTables(catalog, traits);
  const { views, routines, events } = await readCode(catalog);
  return {
    traits,
    tables: byName(tables),
    views: byName(views),
    routines: byName(routines),
    types: Map(),
    sequences: byName(await readSequences(catalog)),
    schemas: Map(),
    objects: Map(events.map((event) => [`event:${nameKey(traits, event.name)}`, event])),
    comments: Map(),
    indexTables: Map(
      tables.flatMap((table) =>
        table.indexes.map((index): [string, string] => [partKey(traits, index.name), nameKey(traits, table.name)]),
      ),
    ),
    inconsistencies: reader.unread(),
  };
}
