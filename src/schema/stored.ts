import { List, Map } from 'immutable';
import type { DialectTraits } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';

type Entries<Part> = Part extends Map<string, infer Value> ? readonly (readonly [key: string, value: Value])[] : never;

type Catalog = Omit<Schema, 'traits' | 'inconsistencies' | 'skipped' | 'atBegin'>;

/** A schema as plain data, without the traits of its dialect, which are code. */
export type StoredSchema = { readonly [Part in keyof Catalog]: Entries<Catalog[Part]> } & {
  readonly inconsistencies: readonly Inconsistency[];
  readonly skipped?: readonly Inconsistency[];
  readonly atBegin?: StoredSchema;
};

type Inconsistency = Schema['inconsistencies'] extends List<infer Item> ? Item : never;

export function storedSchema(schema: Schema): StoredSchema {
  const { skipped, atBegin } = schema;
  return {
    tables: [...schema.tables],
    views: [...schema.views],
    routines: [...schema.routines],
    types: [...schema.types],
    sequences: [...schema.sequences],
    schemas: [...schema.schemas],
    objects: [...schema.objects],
    comments: [...schema.comments],
    indexTables: [...schema.indexTables],
    inconsistencies: [...schema.inconsistencies],
    ...(skipped === undefined ? {} : { skipped: [...skipped] }),
    ...(atBegin === undefined ? {} : { atBegin: storedSchema(atBegin) }),
  };
}

export function restoredSchema(stored: StoredSchema, traits: DialectTraits): Schema {
  const { skipped, atBegin } = stored;
  return {
    traits,
    tables: Map(stored.tables),
    views: Map(stored.views),
    routines: Map(stored.routines),
    types: Map(stored.types),
    sequences: Map(stored.sequences),
    schemas: Map(stored.schemas),
    objects: Map(stored.objects),
    comments: Map(stored.comments),
    indexTables: Map(stored.indexTables),
    inconsistencies: List(stored.inconsistencies),
    ...(skipped === undefined ? {} : { skipped: List(skipped) }),
    ...(atBegin === undefined ? {} : { atBegin: restoredSchema(atBegin, traits) }),
  };
}
