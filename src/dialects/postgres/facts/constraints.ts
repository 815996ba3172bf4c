import type { Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { ConstraintOperationKind, Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { constraintOf, findColumn, findTable, foreignKeysOf, indexOf } from '../../../model/schema.ts';
import type { Constraint } from '../../../model/table.ts';
import { indexColumns } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { columnSaidAt, referencingTables } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { isProvedNotNull } from './not-null.ts';
import { storedPartitions, storedTables, withDescendants, withPartitions } from './relations.ts';

/** The first version that locks inheriting tables for constraints that do not reach them. */
const locksHeirsSince = 18;

/** The tables that a constraint without inheritance locks: partitions have it too. */
function withLocked(table: QualifiedName, { schema, version }: Context): readonly QualifiedName[] {
  return version < locksHeirsSince ? withPartitions(schema, table) : withDescendants(schema, table);
}

function addForeignKey(operation: Operation<'AddForeignKey'>, context: Context): Effect {
  const { schema } = context;
  const { table, constraint } = operation;
  const sides = [...withLocked(table, context), ...withDescendants(schema, constraint.target)];
  const locks = locksOn('ShareRowExclusive', ...sides);
  if (!isChecked(constraint) || isNewAndEmpty(operation, schema)) return { locks };
  return {
    locks,
    scans: [...storedPartitions(schema, table), ...storedPartitions(schema, constraint.target)],
    because: `every row of ${displayName(table)} is looked up in ${displayName(constraint.target)}`,
  };
}

/** ADD COLUMN … REFERENCES: a column said together with its key, without a default, is NULL everywhere. */
function isNewAndEmpty({ table, constraint, span }: Operation<'AddForeignKey'>, schema: Schema): boolean {
  return constraint.columns.every((name) => {
    const column = columnSaidAt(schema, table, name, span);
    return (
      column !== undefined &&
      column.default === undefined &&
      column.identity === undefined &&
      column.generated === undefined
    );
  });
}

function addCheck({ table, constraint }: Operation<'AddCheck'>, context: Context): Effect {
  const { schema } = context;
  const isOwn = constraint.attributes?.['no-inherit'] === 'true';
  const locks = locksOn('AccessExclusive', ...(isOwn ? withLocked(table, context) : withDescendants(schema, table)));
  if (!isChecked(constraint)) return { locks };
  return {
    locks,
    scans: isOwn ? [table] : storedTables(schema, table),
    because: 'every row is checked against the condition',
  };
}

function isChecked(constraint: Constraint): boolean {
  return constraint.validated && constraint.attributes?.['enforced'] !== 'false';
}

function addUnique({ table, usingIndex }: Operation<'AddUnique'>, context: Context): Effect {
  if (usingIndex !== undefined) return { locks: locksOn('AccessExclusive', table) };
  return {
    locks: keyLocks(table, context),
    scans: storedPartitions(context.schema, table),
    because: 'a unique index is built from every row',
  };
}

/** Partitions are locked like a new index's table, from 18 on like the table itself. */
function keyLocks(table: QualifiedName, context: Context): readonly Lock[] {
  const others = context.version < locksHeirsSince ? 'Share' : 'AccessExclusive';
  return [...locksOn(others, ...withLocked(table, context)), ...locksOn('AccessExclusive', table)];
}

function addPrimaryKey(operation: Operation<'AddPrimaryKey'>, context: Context): Effect {
  const { schema, version } = context;
  const { table, constraint, usingIndex } = operation;
  const locks = locksOn('AccessExclusive', ...withDescendants(schema, table));
  const scans = storedTables(schema, table);
  if (usingIndex === undefined) {
    const isNotNull = constraint.columns.every((column) => findColumn(schema, table, column)?.nullable === false);
    const isPartitioned = findTable(schema, table)?.partitionBy !== undefined;
    return {
      // A column that becomes NOT NULL does so in partitions and inheriting tables too.
      locks: isNotNull && isPartitioned ? keyLocks(table, context) : locks,
      scans: isNotNull ? storedPartitions(schema, table) : scans,
      because: `a unique index is built from every row${isNotNull ? '' : ', and every row is read to see that no key is NULL'}`,
    };
  }
  const nullable = keyColumns(schema, table, usingIndex, constraint.columns).filter(
    (column) => !isProvedNotNull(schema, version, table, column),
  );
  if (nullable.length === 0) return { locks };
  return { locks, scans, because: `${nullable.join(', ')} can still be NULL, so every row is read` };
}

/** The columns of the index that becomes the key, as far as they are known. */
function keyColumns(
  schema: Schema,
  name: QualifiedName,
  usingIndex: string,
  stated: readonly string[],
): readonly string[] {
  const table = findTable(schema, name);
  const index = indexOf(schema, table, usingIndex);
  const columns = index === undefined ? stated : indexColumns(index);
  return columns.filter((column) => table?.columns.some((candidate) => candidate.name === column));
}

function dropConstraint(operation: Operation<'DropConstraint'>, { schema }: Context): Effect {
  const { table, name, cascade } = operation;
  const known = findTable(schema, table);
  const constraint = name === undefined ? undefined : constraintOf(schema, known, name);
  const own = locksOn('AccessExclusive', ...withDescendants(schema, table));
  if (constraint === undefined) return { locks: own, because: unknownPartner(operation) };
  if (constraint.kind === 'ForeignKey') {
    return {
      locks: [...own, ...locksOn('AccessExclusive', ...withDescendants(schema, constraint.target))],
      because: `its triggers on ${displayName(constraint.target)} go too`,
    };
  }
  const isKey = constraint.kind === 'PrimaryKey' || constraint.kind === 'Unique';
  if (!cascade || !isKey) return { locks: own };
  return { locks: [...own, ...locksOn('AccessExclusive', ...dependentTables(schema, table, constraint))] };
}

function unknownPartner({ constraint, name }: Operation<'DropConstraint'>): string | undefined {
  if (constraint !== undefined && constraint !== 'ForeignKey') return undefined;
  return `${name ?? 'the constraint'} is not known here: if it is a foreign key, the referenced table is locked too`;
}

/** The tables whose foreign keys need this key. */
function dependentTables(schema: Schema, table: QualifiedName, key: Constraint): readonly QualifiedName[] {
  if (key.kind !== 'PrimaryKey' && key.kind !== 'Unique') return [];
  const explicit = referencingTables(schema, table, key.columns);
  const implied = key.kind === 'PrimaryKey' ? referencingTables(schema, table) : [];
  return [...explicit, ...implied];
}

function validateConstraint({ table, name }: Operation<'ValidateConstraint'>, { schema }: Context): Effect {
  const constraint = constraintOf(schema, findTable(schema, table), name);
  const target = constraint?.kind === 'ForeignKey' ? [constraint.target] : [];
  const locks = [
    ...locksOn('ShareUpdateExclusive', ...withDescendants(schema, table)),
    ...locksOn('RowShare', ...target),
  ];
  return {
    locks,
    scans: [...storedTables(schema, table), ...target],
    because: `every row is checked against ${name}`,
  };
}

/** Only a CHECK has the same name in inheriting tables. */
function renameConstraint({ table, name }: Operation<'RenameConstraint'>, { schema }: Context): Effect {
  const constraint = constraintOf(schema, findTable(schema, table), name);
  const isAlone = constraint !== undefined && constraint.kind !== 'Check';
  return { locks: locksOn('AccessExclusive', ...(isAlone ? [table] : withDescendants(schema, table))) };
}

/** Enforcement is switched by triggers on both sides of a foreign key. */
function alterConstraint({ table, name, attributes }: Operation<'AlterConstraint'>, { schema }: Context): Effect {
  const locks = locksOn('AccessExclusive', ...withDescendants(schema, table));
  const key = foreignKeysOf(findTable(schema, table)).find((candidate) => candidate.name === name);
  const target = key === undefined ? [] : [key.target];
  if (key !== undefined && attributes['enforced'] === (key.attributes?.['enforced'] ?? 'true')) return { locks };
  switch (attributes['enforced']) {
    case undefined:
      return { locks };
    case 'false':
      return { locks: [...locks, ...locksOn('AccessExclusive', ...target)] };
    default:
      return {
        locks: [...locks, ...locksOn('ShareRowExclusive', ...target)],
        scans: [...storedTables(schema, table), ...target],
        because: 'every row is checked',
      };
  }
}

export const constraintEffects: Effects<ConstraintOperationKind> = {
  AddPrimaryKey: addPrimaryKey,
  AddUnique: addUnique,
  AddCheck: addCheck,
  AddForeignKey: addForeignKey,
  AddExclusion: ({ table }, context) => ({
    locks: locksOn('AccessExclusive', ...withLocked(table, context)),
    scans: storedPartitions(context.schema, table),
    because: 'an index is built from every row, and every row is compared with the others',
  }),
  DropConstraint: dropConstraint,
  ValidateConstraint: validateConstraint,
  RenameConstraint: renameConstraint,
  AlterConstraint: alterConstraint,
};
