import { List, Map } from 'immutable';
import type { DialectTraits } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';

/** A database in which nothing has been created yet. */
export function emptySchema(traits: DialectTraits): Schema {
  return {
    traits,
    tables: Map(),
    views: Map(),
    routines: Map(),
    types: Map(),
    sequences: Map(),
    schemas: Map(),
    objects: Map(),
    comments: Map(),
    indexTables: Map(),
    inconsistencies: List(),
  };
}
