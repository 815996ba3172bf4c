import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { indexColumns } from '../../model/table.ts';

/** What a warning of Prisma is about. */
export interface Warned {
  /** The table whose rows are in question; absent: those of any. */
  readonly table: string | undefined;
  /** The columns that are to hold no two equal rows. */
  readonly unique?: readonly string[];
  /** Whether the operation is what Prisma warned of. */
  isDoneBy(operation: Operation): boolean;
}

/** Whether an operation works on the rows in question, and so answers the warning when it comes first. */
export function isHandled({ table }: Warned, operation: Operation): boolean {
  const isAbout = (...names: readonly QualifiedName[]): boolean =>
    table === undefined || names.some(({ name }) => name === table);
  switch (operation.kind) {
    case 'UpdateRows':
    case 'DeleteRows':
      return isAbout(operation.table, ...operation.reads);
    case 'InsertRows':
      return operation.source.kind === 'query' && isAbout(operation.table, ...operation.source.reads);
    case 'MergeRows':
      return isAbout(operation.table);
    case 'Truncate':
      return isAbout(...operation.tables);
    default:
      return false;
  }
}

/** What a line of the header is about; `undefined`: the line is of no kind that is known. */
export function warnedOf(text: string): Warned | undefined {
  for (const { pattern, warned } of kinds) {
    const match = pattern.exec(text);
    if (match !== null) return warned(match.groups ?? {});
  }
  return undefined;
}

interface Kind {
  readonly pattern: RegExp;
  readonly warned: (names: Readonly<Record<string, string>>) => Warned;
}

type OnColumn = (operation: Operation, names: { readonly table: string; readonly column: string }) => boolean;

function ofColumn(pattern: RegExp, isDoneBy: OnColumn): Kind {
  return {
    pattern,
    warned: ({ table = '', column = '' }) => ({
      table,
      isDoneBy: (operation) => isDoneBy(operation, { table, column }),
    }),
  };
}

const isDropped: OnColumn = (operation, { table, column }) =>
  operation.kind === 'DropColumn' && operation.table.name === table && operation.column === column;

const isRequired: OnColumn = (operation, { table, column }) =>
  operation.kind === 'AddColumn' &&
  operation.table.name === table &&
  operation.column.name === column &&
  !operation.column.nullable &&
  operation.column.default === undefined;

/** The sentences of Prisma's schema engine, in the words that it has had since its migrations are stable. */
const kinds: readonly Kind[] = [
  ofColumn(/drop the column `(?<column>[^`]+)` on the `(?<table>[^`]+)` table/, isDropped),
  ofColumn(/The `(?<column>[^`]+)` column on the `(?<table>[^`]+)` table would be dropped and recreated/, isDropped),
  ofColumn(/Changed the type of `(?<column>[^`]+)` on the `(?<table>[^`]+)` table/, isDropped),
  ofColumn(/required column `(?<column>[^`]+)` (?:was added )?to the `(?<table>[^`]+)` table/, isRequired),
  ofColumn(
    /Made the column `(?<column>[^`]+)` on table `(?<table>[^`]+)` required/,
    (operation, { table, column }) =>
      operation.kind === 'AlterColumn' &&
      operation.table.name === table &&
      operation.column === column &&
      operation.change.nullable === false,
  ),
  ofColumn(
    /alter the column `(?<column>[^`]+)` on the `(?<table>[^`]+)` table/,
    (operation, { table, column }) =>
      operation.kind === 'AlterColumn' &&
      operation.table.name === table &&
      operation.column === column &&
      operation.change.type !== undefined,
  ),
  {
    pattern: /drop the `(?<table>[^`]+)` table/,
    warned: ({ table = '' }) => ({
      table,
      isDoneBy: (operation) => operation.kind === 'DropTable' && operation.table.name === table,
    }),
  },
  {
    pattern: /primary key for the `(?<table>[^`]+)` table will be changed/,
    warned: ({ table = '' }) => ({
      table,
      isDoneBy: (operation) =>
        (operation.kind === 'AddPrimaryKey' || operation.kind === 'DropConstraint') && operation.table.name === table,
    }),
  },
  {
    pattern: /covering the columns `\[(?<columns>[^\]]+)\]` on the table `(?<table>[^`]+)` will be added/,
    warned: ({ table = '', columns = '' }) => ({
      table,
      unique: columns.split(','),
      isDoneBy: (operation) => isUnique(operation, table, columns),
    }),
  },
  {
    pattern: /on the enum `[^`]+` will be removed/,
    warned: () => ({
      table: undefined,
      isDoneBy: ({ kind }) => kind === 'AlterColumn' || kind === 'DropType' || kind === 'CreateType',
    }),
  },
];

/** `columns` is a list as Prisma prints it: `a,b`. */
function isUnique(operation: Operation, table: string, columns: string): boolean {
  switch (operation.kind) {
    case 'CreateIndex':
      return (
        operation.index.unique && operation.table.name === table && indexColumns(operation.index).join(',') === columns
      );
    case 'AddUnique':
      return operation.table.name === table && operation.constraint.columns.join(',') === columns;
    default:
      return false;
  }
}
