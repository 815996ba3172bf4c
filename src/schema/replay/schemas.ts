import { nameKey, samePart } from '../../model/names.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Handlers } from './handlers.ts';
import { moveTable, removeTable } from './tables.ts';
import { renameTypeOfColumns } from './type-names.ts';

export const schemaHandlers: Handlers<'CreateSchema' | 'RenameSchema' | 'DropSchema'> = {
  CreateSchema: (schema, operation, origin) => ({
    ...schema,
    schemas: schema.schemas.set(operation.name, { name: operation.name, origin }),
  }),

  RenameSchema(schema, operation, origin) {
    const { name: from, newName: to } = operation;
    const inside = isInside(schema, from);
    const moved = <T extends { readonly name: QualifiedName }>(one: T): T => ({
      ...one,
      ...(inside(one) ? { name: { schema: to, name: one.name.name } } : {}),
    });
    const tables = [...schema.tables.values()].filter(inside);
    const types = [...schema.types.values()].filter(inside);
    const withTables = tables.reduce(
      (soFar, table) => moveTable(soFar, table, { schema: to, name: table.name.name }),
      schema,
    );
    const withTypes = types.reduce(
      (soFar, type) => renameTypeOfColumns(soFar, type.name, { schema: to, name: type.name.name }),
      withTables,
    );
    const { traits } = schema;
    return {
      ...withTypes,
      types: withTypes.types.map(moved).mapKeys((_key, type) => nameKey(traits, type.name)),
      views: withTypes.views.map(moved).mapKeys((_key, view) => nameKey(traits, view.name)),
      sequences: withTypes.sequences.map(moved).mapKeys((_key, sequence) => nameKey(traits, sequence.name)),
      schemas: withTypes.schemas.delete(from).set(to, { name: to, origin }),
    };
  },

  DropSchema(schema, operation) {
    const inside = isInside(schema, operation.name);
    const tables = [...schema.tables.values()].filter(inside);
    const emptied = tables.reduce((soFar, table) => removeTable(soFar, table, operation.cascade), schema);
    return {
      ...emptied,
      types: emptied.types.filterNot(inside),
      views: emptied.views.filterNot(inside),
      sequences: emptied.sequences.filterNot(inside),
      routines: emptied.routines.filterNot(inside),
      schemas: emptied.schemas.delete(operation.name),
    };
  },
};

function isInside(schema: Schema, owner: string): (one: { readonly name: QualifiedName }) => boolean {
  return ({ name }) => name.schema !== undefined && samePart(schema.traits, name.schema, owner);
}
