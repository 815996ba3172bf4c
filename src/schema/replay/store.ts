import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { Origin, Schema, Table } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import { withTable } from '../referrers.ts';
import { inconsistent } from './handlers.ts';

/** The schema with a table stored under its own name. */
export function storeTable(schema: Schema, table: Table): Schema {
  return withTable(schema, nameKey(schema.traits, table.name), table);
}

/** A table of which the chain says nothing but what its operations mention. */
export function unknownTable(name: QualifiedName, origin: Origin): Table {
  return {
    name,
    columns: [],
    constraints: [],
    indexes: [],
    triggers: [],
    attributes: {},
    temporary: false,
    parents: [],
    complete: false,
    populated: true,
    origin,
  };
}

/**
 * Changes a table. A table that the chain never created is noted as an inconsistency once, and kept from then on as
 * far as operations speak of it.
 */
export function changeTable(
  schema: Schema,
  name: QualifiedName,
  origin: Origin,
  change: (table: Table, schema: Schema) => Table,
): Schema {
  const known = findTable(schema, name);
  if (known !== undefined) return storeTable(schema, change(known, schema));
  if (isView(schema, name)) return schema;
  const noted = inconsistent(schema, origin, `table ${displayName(name)} was never created by this chain`);
  return storeTable(noted, change(unknownTable(name, origin), noted));
}

/** Whether a name is that of a view: engines let some table statements through to views. */
export function isView(schema: Schema, name: QualifiedName): boolean {
  return schema.views.has(nameKey(schema.traits, name));
}
