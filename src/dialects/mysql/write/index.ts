import type { Operation } from '../../../model/operation.ts';
import { phrase } from '../../phrase.ts';
import {
  writeAddColumn,
  writeAddConstraint,
  writeAlterColumn,
  writeCreateIndex,
  writeDropColumn,
  writeDropConstraint,
  writeDropIndex,
} from './alterations.ts';
import { writeDelete, writeInsert, writeTruncate, writeUpdate } from './data.ts';
import { writeGuards, writeName, writeQualified } from './names.ts';
import {
  writeCharacteristics,
  writeCreateRoutine,
  writeCreateTrigger,
  writeCreateView,
  writeDrop,
  writeEvent,
  writeSchema,
  writeSequence,
} from './objects.ts';
import { alterTable, writeAlterTable, writeCreateTable } from './tables.ts';

/** The statements that an operation is in MySQL; `undefined`: it cannot be said. */
export function writeMysql(operation: Operation): readonly string[] | undefined {
  if (operation.repeated === true) return undefined;
  if (operation.kind === 'Truncate') return writeGuards(operation.guards) === '' ? writeTruncate(operation) : undefined;
  const statement = writeStatement(operation);
  if (statement === undefined) return undefined;
  return operation.kind === 'CreateRoutine' ? [statement, ...writeCharacteristics(operation)] : [statement];
}

/** Kinds that can be guarded write their guards themselves; the others cannot be said with one. */
function writeStatement(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'CreateTable':
      return writeCreateTable(operation);
    case 'DropTable':
      return writeDrop(operation.temporary === true ? 'TEMPORARY TABLE' : 'TABLE', {
        ...operation,
        name: operation.table,
      });
    case 'AddColumn':
      return writeAddColumn(operation);
    case 'DropColumn':
      return writeDropColumn(operation);
    case 'AlterColumn':
      return writeAlterColumn(operation);
    case 'AddPrimaryKey':
    case 'AddUnique':
    case 'AddCheck':
    case 'AddForeignKey':
    case 'AddExclusion':
      return writeAddConstraint(operation);
    case 'DropConstraint':
      return writeDropConstraint(operation);
    case 'CreateIndex':
      return writeCreateIndex(operation);
    case 'DropIndex':
      return writeDropIndex(operation);
    case 'CreateView':
      return writeCreateView(operation);
    case 'DropView':
      return writeDrop('VIEW', operation);
    case 'CreateRoutine':
      return writeCreateRoutine(operation);
    case 'DropRoutine':
      return operation.routineType === 'aggregate'
        ? undefined
        : writeDrop(operation.routineType.toUpperCase(), operation);
    case 'CreateTrigger':
      return writeCreateTrigger(operation);
    case 'DropTrigger': {
      const { name, schema } = operation;
      return writeDrop('TRIGGER', { ...operation, name: schema === undefined ? { name } : { schema, name } });
    }
    case 'CreateSequence':
      return writeSequence('CREATE', operation);
    case 'AlterSequence':
      return writeSequence('ALTER', operation);
    case 'DropSequence':
      return writeDrop('SEQUENCE', operation);
    case 'CreateObject':
      return writeEvent('CREATE', operation);
    case 'AlterObject':
      return writeEvent('ALTER', operation);
    case 'CreateSchema':
      return writeSchema('CREATE', operation);
    case 'DropSchema':
      return writeSchema('DROP', operation);
    default:
      return writeGuards(operation.guards) === '' ? writeUnguarded(operation) : undefined;
  }
}

function writeUnguarded(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'RenameTable':
      return `RENAME TABLE ${writeQualified(operation.table)} TO ${writeQualified(operation.newName)}`;
    case 'AlterTable':
      return writeAlterTable(operation);
    case 'RenameColumn': {
      const action = `RENAME COLUMN ${writeName(operation.column)} TO ${writeName(operation.newName)}`;
      return alterTable(operation.table, action, operation.execution);
    }
    case 'RenameIndex': {
      if (operation.table === undefined) return undefined;
      const action = `RENAME INDEX ${writeName(operation.name.name)} TO ${writeName(operation.newName)}`;
      return alterTable(operation.table, action, undefined);
    }
    case 'AlterIndex': {
      if (operation.table === undefined) return undefined;
      const { visible, ignored } = operation.attributes;
      const shown = visible === 'no' ? 'INVISIBLE' : 'VISIBLE';
      const used = ignored === 'yes' ? 'IGNORED' : 'NOT IGNORED';
      const action = `ALTER INDEX ${writeName(operation.name.name)} ${ignored === undefined ? shown : used}`;
      return alterTable(operation.table, action, undefined);
    }
    case 'AlterConstraint': {
      if (operation.name === undefined) return undefined;
      const enforced = operation.attributes['enforced'] === 'no' ? 'NOT ENFORCED' : 'ENFORCED';
      return alterTable(operation.table, `ALTER CONSTRAINT ${writeName(operation.name)} ${enforced}`, undefined);
    }
    case 'InsertRows':
      return writeInsert(operation);
    case 'UpdateRows':
      return writeUpdate(operation);
    case 'DeleteRows':
      return writeDelete(operation);
    case 'Query':
    case 'Begin':
    case 'Commit':
    case 'Rollback':
    case 'Savepoint':
    case 'Grant':
      return operation.text;
    case 'CallRoutine':
      return phrase('CALL', `${writeQualified(operation.name)}${operation.text}`);
    default:
      return undefined;
  }
}
