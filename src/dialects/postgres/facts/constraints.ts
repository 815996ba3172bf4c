import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { constraintOf, findTable, foreignKeysOf, indexOf } from '../../../model/schema.ts';
import type { Constraint } from '../../../model/table.ts';
import { indexColumns } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { columnSaidAt, referencingTables } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { isProvedNotNull } from './not-null.ts';
import { storedPartitions, storedTables, withDescendants, withPartitions } from './relations.ts';

function addForeignKey(operation: Operation<'AddForeignKey'>, { schema }: Context): Effect {
  const { table, constraint } = operation;
  const sides = [...withDescendants(schema, table), ...withDescendants(schema, constraint.target)];
  const locks = locksOn('ShareRowExclusive', ...sides);
  if (!isChecked(constraint) || isNewAndEmpty(operation, schema)) return { locks };
  return {
    locks,
    scans: [...storedTables(schema, table), ...storedTables(schema, constraint.target)],
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

function addCheck({ table, constraint }: Operation<'AddCheck'>, { schema }: Context): Effect {
  const isOwn = constraint.attributes?.['no-inherit'] === 'true';
  const locks = locksOn('AccessExclusive', ...withDescendants(schema, table));
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

/** The first version that takes the strong lock on the partitions of a partitioned table too. */
const uniqueLocksPartitionsSince = 18;

function addUnique({ table, usingIndex }: Operation<'AddUnique'>, { schema, version }: Context): Effect {
  if (usingIndex !== undefined) return { locks: locksOn('AccessExclusive', table) };
  return {
    locks: [
      ...locksOn(version < uniqueLocksPartitionsSince ? 'Share' : 'AccessExclusive', ...withPartitions(schema, table)),
      ...locksOn('AccessExclusive', table),
    ],
    scans: storedPartitions(schema, table),
    because: 'a unique index is built from every row',
  };
}

function addPrimaryKey(operation: Operation<'AddPrimaryKey'>, { schema, version }: Context): Effect {
  const { table, constraint, usingIndex } = operation;
  const locks = locksOn('AccessExclusive', ...withDescendants(schema, table));
  const scans = storedTables(schema, table);
  if (usingIndex === undefined) {
    return {
      locks,
      scans,
      because: 'a unique index is built from every row, and every row is read to see that no key is NULL',
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

export const constraintEffects: Effects<
  | 'AddPrimaryKey'
  | 'AddUnique'
  | 'AddCheck'
  | 'AddForeignKey'
  | 'AddExclusion'
  | 'DropConstraint'
  | 'ValidateConstraint'
  | 'RenameConstraint'
  | 'AlterConstraint'
> = {
  AddPrimaryKey: addPrimaryKey,
  AddUnique: addUnique,
  AddCheck: addCheck,
  AddForeignKey: addForeignKey,
  AddExclusion: ({ table }, { schema }) => ({
    locks: locksOn('AccessExclusive', ...withPartitions(schema, table)),
    scans: storedPartitions(schema, table),
    because: 'an index is built from every row, and every row is compared with the others',
  }),
  DropConstraint: dropConstraint,
  ValidateConstraint: validateConstraint,
  RenameConstraint: renameConstraint,
  AlterConstraint: alterConstraint,
};
