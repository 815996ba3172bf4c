import type { Operation } from '../../../model/operation.ts';
import { phrase } from '../../phrase.ts';
import {
  writeAddColumn,
  writeAddConstraint,
  writeAlterColumn,
  writeAlterConstraint,
  writeCreateIndex,
  writeDropColumn,
  writeDropConstraint,
  writeDropIndex,
} from './alterations.ts';
import { writeDelete, writeInsert, writeTruncate, writeUpdate } from './data.ts';
import { writeIfExists, writeName, writeQualified } from './names.ts';
import {
  writeComment,
  writeCreateRoutine,
  writeCreateTrigger,
  writeCreateType,
  writeCreateView,
  writeDrop,
  writeSequence,
  writeSetTrigger,
} from './objects.ts';
import { spRename, writeAlterTable, writeCreateTable, writeDropTable, writeRenameTable } from './tables.ts';

/** The statements that an operation is in T-SQL; `undefined`: it cannot be said. */
export function writeSqlServer(operation: Operation): readonly string[] | undefined {
  if (operation.repeated === true) return undefined;
  if (operation.kind === 'Truncate') return isGuarded(operation) ? undefined : writeTruncate(operation);
  if (operation.kind === 'RenameTable') return isGuarded(operation) ? undefined : writeRenameTable(operation);
  const statement = writeDropping(operation) ?? (isGuarded(operation) ? undefined : writeUnguarded(operation));
  return statement === undefined ? undefined : [statement];
}

function isGuarded({ guards = [] }: Operation): boolean {
  return guards.length > 0;
}

/** Statements that have IF EXISTS; the others cannot be said with a guard. */
function writeDropping(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'DropTable': {
      const table = writeDropTable(operation);
      const guard = writeIfExists(operation.guards);
      return table === undefined || guard === undefined ? undefined : phrase('DROP TABLE', guard, table);
    }
    case 'DropColumn':
      return writeDropColumn(operation);
    case 'DropConstraint':
      return writeDropConstraint(operation);
    case 'DropIndex':
      return writeDropIndex(operation);
    case 'DropView':
      return operation.materialized ? undefined : writeDrop('VIEW', operation);
    case 'DropRoutine':
      if (operation.routineType === 'aggregate' || operation.signature !== undefined) return undefined;
      return writeDrop(operation.routineType.toUpperCase(), operation);
    case 'DropTrigger': {
      const { name, schema, guards, cascade } = operation;
      return writeDrop('TRIGGER', {
        name: schema === undefined ? { name } : { schema, name },
        cascade,
        ...guarded(guards),
      });
    }
    case 'DropSequence':
      return writeDrop('SEQUENCE', operation);
    case 'DropType':
      return writeDrop('TYPE', operation);
    case 'DropSchema': {
      const { name, guards, cascade } = operation;
      return writeDrop('SCHEMA', { name: { name }, cascade, ...guarded(guards) });
    }
    default:
      return undefined;
  }
}

function guarded(guards: Operation['guards']): Pick<Operation, 'guards'> {
  return guards === undefined ? {} : { guards };
}

function writeUnguarded(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'CreateTable':
      return writeCreateTable(operation);
    case 'AlterTable':
      return writeAlterTable(operation);
    case 'AddColumn':
      return writeAddColumn(operation);
    case 'AlterColumn':
      return writeAlterColumn(operation);
    case 'RenameColumn':
      return spRename(`${writeQualified(operation.table)}.${writeName(operation.column)}`, operation.newName, 'COLUMN');
    case 'AddPrimaryKey':
    case 'AddUnique':
    case 'AddCheck':
    case 'AddForeignKey':
    case 'AddExclusion':
      return writeAddConstraint(operation);
    case 'AlterConstraint':
      return writeAlterConstraint(operation);
    case 'CreateIndex':
      return writeCreateIndex(operation);
    case 'RenameIndex':
      if (operation.table === undefined) return undefined;
      return spRename(
        `${writeQualified(operation.table)}.${writeName(operation.name.name)}`,
        operation.newName,
        'INDEX',
      );
    case 'CreateView':
      return writeCreateView(operation);
    case 'CreateRoutine':
      return writeCreateRoutine(operation);
    case 'CreateTrigger':
      return writeCreateTrigger(operation);
    case 'SetTrigger':
      return writeSetTrigger(operation);
    case 'CreateType':
      return writeCreateType(operation);
    case 'CreateSequence':
      return writeSequence('CREATE', operation);
    case 'AlterSequence':
      return writeSequence('ALTER', operation);
    case 'CreateSchema':
      return `CREATE SCHEMA ${writeName(operation.name)}`;
    case 'Comment':
      return writeComment(operation);
    case 'CallRoutine':
      return phrase('EXEC', writeQualified(operation.name), operation.text);
    case 'InsertRows':
      return writeInsert(operation);
    case 'UpdateRows':
      return writeUpdate(operation);
    case 'DeleteRows':
      return writeDelete(operation);
    case 'MergeRows':
    case 'Query':
    case 'Begin':
    case 'Commit':
    case 'Rollback':
    case 'Savepoint':
      return operation.text;
    case 'SetVariable':
      return writeSet(operation);
    default:
      return undefined;
  }
}

/** The words of an option are key words, but for the table that IDENTITY_INSERT names. */
function writeSet({ name, value }: Operation<'SetVariable'>): string | undefined {
  if (value === undefined) return undefined;
  if (name.startsWith('@')) return /^[-+*/%&|^]=/.test(value) ? undefined : `SET ${name} = ${value}`;
  const words = name.replace(/^\S+/, (word) => word.toUpperCase());
  return `SET ${words} ${/^(?:on|off)$/.test(value) ? value.toUpperCase() : value}`;
}
