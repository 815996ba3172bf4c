import type { ImplicitNameRequest, QualifiedName } from '../../model/names.ts';
import { nameKey, partKey, samePart } from '../../model/names.ts';
import type { Named, Schema, Table } from '../../model/schema.ts';
import { constraintOf, indexOf } from '../../model/schema.ts';
import type { Attributes, Constraint } from '../../model/table.ts';
import { tablesWithConstraint } from '../referrers.ts';

/** The name that the engine gives to a constraint or an index of a table. */
export function implicitNameOf(
  schema: Schema,
  table: Table,
  of: ImplicitNameRequest['of'],
  columns: readonly string[],
  attributes: Attributes = {},
): string {
  const isIndex = of !== 'Check' && of !== 'ForeignKey' && of !== 'Default';
  return schema.traits.implicitName({
    of,
    table: table.name,
    columns,
    ...(attributes['column'] === undefined ? {} : { inColumn: attributes['column'] }),
    ...(attributes['index'] === undefined ? {} : { index: attributes['index'] }),
    names: table.constraints.map((constraint) => constraint.name),
    taken: (name) =>
      constraintOf(schema, table, name) !== undefined ||
      indexOf(schema, table, name) !== undefined ||
      (schema.traits.indexesBelongToSchema &&
        ((isIndex && isRelation(schema, table.name, name)) ||
          (of !== 'Index' && tableOfConstraint(schema, table.name, name) !== undefined))),
  });
}

/** Whether a table, a view, a sequence or an index of the same schema has a name: they share one space of names. */
export function isRelation(schema: Schema, neighbour: QualifiedName, name: string): boolean {
  const key = nameKey(schema.traits, { ...neighbour, name });
  return (
    schema.tables.has(key) ||
    schema.views.has(key) ||
    schema.sequences.has(key) ||
    schema.indexTables.has(key) ||
    tableOfConstraint(schema, neighbour, name, isKey) !== undefined
  );
}

/** The table of the same schema that has a constraint of a name, and of a kind. */
export function tableOfConstraint(
  schema: Schema,
  neighbour: QualifiedName,
  name: string,
  isMeant: (constraint: Named<Constraint>) => boolean = () => true,
): Table | undefined {
  const { traits } = schema;
  const owner = (of: QualifiedName): string => partKey(traits, of.schema ?? traits.defaultSchema ?? '');
  return tablesWithConstraint(schema, name).find(
    (table) =>
      table.constraints.some((one) => isMeant(one) && samePart(traits, one.name, name)) &&
      owner(table.name) === owner(neighbour),
  );
}

/** Whether a constraint has an index of its name. */
export function isKey({ kind }: Constraint): boolean {
  return kind !== 'Check' && kind !== 'ForeignKey';
}
