import type { Operation } from '../../../model/operation.ts';
import { phrase } from '../../phrase.ts';
import { quotedName } from '../quoting.ts';
import { writeColumn } from './columns.ts';
import { writeDelete, writeInsert, writeUpdate } from './data.ts';
import { writeQualified } from './names.ts';
import { ownName, writeCreateIndex, writeCreateTrigger, writeCreateView, writeDrop } from './objects.ts';
import { writeCreateTable } from './tables.ts';

/** The statement that an operation is in SQLite; `undefined`: it takes a rebuild of the table, or cannot be said. */
export function writeSqlite(operation: Operation): readonly string[] | undefined {
  const isSpecial = operation.repeated === true || 'execution' in operation;
  const statement = isSpecial ? undefined : writeStatement(operation);
  return statement === undefined ? undefined : [statement];
}

/** Kinds that can be guarded write their guards themselves; the others cannot be said with one. */
function writeStatement(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'CreateTable':
      return writeCreateTable(operation);
    case 'DropTable':
      return operation.temporary === true ? undefined : writeDrop('DROP TABLE', operation.table, operation);
    case 'CreateIndex':
      return writeCreateIndex(operation);
    case 'DropIndex':
      return operation.concurrently || operation.table !== undefined
        ? undefined
        : writeDrop('DROP INDEX', operation.name, operation);
    case 'CreateView':
      return writeCreateView(operation);
    case 'DropView':
      return operation.materialized ? undefined : writeDrop('DROP VIEW', operation.name, operation);
    case 'CreateTrigger':
      return writeCreateTrigger(operation);
    case 'DropTrigger':
      return writeDrop('DROP TRIGGER', ownName(operation), operation);
    default:
      return operation.guards === undefined || operation.guards.length === 0 ? writeUnguarded(operation) : undefined;
  }
}

function writeUnguarded(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'RenameTable': {
      const moves = operation.newName.schema !== undefined && operation.newName.schema !== operation.table.schema;
      return moves ? undefined : alterTable(operation.table, 'RENAME TO', operation.newName.name);
    }
    case 'RenameColumn': {
      const { table, column, newName } = operation;
      return phrase(alterTable(table, 'RENAME COLUMN', column), 'TO', quotedName(newName));
    }
    case 'DropColumn':
      return operation.cascade ? undefined : alterTable(operation.table, 'DROP COLUMN', operation.column);
    case 'AddColumn':
      return writeAddColumn(operation);
    case 'InsertRows':
      return writeInsert(operation);
    case 'UpdateRows':
      return writeUpdate(operation);
    case 'DeleteRows':
      return writeDelete(operation);
    case 'SetVariable':
      return operation.value === undefined ? undefined : `PRAGMA ${operation.name} = ${operation.value}`;
    case 'Maintenance':
      return writeMaintenance(operation);
    case 'Query':
    case 'Begin':
    case 'Commit':
    case 'Rollback':
    case 'Savepoint':
      return operation.text;
    default:
      return undefined;
  }
}

function alterTable(table: Operation<'RenameTable'>['table'], action: string, name: string): string {
  return `ALTER TABLE ${writeQualified(table)} ${action} ${quotedName(name)}`;
}

/** A column is added at the end, and without AUTOINCREMENT. */
function writeAddColumn({ table, column, position }: Operation<'AddColumn'>): string | undefined {
  const definition = writeColumn(column);
  if (definition === undefined || position !== undefined || column.identity !== undefined) return undefined;
  return phrase('ALTER TABLE', writeQualified(table), 'ADD COLUMN', definition);
}

/** Of the work on the file only what the model keeps whole. */
function writeMaintenance({ command, tables }: Operation<'Maintenance'>): string | undefined {
  if (command === 'VACUUM') return command;
  const [table, ...others] = tables;
  if (command !== 'ANALYZE' || others.length > 0) return undefined;
  return phrase(command, table && writeQualified(table));
}
