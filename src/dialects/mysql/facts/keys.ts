import { displayName, sameName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { constraintOf, findTable } from '../../../model/schema.ts';
import type { Index } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import type { KeyKind } from '../../facts/kinds.ts';
import { together } from '../../facts/effect.ts';
import { columnSaidAt } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOnTargets } from './foreign-keys.ts';
import { can } from './server.ts';
import { hasIndexOf } from './tables-at-hand.ts';
import type { Way } from './ways.ts';
import { alteration, copied, inCatalog, metadataOnly, rebuilt, scanned } from './ways.ts';

function createIndex({ table: name, index, execution }: Operation<'CreateIndex'>, context: Context): Effect {
  return alteration(name, wayToBuild(index, name, context), execution, context);
}

function wayToBuild(index: Index, name: Operation<'CreateIndex'>['table'], { schema }: Context): Way {
  switch (index.method) {
    case 'fulltext':
      return hasIndexOf(findTable(schema, name), 'fulltext')
        ? scanned('shared', 'a FULLTEXT index is built from every row')
        : rebuilt('the first FULLTEXT index numbers every row in a hidden column', 'shared');
    case 'spatial':
      return scanned('shared', 'a SPATIAL index is built from every row');
    default:
      return scanned('none', 'the index is built from every row');
  }
}

function addForeignKey(operation: Operation<'AddForeignKey'>, context: Context): Effect {
  const { table, constraint, execution } = operation;
  const because = `every row of ${displayName(table)} is looked up in ${displayName(constraint.target)}, unless foreign_key_checks is off`;
  const own = alteration(table, copied(because), execution, context);
  if (own.refused !== undefined || sameName(context.schema.traits, constraint.target, table)) return own;
  return together([own, { locks: locksOnTargets([constraint.target], context) }]);
}

/** Before 8.0.16, MySQL reads CHECK and forgets it. */
const checksSince = { mysql: [8, 0, 16], mariadb: [10, 2, 1] } as const;

function addCheck({ table, constraint, execution, span }: Operation<'AddCheck'>, context: Context): Effect {
  if (!can(context.server, checksSince)) return alteration(table, inCatalog, execution, context);
  const { column: own, enforced } = constraint.attributes ?? {};
  // MariaDB does not look at the rows for a condition that comes with its column.
  const isNew = own !== undefined && columnSaidAt(context.schema, table, own, span) !== undefined;
  const isChecked = enforced !== 'no' && !(isNew && context.server.product === 'mariadb');
  const way = isChecked ? copied('every row is checked against the condition') : inCatalog;
  return alteration(table, way, execution, context);
}

function dropConstraint(operation: Operation<'DropConstraint'>, context: Context): Effect {
  const { table, name, execution } = operation;
  const known = name === undefined ? undefined : constraintOf(context.schema, findTable(context.schema, table), name);
  switch (operation.constraint ?? known?.kind) {
    case 'PrimaryKey':
      return alteration(table, copied('the primary key orders the rows'), execution, context);
    case 'Unique':
      return alteration(table, metadataOnly, execution, context);
    case 'ForeignKey': {
      const targets = known?.kind === 'ForeignKey' ? [known.target] : [];
      return together([alteration(table, inCatalog, execution, context), { locks: locksOnTargets(targets, context) }]);
    }
    case 'Check':
    case 'Exclusion':
    case undefined:
      return alteration(table, inCatalog, execution, context);
  }
}

/** Enforcing a condition that was not enforced checks every row. */
function alterConstraint({ table, name, attributes }: Operation<'AlterConstraint'>, context: Context): Effect {
  const isEnforced = attributes['enforced'] === 'yes';
  return alteration(
    table,
    isEnforced ? copied(`every row is checked against ${name ?? 'the conditions'}`) : inCatalog,
    undefined,
    context,
  );
}

function onTable(way: Way) {
  return ({ table, execution }: Operation<'AddUnique' | 'AddPrimaryKey'>, context: Context): Effect =>
    alteration(table, way, execution, context);
}

/** Of an index whose table is not said, nothing is known. */
function onIndex(way: Way) {
  return (operation: Operation<'DropIndex' | 'RenameIndex' | 'AlterIndex'>, context: Context): Effect | undefined => {
    const execution = operation.kind === 'DropIndex' ? operation.execution : undefined;
    return operation.table === undefined ? undefined : alteration(operation.table, way, execution, context);
  };
}

export const keyEffects: Effects<KeyKind> = {
  AddPrimaryKey: onTable(rebuilt('the rows are put in the order of the primary key')),
  AddUnique: onTable(scanned('none', 'a unique index is built from every row')),
  AddCheck: addCheck,
  AddForeignKey: addForeignKey,
  AddExclusion: () => undefined,
  DropConstraint: dropConstraint,
  ValidateConstraint: () => undefined,
  RenameConstraint: () => undefined,
  AlterConstraint: alterConstraint,
  CreateIndex: createIndex,
  DropIndex: onIndex(metadataOnly),
  RenameIndex: onIndex(inCatalog),
  AlterIndex: onIndex(inCatalog),
  Reindex: () => undefined,
};
