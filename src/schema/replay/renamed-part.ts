import type { QualifiedName } from '../../model/names.ts';
import { nameKey, partKey, samePart } from '../../model/names.ts';
import type { Schema, Table } from '../../model/schema.ts';
import { withTable } from '../referrers.ts';

/**
 * The schema with a constraint or a named default renamed that is known by its own name alone, as SQL Server's sp_rename
 * is given it; `undefined`: no table of its schema has one of that name.
 */
export function renamePart(schema: Schema, name: QualifiedName, newName: string): Schema | undefined {
  const { traits } = schema;
  const isIts = (own: string | undefined): boolean => own !== undefined && samePart(traits, own, name.name);
  const isNear = (table: Table): boolean => schemaKey(schema, table.name) === schemaKey(schema, name);
  const found = schema.tables.findEntry(
    (table) =>
      isNear(table) &&
      (table.constraints.some((constraint) => isIts(constraint.name)) ||
        table.columns.some((column) => isIts(column.defaultName))),
  );
  if (found === undefined) return undefined;
  const [key, table] = found;
  const renamed: Table = {
    ...table,
    constraints: table.constraints.map((constraint) =>
      isIts(constraint.name) ? { ...constraint, name: newName } : constraint,
    ),
    columns: table.columns.map((column) => (isIts(column.defaultName) ? { ...column, defaultName: newName } : column)),
  };
  return withTable(schema, key, renamed);
}

/** What comes before the name in a key: nothing in the default schema. */
function schemaKey({ traits }: Schema, name: QualifiedName): string {
  return nameKey(traits, name).slice(0, -partKey(traits, name.name).length);
}
