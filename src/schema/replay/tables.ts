import { displayName, nameKey, sameName, samePart } from '../../model/names.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Origin, Schema, Table, TableColumn } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import { addConstraint } from './constraints.ts';
import { inconsistent } from './handlers.ts';
import type { Handlers } from './handlers.ts';
import { addIndex } from './indexes.ts';
import { changeTable, isView, storeTable, unknownTable } from './store.ts';

type TableKind =
  | 'CreateTable'
  | 'DropTable'
  | 'RenameTable'
  | 'AlterTable'
  | 'AttachPartition'
  | 'DetachPartition'
  | 'AlterInheritance';

export const tableHandlers: Handlers<TableKind> = {
  CreateTable(schema, operation, origin) {
    if (findTable(schema, operation.table) !== undefined) {
      return inconsistent(schema, origin, `table ${displayName(operation.table)} exists already`);
    }
    const parents = operation.from?.tables ?? [];
    const taken = inheritedColumns(schema, parents, origin);
    const columns = operation.columns.map((column): TableColumn => ({ ...column, origin }));
    const own = columns.filter(
      (column, at) => !columns.slice(0, at).some((one) => samePart(schema.traits, one.name, column.name)),
    );
    const noted =
      own.length === columns.length
        ? schema
        : inconsistent(schema, origin, `table ${displayName(operation.table)} is created with a column twice`);
    const isKnown =
      operation.query === undefined && parents.every((parent) => findTable(schema, parent)?.complete === true);
    const table: Table = {
      ...unknownTable(operation.table, origin),
      columns: [
        ...taken.filter((column) => !own.some((mine) => samePart(schema.traits, mine.name, column.name))),
        ...own,
      ],
      ...(operation.comment === undefined ? {} : { comment: operation.comment }),
      attributes: operation.attributes ?? {},
      temporary: operation.temporary ?? false,
      ...(operation.partitionBy === undefined ? {} : { partitionBy: operation.partitionBy }),
      parents: operation.from?.how === 'like' ? [] : parents,
      ...(operation.from?.bound === undefined ? {} : { bound: operation.from.bound }),
      complete: isKnown,
      populated: operation.query !== undefined,
    };
    const created = storeTable(noted, table);
    const constrained = operation.constraints.reduce(
      (soFar, constraint) => addConstraint(soFar, operation.table, constraint, origin),
      created,
    );
    return operation.indexes.reduce((soFar, index) => addIndex(soFar, operation.table, index, origin), constrained);
  },

  DropTable(schema, operation, origin) {
    const table = findTable(schema, operation.table);
    if (table === undefined) {
      if (isView(schema, operation.table))
        return { ...schema, views: schema.views.delete(nameKey(schema.traits, operation.table)) };
      return inconsistent(schema, origin, `table ${displayName(operation.table)} is not there to be dropped`);
    }
    return removeTable(schema, table, operation.cascade);
  },

  RenameTable(schema, operation, origin) {
    const table = findTable(schema, operation.table);
    if (table === undefined && isView(schema, operation.table)) return renameView(schema, operation);
    const newName = { ...schemaOf(operation.table), ...operation.newName };
    const [from, known] =
      table === undefined
        ? [
            inconsistent(schema, origin, `table ${displayName(operation.table)} was never created by this chain`),
            unknownTable(operation.table, origin),
          ]
        : [schema, table];
    if (findTable(schema, newName) !== undefined && !sameName(schema.traits, operation.table, newName)) {
      return inconsistent(schema, origin, `table ${displayName(newName)} exists already`);
    }
    return moveTable(from, known, newName);
  },

  AlterTable(schema, operation, origin) {
    return changeTable(schema, operation.table, origin, (table) => {
      const { comment, ...attributes } = operation.attributes;
      return {
        ...table,
        ...(comment === undefined ? {} : { comment }),
        attributes: { ...table.attributes, ...attributes },
      };
    });
  },

  AttachPartition(schema, operation, origin) {
    return changeTable(schema, operation.partition, origin, (table) => ({
      ...table,
      parents: [...table.parents, operation.table],
      ...(operation.bound === undefined ? {} : { bound: operation.bound }),
    }));
  },

  DetachPartition(schema, operation, origin) {
    return changeTable(schema, operation.partition, origin, (table) => {
      const { bound: _bound, ...detached } = withoutParent(schema, table, operation.table);
      return detached;
    });
  },

  AlterInheritance(schema, operation, origin) {
    return changeTable(schema, operation.table, origin, (table) =>
      operation.inherits
        ? { ...table, parents: [...table.parents, operation.parent] }
        : withoutParent(schema, table, operation.parent),
    );
  },
};

