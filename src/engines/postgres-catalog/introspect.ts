import { Map } from 'immutable';
import type { Dialect } from '../../dialects/dialect.ts';
import type { QualifiedName } from '../../model/names.ts';
import { nameKey } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import { catalogOrigin, catalogReader } from '../catalog-reader.ts';
import type { Query } from '../engine.ts';
import { readCode } from './code.ts';
import { readObjects } from './objects.ts';
import { readTables } from './tables.ts';
import { readTypes } from './types.ts';

export type { Query };

/**
 * The catalog of a PostgreSQL database, of version 13 or newer, over any connection. What the server can only print as SQL (constraints, indexes, views, routines,
 * triggers) is read back through the dialect's own reader; what that cannot read is among the inconsistencies.
 */
export async function introspect(query: Query, dialect: Dialect): Promise<Schema> {
  const reader = catalogReader(dialect);
  const { traits } = dialect;
  const byName = <Named extends { readonly name: QualifiedName }>(list: readonly Named[]): Map<string, Named> =>
    Map(list.map((one) => [nameKey(traits, one.name), one]));

  const tables = await readTables(query, reader);
  const { views, routines } = await readCode(query, reader);
  const types = await readTypes(query, dialect);
  const { sequences, schemas, objects } = await readObjects(query);
  return {
    traits,
    tables: byName(tables),
    views: byName(views),
    routines: Map(routines.map((routine) => [`${nameKey(traits, routine.name)}(${routine.signature ?? ''})`, routine])),
    types: byName(types),
    sequences: byName(sequences),
    schemas: Map(schemas.map((name) => [name, { name, origin: catalogOrigin }])),
    objects: Map(
      objects.map((object) => [
        `${object.objectType}:${object.table === undefined ? '' : `${nameKey(traits, object.table)}:`}${nameKey(traits, object.name)}`,
        object,
      ]),
    ),
    comments: Map(),
    indexTables: Map(
      tables.flatMap((table) =>
        table.indexes.map((index): [string, string] => [
          nameKey(traits, { ...table.name, name: index.name }),
          nameKey(traits, table.name),
        ]),
      ),
    ),
    inconsistencies: reader.unread(),
  };
}
