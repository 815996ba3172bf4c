import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import { findTable } from '../../../model/schema.ts';
import type { Attributes } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import type { Context } from './effect.ts';
import { brieflyOn, locksOn } from './locks.ts';

/** What becomes of a table when partitions are changed. */
interface PartitionAction {
  readonly work: 'none' | 'scan' | 'rewrite';
  /** Others may read meanwhile; otherwise the table is theirs again in no time, or not at all. */
  readonly readable: boolean;
  readonly because?: string;
  /** What is lost; the partitions that are named come after it. */
  readonly loses?: string;
}

const quick: PartitionAction = { work: 'none', readable: false };

function moves(because: string): PartitionAction {
  return { work: 'rewrite', readable: true, because };
}

/** "Online DDL Operations", Partitioning Operations; the same on MariaDB, which takes no ALGORITHM with most of them. */
const actions: Readonly<Record<string, PartitionAction>> = {
  'partition-by': moves('every row is copied into its partition'),
  partitioning: moves('every row is copied out of its partition'),
  'add-partition': quick,
  'drop-partition': { ...quick, loses: 'every row of the partitions' },
  'truncate-partition': { ...quick, loses: 'every row of the partitions' },
  'discard-partition': { ...quick, loses: 'every row of the partitions' },
  'import-partition': quick,
  'exchange-partition': {
    work: 'scan',
    readable: false,
    because: 'every row that comes in is looked at, whether it belongs to the partition',
  },
  'coalesce-partition': moves('rows are copied to the partitions that are left'),
  'reorganize-partition': moves('every row of the partitions is copied'),
  'rebuild-partition': moves('every row of the partitions is copied'),
  'optimize-partition': moves('the whole table is rebuilt'),
  'repair-partition': { work: 'scan', readable: false, because: 'every row of the partitions is read' },
  'analyze-partition': quick,
  'check-partition': { work: 'scan', readable: true, because: 'every row of the partitions is read' },
};

/** The effect of what an ALTER TABLE does to partitions; `undefined`: nothing. */
export function partitionEffect(table: QualifiedName, execution: Attributes, context: Context): Effect | undefined {
  const name = Object.keys(actions).find((key) => execution[key] !== undefined);
  const action = name === undefined ? undefined : actions[name];
  if (name === undefined || action === undefined) return undefined;
  const isHashed = name === 'add-partition' && spreadsByHash(table, context);
  return effectOf(
    table,
    isHashed ? moves('rows are spread anew over the partitions') : withoutValidation(action, execution),
    execution[name] ?? '',
  );
}

/** RANGE and LIST say where a row belongs; HASH and KEY reckon it from the number of partitions. */
function spreadsByHash(table: QualifiedName, { schema }: Context): boolean {
  return /\b(?:HASH|KEY)\b/i.test(findTable(schema, table)?.partitionBy?.split('(', 1)[0] ?? '');
}

function withoutValidation(action: PartitionAction, execution: Attributes): PartitionAction {
  return /\bWITHOUT VALIDATION\b/i.test(execution['exchange-partition'] ?? '') ? quick : action;
}

function effectOf(table: QualifiedName, action: PartitionAction, named: string): Effect {
  const { work, readable, because } = action;
  const loses = action.loses === undefined ? undefined : `${action.loses} ${named} of ${displayName(table)}`;
  if (work === 'none' || !readable) {
    const scans = work === 'scan' ? [table] : [];
    return { locks: locksOn('EXCLUSIVE', table), scans, loses, because, transactional: false };
  }
  return {
    locks: [...brieflyOn('EXCLUSIVE', table), ...locksOn('SHARED_NO_WRITE', table)],
    rewrites: work === 'rewrite' ? [table] : [],
    scans: [table],
    because,
    transactional: false,
  };
}
