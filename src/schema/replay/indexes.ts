import { displayName, nameKey, samePart } from '../../model/names.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Origin, Schema, Table } from '../../model/schema.ts';
import { findTable, indexOf, tableOfIndex } from '../../model/schema.ts';
import type { Expression, Index } from '../../model/table.ts';
import { wholeColumns, withoutMadeIndexes } from './foreign-key-indexes.ts';
import { inconsistent, replaceWhere } from './handlers.ts';
import type { Handlers } from './handlers.ts';
import { implicitNameOf, isKey as isKeyConstraint, tableOfConstraint } from './implicit-names.ts';
import { changeTable, storeTable, unknownTable } from './store.ts';
import { changeViewIndex, withViewIndex } from './view-indexes.ts';

type IndexKind = 'CreateIndex' | 'DropIndex' | 'RenameIndex' | 'AlterIndex' | 'Reindex';

export const indexHandlers: Handlers<IndexKind> = {
  CreateIndex(schema, operation, origin) {
    const { table: name, index, execution } = operation;
    const table = findTable(schema, name);
    const old = index.name === undefined ? undefined : indexOf(schema, table, index.name);
    const isReplaced = table !== undefined && old !== undefined && execution?.['drop-existing'] === 'on';
    if (!isReplaced) return addIndex(schema, name, index, origin);
    const cleared = storeTable(schema, { ...table, indexes: table.indexes.filter((one) => one !== old) });
    return addIndex(cleared, name, index, origin);
  },

  DropIndex(schema, operation, origin) {
    const ofView = changeViewIndex(schema, operation.name, operation.table);
    if (ofView !== undefined) return ofView;
    const table = tableOfIndex(schema, operation.name, operation.table);
    const index = indexOf(schema, table, operation.name.name);
    if (table === undefined || (index === undefined && table.complete && !isKey(schema, table, operation.name.name))) {
      return inconsistent(schema, origin, `index ${displayName(operation.name)} is not there to be dropped`);
    }
    const same = (one: { readonly name: string }): boolean => samePart(schema.traits, one.name, operation.name.name);
    const constraints = index === undefined ? table.constraints.filter((one) => !same(one)) : table.constraints;
    const changed = storeTable(schema, { ...table, constraints, indexes: table.indexes.filter((one) => !same(one)) });
    return { ...changed, indexTables: changed.indexTables.delete(indexKey(schema, table, operation.name.name)) };
  },

  RenameIndex(schema, operation, origin) {
    const ofView = changeViewIndex(schema, operation.name, operation.table, operation.newName);
    if (ofView !== undefined) return ofView;
    const { name } = operation.name;
    const table =
      tableOfIndex(schema, operation.name, operation.table) ??
      tableOfConstraint(schema, operation.name, name, isKeyConstraint);
    if (
      table === undefined ||
      (table.complete && indexOf(schema, table, name) === undefined && !isKey(schema, table, name))
    ) {
      return inconsistent(schema, origin, `index ${displayName(operation.name)} is not there to be renamed`);
    }
    const same = (one: { readonly name: string }): boolean => samePart(schema.traits, one.name, name);
    const changed = storeTable(schema, {
      ...table,
      indexes: replaceWhere(table.indexes, same, (index) => ({ ...index, name: operation.newName })),
      constraints: replaceWhere(table.constraints, same, (constraint) => ({ ...constraint, name: operation.newName })),
    });
    const indexTables = changed.indexTables
      .delete(indexKey(schema, table, name))
      .set(indexKey(schema, table, operation.newName), nameKey(schema.traits, table.name));
    return { ...changed, indexTables };
  },

  AlterIndex(schema, operation) {
    const table = tableOfIndex(schema, operation.name, operation.table);
    if (table === undefined) return schema;
    const indexes = replaceWhere(
      table.indexes,
      (index) => samePart(schema.traits, index.name, operation.name.name),
      (index) => ({ ...index, attributes: { ...index.attributes, ...operation.attributes } }),
    );
    return storeTable(schema, { ...table, indexes });
  },

  Reindex: (schema) => schema,
};

/** The schema with an index added, named as the engine would when the author did not. */
export function addIndex(schema: Schema, name: QualifiedName, index: Index, origin: Origin): Schema {
  const view = schema.views.get(nameKey(schema.traits, name));
  if (view !== undefined) {
    const given = index.name ?? implicitNameOf(schema, unknownTable(name, origin), 'Index', indexNameParts(index));
    return withViewIndex(schema, view, { ...index, name: given }, origin);
  }
  const place = withoutMadeIndexes(schema, name, wholeColumns(index));
  const known = findTable(place, name);
  if (index.name !== undefined && indexOf(place, known, index.name) !== undefined) {
    return inconsistent(place, origin, `index ${index.name} of ${displayName(name)} exists already`);
  }
  const indexName =
    index.name ?? implicitNameOf(place, known ?? unknownTable(name, origin), 'Index', indexNameParts(index));
  const changed = changeTable(place, name, origin, (table) => ({
    ...table,
    indexes: [...table.indexes, { ...index, name: indexName, origin }],
  }));
  const table = findTable(changed, name);
  if (table === undefined) return changed;
  return {
    ...changed,
    indexTables: changed.indexTables.set(indexKey(changed, table, indexName), nameKey(changed.traits, table.name)),
  };
}

/** What stands for each part in a name: the column, the function that is called, or `expr`. */
function indexNameParts(index: Index): readonly string[] {
  return index.parts.map(({ column, expression }) => column ?? calledFunction(expression) ?? 'expr');
}

function calledFunction(expression: Expression | undefined): string | undefined {
  return /^([a-z_]\w*)\s*\(.*\)$/is.exec(expression?.sql ?? '')?.[1]?.toLowerCase();
}

/** Whether a name is that of a key, which engines also know as its index. */
function isKey(schema: Schema, table: Table, name: string): boolean {
  return table.constraints.some((constraint) => samePart(schema.traits, constraint.name, name));
}

function indexKey(schema: Schema, table: Table, name: string): string {
  const { schema: owner } = table.name;
  return nameKey(schema.traits, owner === undefined ? { name } : { schema: owner, name });
}
