import { displayName, nameKey, sameName } from '../../model/names.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Origin, Schema, Table } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { Constraint } from '../../model/table.ts';
import { addConstraint, partsOf } from './constraints.ts';
import { withoutKeysTo, withoutViewsOf } from './dependents.ts';
import { inconsistent } from './handlers.ts';
import type { Handlers } from './handlers.ts';
import { addIndex, indexHandlers } from './indexes.ts';
import { childrenOf, tablesPointingTo, withTable, withView } from '../referrers.ts';
import { withCharacterSet } from './character-sets.ts';
import { facetsTaken, takenOver } from './inheritance.ts';
import { objectHandlers } from './objects.ts';
import { moveSequences, withoutSequencesOf, withSequenceOf } from './owned-sequences.ts';
import { renameInQuery } from './renamed-sql.ts';
import { renamePart } from './renamed-part.ts';
import { changeTable, isView, storeTable, unknownTable } from './store.ts';
import { followInViews, renameView } from './views.ts';

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
    const old = findTable(schema, operation.table);
    // A temporary table ends with its session, which nothing in a migration says.
    const isEnded = old?.temporary === true && operation.temporary === true;
    if (old !== undefined && !isEnded) {
      return inconsistent(schema, origin, `table ${displayName(operation.table)} exists already`);
    }
    const parents = operation.from?.tables ?? [];
    const isKnown =
      operation.query === undefined && parents.every((parent) => findTable(schema, parent)?.complete === true);
    const { like: _like, ...attributes } = operation.attributes ?? {};
    const taken = takenOver(schema, operation, origin);
    const parts = taken.columns.map((column) => partsOf(schema, column));
    const other = facetsTaken(schema, operation);
    const { comment = other.comment, partitionBy = other.partitionBy } = operation;
    const table: Table = {
      ...unknownTable(operation.table, origin),
      columns: parts.map(({ column }) => column),
      ...(comment === undefined ? {} : { comment }),
      attributes: { ...other.attributes, ...attributes },
      temporary: operation.temporary ?? false,
      ...(partitionBy === undefined ? {} : { partitionBy }),
      parents: operation.from?.how === 'like' ? [] : parents,
      ...(operation.from?.bound === undefined ? {} : { bound: operation.from.bound }),
      complete: isKnown,
      populated: operation.query !== undefined,
    };
    const created = taken.columns.reduce(
      (soFar, column) => withSequenceOf(soFar, operation.table, column, origin),
      storeTable(schema, table),
    );
    // Whether a foreign key makes an index depends on those that are there.
    const comesLast = ({ kind }: Constraint): boolean =>
      kind === 'ForeignKey' && schema.traits.foreignKeysMakeIndexes === true;
    const add = (soFar: Schema, constraint: Constraint): Schema =>
      addConstraint(soFar, operation.table, constraint, origin);
    const constraints = [...taken.constraints, ...parts.flatMap((part) => part.constraints)];
    const constrained = constraints.filter((constraint) => !comesLast(constraint)).reduce(add, created);
    const indexed = taken.indexes.reduce(
      (soFar, index) => addIndex(soFar, operation.table, index, origin),
      constrained,
    );
    return constraints.filter(comesLast).reduce(add, indexed);
  },

  DropTable(schema, operation, origin) {
    const table = findTable(schema, operation.table);
    if (table === undefined) {
      if (isView(schema, operation.table)) return withView(schema, nameKey(schema.traits, operation.table), undefined);
      return inconsistent(schema, origin, `table ${displayName(operation.table)} is not there to be dropped`);
    }
    return removeTable(schema, table, operation.cascade);
  },

  RenameTable(schema, operation, origin) {
    const table = findTable(schema, operation.table);
    if (table === undefined) {
      const other = renameRelation(schema, operation, origin);
      if (other !== undefined) return other;
    }
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
      const changed = {
        ...table,
        ...(comment === undefined ? {} : { comment }),
        attributes: { ...table.attributes, ...attributes },
      };
      return partitioned(
        schema,
        withCharacterSet(schema.traits.characterSets, changed, table.attributes, operation),
        operation,
      );
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

function partitioned(schema: Schema, table: Table, { execution }: Operation<'AlterTable'>): Table {
  const { traits } = schema;
  if (traits.partitioningAfter === undefined || execution === undefined) return table;
  const { partitionBy: before, ...rest } = table;
  const partitionBy = traits.partitioningAfter(before, execution);
  return partitionBy === undefined ? rest : { ...rest, partitionBy };
}

/** ALTER TABLE ... RENAME of what is no table: a view, a sequence, an index; `undefined` when there is none. */
function renameRelation(schema: Schema, operation: Operation<'RenameTable'>, origin: Origin): Schema | undefined {
  const { table: name, newName, span } = operation;
  if (isView(schema, name)) return renameView(schema, name, newName);
  const key = nameKey(schema.traits, name);
  if (schema.sequences.has(key)) {
    return objectHandlers.RenameSequence(schema, { kind: 'RenameSequence', span, name, newName }, origin);
  }
  if (!schema.indexTables.has(key)) return renamePart(schema, name, newName.name);
  return indexHandlers.RenameIndex(schema, { kind: 'RenameIndex', span, name, newName: newName.name }, origin);
}

/** The schema without a table, its indexes, its partitions and, on CASCADE, the keys and views that need it. */
export function removeTable(schema: Schema, table: Table, cascade: boolean): Schema {
  const alone = cascade ? withoutViewsOf(withoutKeysTo(schema, table), [table.name]) : schema;
  const freed = withoutSequencesOf(alone, table.name);
  const removed = {
    ...withTable(freed, nameKey(schema.traits, table.name), undefined),
    indexTables: withoutIndexes(schema, table),
  };
  const children = childrenOf(removed, table.name).filter((child) => cascade || child.bound !== undefined);
  return children.reduce((soFar, child) => removeTable(soFar, child, cascade), removed);
}

function withoutIndexes(schema: Schema, table: Table): Schema['indexTables'] {
  return schema.indexTables.withMutations((indexes) => {
    for (const index of table.indexes)
      indexes.delete(nameKey(schema.traits, { ...schemaOf(table.name), name: index.name }));
  });
}

function withoutParent(schema: Schema, table: Table, parent: QualifiedName): Table {
  return { ...table, parents: table.parents.filter((one) => !sameName(schema.traits, one, parent)) };
}

function schemaOf(name: QualifiedName): { readonly schema?: string } {
  return name.schema === undefined ? {} : { schema: name.schema };
}

/** Stores a table under a new name; keys, children and views that name it follow, as they do in every engine. */
export function moveTable(schema: Schema, table: Table, newName: QualifiedName): Schema {
  const renamed = (name: QualifiedName): QualifiedName => (sameName(schema.traits, name, table.name) ? newName : name);
  const placed = storeTable(withTable(schema, nameKey(schema.traits, table.name), undefined), {
    ...table,
    name: newName,
    constraints: renamedConstraints(schema, table, newName),
    triggers: table.triggers.map((trigger) => ({
      ...trigger,
      definition: renameInQuery(schema, trigger.definition, table.name, newName),
    })),
  });
  const others = new Set([...tablesPointingTo(placed, table.name), ...childrenOf(placed, table.name)]);
  const followed = [...others].reduce((soFar, other) => storeTable(soFar, followRename(other, renamed)), placed);
  const told = followInTriggers(followed, table.name, newName);
  const indexTables = schema.indexTables.withMutations((indexes) => {
    for (const index of table.indexes) {
      indexes.delete(nameKey(schema.traits, { ...schemaOf(table.name), name: index.name }));
      indexes.set(nameKey(schema.traits, { ...schemaOf(newName), name: index.name }), nameKey(schema.traits, newName));
    }
  });
  const moved = moveSequences({ ...told, indexTables }, table.name, newName);
  return followInViews(moved, table.name, newName);
}

function renamedConstraints(schema: Schema, table: Table, newName: QualifiedName): Table['constraints'] {
  const { traits } = schema;
  if (traits.renamedWithTable === undefined) return table.constraints;
  const rename = (name: string): string => traits.renamedWithTable?.(name, table.name.name, newName.name) ?? name;
  return table.constraints.map((constraint) => ({ ...constraint, name: rename(constraint.name) }));
}

/** The schema with the triggers of all tables naming a renamed table by its new name. */
function followInTriggers(schema: Schema, from: QualifiedName, to: QualifiedName): Schema {
  if (schema.traits.renamesReachTriggers !== true) return schema;
  const tables = [...schema.tables.values()].filter(({ triggers }) => triggers.length > 0);
  return tables.reduce((soFar, table) => {
    const triggers = table.triggers.map((trigger) => ({
      ...trigger,
      definition: renameInQuery(schema, trigger.definition, from, to),
    }));
    return storeTable(soFar, { ...table, triggers });
  }, schema);
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