/** The schema without a table, its indexes and, on CASCADE, the keys of other tables that pointed to it. */
export function removeTable(schema: Schema, table: Table, cascade: boolean): Schema {
  const key = nameKey(schema.traits, table.name);
  const tables = schema.tables.delete(key);
  return {
    ...schema,
    tables: cascade ? tables.map((other) => withoutKeysTo(schema, other, table.name)) : tables,
    indexTables: withoutIndexes(schema, table),
  };
}

function withoutIndexes(schema: Schema, table: Table): Schema['indexTables'] {
  return schema.indexTables.withMutations((indexes) => {
    for (const index of table.indexes)
      indexes.delete(nameKey(schema.traits, { ...schemaOf(table.name), name: index.name }));
  });
}

function withoutKeysTo(schema: Schema, table: Table, target: QualifiedName): Table {
  const constraints = table.constraints.filter(
    (constraint) => constraint.kind !== 'ForeignKey' || !sameName(schema.traits, constraint.target, target),
  );
  return constraints.length === table.constraints.length ? table : { ...table, constraints };
}

function withoutParent(schema: Schema, table: Table, parent: QualifiedName): Table {
  return { ...table, parents: table.parents.filter((one) => !sameName(schema.traits, one, parent)) };
}

function inheritedColumns(schema: Schema, parents: readonly QualifiedName[], origin: Origin): readonly TableColumn[] {
  return parents.flatMap((parent) => findTable(schema, parent)?.columns.map((column) => ({ ...column, origin })) ?? []);
}

function schemaOf(name: QualifiedName): { readonly schema?: string } {
  return name.schema === undefined ? {} : { schema: name.schema };
}

/** Stores a table under a new name; keys, children and views that name it follow, as they do in every engine. */
function moveTable(schema: Schema, table: Table, newName: QualifiedName): Schema {
  const renamed = (name: QualifiedName): QualifiedName => (sameName(schema.traits, name, table.name) ? newName : name);
  const tables = schema.tables
    .delete(nameKey(schema.traits, table.name))
    .set(nameKey(schema.traits, newName), { ...table, name: newName })
    .map((other) => followRename(other, renamed));
  const indexTables = schema.indexTables.withMutations((indexes) => {
    for (const index of table.indexes) {
      indexes.delete(nameKey(schema.traits, { ...schemaOf(table.name), name: index.name }));
      indexes.set(nameKey(schema.traits, { ...schemaOf(newName), name: index.name }), nameKey(schema.traits, newName));
    }
  });
  const views = schema.views.map((view) =>
    view.reads.some((name) => renamed(name) !== name) ? { ...view, reads: view.reads.map(renamed) } : view,
  );
  return { ...schema, tables, views, indexTables };
}

function followRename(table: Table, renamed: (name: QualifiedName) => QualifiedName): Table {
  const constraints = table.constraints.map((constraint) => {
    if (constraint.kind !== 'ForeignKey') return constraint;
    const target = renamed(constraint.target);
    return target === constraint.target ? constraint : { ...constraint, target };
  });
  const parents = table.parents.map(renamed);
  const isUnchanged =
    constraints.every((constraint, at) => constraint === table.constraints[at]) &&
    parents.every((parent, at) => parent === table.parents[at]);
  return isUnchanged ? table : { ...table, constraints, parents };
}

function renameView(schema: Schema, operation: Operation<'RenameTable'>): Schema {
  const key = nameKey(schema.traits, operation.table);
  const view = schema.views.get(key);
  if (view === undefined) return schema;
  const name = { ...schemaOf(operation.table), ...operation.newName };
  return { ...schema, views: schema.views.delete(key).set(nameKey(schema.traits, name), { ...view, name }) };
}
