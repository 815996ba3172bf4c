import type { ColumnType } from '../model/column-type.ts';
import { holds } from '../model/column-type.ts';
import { displayName } from '../model/names.ts';
import type { Operation, OperationKind } from '../model/operation.ts';
import type { Phase } from '../model/phase.ts';
import type { Schema } from '../model/schema.ts';
import { findColumn } from '../model/schema.ts';
import type { Column } from '../model/table.ts';

/** The phase of an operation, or how it depends on the schema before; `neutral` belongs to whatever is around it. */
type Classification<K extends OperationKind> =
  Phase | 'neutral' | ((operation: Operation<K>, before: Schema) => Phase | 'neutral');

type Classifications<K extends OperationKind = OperationKind> = { readonly [P in K]: Classification<P> };

/**
 * What running code notices decides: indexes, comments, grants and names of constraints it does not. Views and routines
 * change along with every phase, and what a constraint refuses depends on the rows.
 */
const classifications: Classifications = {
  CreateTable: ({ temporary }) => (temporary === true ? 'neutral' : 'expand'),
  DropTable: ({ temporary }) => (temporary === true ? 'neutral' : 'contract'),
  RenameTable: 'contract',
  AlterTable: 'neutral',
  AttachPartition: 'neutral',
  DetachPartition: 'contract',
  AlterInheritance: 'neutral',

  AddColumn: ({ column }) => (isDemanded(column) ? 'contract' : 'expand'),
  DropColumn: 'contract',
  RenameColumn: 'contract',
  AlterColumn: phaseOfAlteration,

  AddPrimaryKey: 'neutral',
  AddUnique: 'neutral',
  AddCheck: 'neutral',
  AddForeignKey: 'neutral',
  AddExclusion: 'neutral',
  DropConstraint: 'neutral',
  ValidateConstraint: 'neutral',
  RenameConstraint: 'neutral',
  AlterConstraint: 'neutral',
  CreateIndex: 'neutral',
  DropIndex: 'neutral',
  RenameIndex: 'neutral',
  AlterIndex: 'neutral',
  Reindex: 'neutral',

  CreateView: 'neutral',
  DropView: 'contract',
  RenameView: 'contract',
  AlterView: 'neutral',
  RefreshView: 'neutral',
  CreateRoutine: 'neutral',
  DropRoutine: 'contract',
  RenameRoutine: 'contract',
  AlterRoutine: 'neutral',
  CallRoutine: 'neutral',
  CreateTrigger: 'neutral',
  DropTrigger: 'neutral',
  RenameTrigger: 'neutral',
  SetTrigger: 'neutral',
  CreateType: 'neutral',
  AddEnumValue: 'expand',
  RenameEnumValue: 'contract',
  AlterType: 'neutral',
  RenameType: 'contract',
  DropType: 'neutral',
  CreateSequence: 'neutral',
  AlterSequence: 'neutral',
  RenameSequence: 'contract',
  DropSequence: 'neutral',
  CreateSchema: 'neutral',
  RenameSchema: 'contract',
  DropSchema: 'contract',
  CreateObject: 'neutral',
  AlterObject: 'neutral',
  RenameObject: 'neutral',
  DropObject: 'neutral',
  Comment: 'neutral',
  Grant: 'neutral',

  InsertRows: 'migrate',
  UpdateRows: 'migrate',
  DeleteRows: 'migrate',
  MergeRows: 'migrate',
  Truncate: 'migrate',
  Query: 'neutral',

  Begin: 'neutral',
  Commit: 'neutral',
  Rollback: 'neutral',
  Savepoint: 'neutral',
  SetVariable: 'neutral',
  LockTable: 'neutral',
  Maintenance: 'neutral',
  NoChange: 'neutral',
  Opaque: 'neutral',
};

/** The phase to which an operation belongs on a table that is in use; `undefined`: any. */
export function phaseOf(operation: Operation, before: Schema): Phase | undefined {
  const phase = classify(classifications, operation, before);
  return phase === 'neutral' ? undefined : phase;
}

function classify<K extends OperationKind>(
  table: Classifications<K>,
  operation: Operation<K>,
  before: Schema,
): Phase | 'neutral' {
  const classification: Classification<K> = table[operation.kind];
  return typeof classification === 'function' ? classification(operation, before) : classification;
}

/** Whether an insert that does not know the column fails. */
function isDemanded({ nullable, default: value, identity, generated, type }: Column): boolean {
  const isFilledByItself = identity !== undefined || generated !== undefined || type.name === 'rowversion';
  return !nullable && value === undefined && !isFilledByItself;
}

function phaseOfAlteration({ table, column, change }: Operation<'AlterColumn'>, before: Schema): Phase | 'neutral' {
  const known = findColumn(before, table, column);
  if (change.nullable === false && known?.nullable !== false) return 'contract';
  const isNarrowed = change.type !== undefined && known !== undefined && !keepsAll(change.type, known.type, before);
  if (isNarrowed) return 'contract';
  const isWidened = change.type !== undefined && known !== undefined && change.type.text !== known.type.text;
  if (change.default === null && known?.default !== undefined && !(change.nullable ?? known.nullable)) {
    return 'contract';
  }
  const isLoosened = change.nullable === true && known?.nullable === false;
  return isWidened || isLoosened ? 'expand' : 'neutral';
}

/** Whether the new type holds every value of the old one; of two enums, the one that has all labels of the other. */
function keepsAll(to: ColumnType, from: ColumnType, schema: Schema): boolean {
  if (holds(to, from) === true || isLongerArray(to, from)) return true;
  const [labels, old] = [labelsOf(to, schema), labelsOf(from, schema)];
  return labels !== undefined && old?.every((label) => labels.includes(label)) === true;
}

function labelsOf(type: ColumnType, schema: Schema): readonly string[] | undefined {
  const name = type.text.replaceAll('"', '');
  const own = [...schema.types.values()].find(
    (one) => one.kind === 'enum' && [one.name.name, displayName(one.name)].includes(name),
  );
  return own?.values;
}

/** Of `varchar(20)[]` nothing is known but its text. */
function isLongerArray(to: ColumnType, from: ColumnType): boolean {
  const sized = /^(.*)\((\d+)\)((?:\[\])+)$/;
  const [, name, length, dimensions] = sized.exec(from.text) ?? [];
  const [, newName, newLength, newDimensions] = sized.exec(to.text) ?? [];
  if (length === undefined || name !== newName || dimensions !== newDimensions) return false;
  return newLength === undefined || Number(newLength) >= Number(length);
}
