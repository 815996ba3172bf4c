import type { QualifiedName } from '../../../model/names.ts';
import { displayName, sameName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { findTable } from '../../../model/schema.ts';
import { indexColumns } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { sentences } from '../../facts/effect.ts';
import { includes, referencedTables } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { defaultPartitions, storedTables, withDescendants } from './relations.ts';

/** A new partition: stronger than ATTACH, and rows of the default partition are looked through for what it takes. */
export function createPartition(parent: QualifiedName, schema: Schema): Effect {
  const defaults = defaultPartitions(schema, parent);
  return {
    locks: [
      ...locksOn('AccessExclusive', parent, ...defaults),
      ...locksOn('ShareRowExclusive', ...referencedTables(schema, parent)),
    ],
    ...scanOfDefaults(defaults),
  };
}

function scanOfDefaults(defaults: readonly QualifiedName[]): Effect {
  if (defaults.length === 0) return {};
  return {
    scans: defaults,
    because: `${defaults.map(displayName).join(', ')} is searched for rows of the new partition`,
  };
}

function attachPartition({ table, partition }: Operation<'AttachPartition'>, { schema }: Context): Effect {
  const others = defaultPartitions(schema, table).filter((name) => !sameName(schema.traits, name, partition));
  const targets = referencedTables(schema, table);
  const fromDefault = scanOfDefaults(others);
  const because = scanOfPartition(schema, table, partition);
  return {
    locks: [
      ...locksOn(targets.length > 0 ? 'ShareRowExclusive' : 'ShareUpdateExclusive', table),
      ...locksOn('AccessExclusive', ...withDescendants(schema, partition), ...others),
      ...locksOn('ShareRowExclusive', ...targets),
    ],
    scans: [...(fromDefault.scans ?? []), ...(because === undefined ? [] : storedTables(schema, partition))],
    because: sentences([because, fromDefault.because]),
  };
}

/** Why the rows of the partition are read; `undefined`: a validated CHECK over the key says what they are, and no index is missing. */
function scanOfPartition(schema: Schema, name: QualifiedName, partition: QualifiedName): string | undefined {
  const parent = findTable(schema, name);
  const table = findTable(schema, partition);
  const key = keyColumns(parent?.partitionBy);
  const checked = table?.constraints.some(
    (constraint) =>
      constraint.kind === 'Check' &&
      constraint.validated &&
      key.length > 0 &&
      key.every((column) => includes(schema, constraint.columns, column)),
  );
  if (checked !== true) return `no CHECK says that the rows of ${displayName(partition)} fit, so every one is read`;
  const missing = parent?.indexes.find(
    (index) =>
      !(table?.indexes ?? []).some(
        (own) => indexColumns(own).join() === indexColumns(index).join() && own.unique === index.unique,
      ),
  );
  return missing === undefined
    ? undefined
    : `${displayName(partition)} has no index like ${missing.name}, so one is built`;
}

/** The columns of `RANGE (at, id)`. */
function keyColumns(partitionBy: string | undefined): readonly string[] {
  const list = /^[^(]*\((?<columns>.*)\)$/s.exec(partitionBy ?? '')?.groups?.['columns'];
  return list === undefined ? [] : list.split(',').map((column) => column.trim().replaceAll('"', ''));
}

/** The first version in which the detached partition is locked against reads and writes. */
const detachLocksPartitionSince = 14;

function detachPartition(operation: Operation<'DetachPartition'>, { schema, version }: Context): Effect {
  const { table, partition, concurrently } = operation;
  if (concurrently) {
    return {
      locks: [...locksOn('ShareUpdateExclusive', table), ...locksOn('AccessExclusive', partition)],
      transactional: false,
      because: `reads and writes of ${displayName(table)} go on; ${displayName(partition)} is locked for the last step only`,
    };
  }
  const mode = version < detachLocksPartitionSince ? 'ShareUpdateExclusive' : 'AccessExclusive';
  return {
    locks: [...locksOn(mode, partition), ...locksOn('AccessExclusive', table, ...defaultPartitions(schema, table))],
  };
}

function alterInheritance({ table, parent, inherits }: Operation<'AlterInheritance'>): Effect {
  return {
    locks: [
      ...locksOn('AccessExclusive', table),
      ...locksOn(inherits ? 'ShareUpdateExclusive' : 'AccessShare', parent),
    ],
  };
}

export const partitionEffects: Effects<'AttachPartition' | 'DetachPartition' | 'AlterInheritance'> = {
  AttachPartition: attachPartition,
  DetachPartition: detachPartition,
  AlterInheritance: alterInheritance,
};
