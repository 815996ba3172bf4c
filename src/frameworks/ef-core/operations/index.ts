import type { BuilderMethod } from '../signatures.ts';
import { alterColumn } from './alter-column.ts';
import { deleteData, insertData, updateData } from './data.ts';
import { alterDatabase, dropSchema, ensureSchema } from './database.ts';
import { createIndex, dropIndex, renameIndex } from './indexes.ts';
import { addCheck, addForeignKey, addPrimaryKey, addUnique, dropConstraint } from './keys.ts';
import type { Reader } from './reading.ts';
import { alterSequence, createSequence, dropSequence, renameSequence, restartSequence } from './sequences.ts';
import { sql } from './sql.ts';
import { addColumn, alterTable, createTable, dropColumn, dropTable, renameColumn, renameTable } from './tables.ts';

/** What each method of MigrationBuilder means. */
export const readers: Readonly<Record<BuilderMethod, Reader>> = {
  AddColumn: addColumn,
  AlterColumn: alterColumn,
  DropColumn: dropColumn,
  RenameColumn: renameColumn,
  CreateTable: createTable,
  DropTable: dropTable,
  RenameTable: renameTable,
  AlterTable: alterTable,
  CreateIndex: createIndex,
  DropIndex: dropIndex,
  RenameIndex: renameIndex,
  AddForeignKey: addForeignKey,
  DropForeignKey: dropConstraint('ForeignKey'),
  AddPrimaryKey: addPrimaryKey,
  DropPrimaryKey: dropConstraint('PrimaryKey'),
  AddUniqueConstraint: addUnique,
  DropUniqueConstraint: dropConstraint('Unique'),
  AddCheckConstraint: addCheck,
  CreateCheckConstraint: addCheck,
  DropCheckConstraint: dropConstraint('Check'),
  CreateSequence: createSequence,
  AlterSequence: alterSequence,
  RenameSequence: renameSequence,
  RestartSequence: restartSequence,
  DropSequence: dropSequence,
  EnsureSchema: ensureSchema,
  DropSchema: dropSchema,
  AlterDatabase: alterDatabase,
  Sql: sql,
  InsertData: insertData,
  UpdateData: updateData,
  DeleteData: deleteData,
};
