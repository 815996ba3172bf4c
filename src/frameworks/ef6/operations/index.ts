import type { Meaning } from '../../csharp/migrations/reading.ts';
import { resourceMeaning, sqlMeaning } from '../../csharp/migrations/sql.ts';
import type { MigrationMethod } from '../signatures.ts';
import { createIndex, dropIndex, renameIndex } from './indexes.ts';
import { addForeignKey, addPrimaryKey, dropForeignKey, dropPrimaryKey } from './keys.ts';
import type { Reader, Reading } from './reading.ts';
import { dropStoredProcedure, moveStoredProcedure, renameStoredProcedure, storedProcedure } from './routines.ts';
import {
  addColumn,
  alterColumn,
  alterTableAnnotations,
  createTable,
  dropColumn,
  dropTable,
  moveTable,
  renameColumn,
  renameTable,
} from './tables.ts';

/** What each method of DbMigration means. */
export const readers: Readonly<Record<MigrationMethod, Reader>> = {
  CreateTable: createTable,
  AlterTableAnnotations: alterTableAnnotations,
  DropTable: dropTable,
  RenameTable: renameTable,
  MoveTable: moveTable,
  AddColumn: addColumn,
  AlterColumn: alterColumn,
  DropColumn: dropColumn,
  RenameColumn: renameColumn,
  AddPrimaryKey: addPrimaryKey,
  DropPrimaryKey: dropPrimaryKey,
  AddForeignKey: addForeignKey,
  DropForeignKey: dropForeignKey,
  CreateIndex: createIndex,
  DropIndex: dropIndex,
  RenameIndex: renameIndex,
  CreateStoredProcedure: storedProcedure('CREATE'),
  AlterStoredProcedure: storedProcedure('ALTER'),
  DropStoredProcedure: dropStoredProcedure,
  RenameStoredProcedure: renameStoredProcedure,
  MoveStoredProcedure: moveStoredProcedure,
  Sql: ({ args, ...rest }) => sqlMeaning(args, { ...rest, findings: args.findings, dialect: args.dialect }),
  SqlFile: sqlFile('sqlFile'),
  SqlResource: sqlFile('sqlResource'),
};

/** SQL in a file beside the program, or embedded in it. */
function sqlFile(parameter: string): Reader {
  return ({ args, ...rest }: Reading): Meaning => {
    const { findings, dialect } = args;
    const argument = args.expression(parameter);
    const meaning = argument === undefined ? undefined : resourceMeaning([argument], { ...rest, findings, dialect });
    if (meaning === undefined) {
      const detail = `the ${parameter} of ${rest.call.method} is not the name of an SQL file that can be told`;
      findings.obstacles.push({ reason: 'built-at-run-time', detail });
    }
    return { operations: [], ...meaning, ...(args.flag('suppressTransaction') ? { outsideTransaction: true } : {}) };
  };
}
