import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { findColumn } from '../../model/schema.ts';
import type { Step } from '../rule.ts';

/** What an operation that has a phase does, for the middle of a sentence: `drops users.locale`. */
export function deedOf({ operation, before }: Pick<Step, 'operation' | 'before'>): string {
  switch (operation.kind) {
    case 'CreateTable':
      return `creates ${displayName(operation.table)}`;
    case 'DropTable':
      return `drops ${displayName(operation.table)}`;
    case 'AddColumn':
      return `adds ${displayName(operation.table)}.${operation.column.name}`;
    case 'DropColumn':
      return `drops ${displayName(operation.table)}.${operation.column}`;
    case 'RenameTable':
      return `renames ${displayName(operation.table)} to ${operation.newName.name}`;
    case 'RenameColumn':
      return `renames ${displayName(operation.table)}.${operation.column} to ${operation.newName}`;
    case 'AlterColumn':
      return `${alteration(operation, before)} ${displayName(operation.table)}.${operation.column}`;
    case 'InsertRows':
      return `inserts rows into ${displayName(operation.table)}`;
    case 'UpdateRows':
      return `updates rows of ${displayName(operation.table)}`;
    case 'DeleteRows':
      return `deletes rows of ${displayName(operation.table)}`;
    case 'MergeRows':
      return `merges rows into ${displayName(operation.table)}`;
    case 'Truncate':
      return `empties ${operation.tables.map(displayName).join(', ')}`;
    case 'DropView':
    case 'DropRoutine':
      return `drops ${displayName(operation.name)}`;
    case 'RenameView':
    case 'RenameRoutine':
    case 'RenameType':
    case 'RenameSequence':
      return `renames ${displayName(operation.name)}`;
    case 'DropSchema':
      return `drops the schema ${operation.name}`;
    case 'RenameSchema':
      return `renames the schema ${operation.name}`;
    case 'AddEnumValue':
      return `adds the value ${operation.value} to ${displayName(operation.name)}`;
    case 'RenameEnumValue':
      return `renames the value ${operation.value} of ${displayName(operation.name)}`;
    case 'DetachPartition':
      return `detaches ${displayName(operation.partition)} from ${displayName(operation.table)}`;
    default:
      return `does ${operation.kind}`;
  }
}

function alteration({ table, column, change }: Operation<'AlterColumn'>, before: Schema): string {
  const known = findColumn(before, table, column);
  if (change.nullable === false && known?.nullable !== false) return 'asks for a value in';
  if (change.type !== undefined && change.type.text !== known?.type.text) return 'changes the type of';
  if (change.nullable === true && known?.nullable === false) return 'allows NULL in';
  return change.default === null ? 'takes the default from' : 'changes';
}
