import type { DialectName, QualifiedName } from '../../model/names.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';

/** How a statement is written so that it can be run twice. */
export type Form =
  /** It has a clause for it. */
  | 'if-exists'
  | 'if-not-exists'
  /** OR REPLACE, OR ALTER. */
  | 'replace'
  /** It has none: what is there is dropped before, with IF EXISTS. */
  | 'drop-first'
  /** An IF around it asks the catalog (T-SQL). */
  | 'condition';

type Forms = Readonly<Partial<Record<OperationKind, Form>>>;

const drops = {
  DropTable: 'if-exists',
  DropView: 'if-exists',
  DropTrigger: 'if-exists',
} as const satisfies Forms;

/** What each database has for it; for what is not here it has nothing short. */
export const repeatableForms: Readonly<Record<DialectName, Forms>> = {
  postgres: {
    ...drops,
    CreateTable: 'if-not-exists',
    AddColumn: 'if-not-exists',
    DropColumn: 'if-exists',
    CreateIndex: 'if-not-exists',
    DropIndex: 'if-exists',
    AddPrimaryKey: 'drop-first',
    AddUnique: 'drop-first',
    AddCheck: 'drop-first',
    AddForeignKey: 'drop-first',
    AddExclusion: 'drop-first',
    DropConstraint: 'if-exists',
    CreateView: 'replace',
    CreateRoutine: 'replace',
    CreateTrigger: 'replace',
    DropRoutine: 'if-exists',
    DropType: 'if-exists',
    CreateSequence: 'if-not-exists',
    DropSequence: 'if-exists',
    CreateSchema: 'if-not-exists',
    DropSchema: 'if-exists',
  },
  mysql: {
    ...drops,
    CreateTable: 'if-not-exists',
    CreateView: 'replace',
    DropRoutine: 'if-exists',
    CreateSchema: 'if-not-exists',
    DropSchema: 'if-exists',
  },
  sqlite: {
    ...drops,
    CreateTable: 'if-not-exists',
    CreateIndex: 'if-not-exists',
    DropIndex: 'if-exists',
    CreateView: 'if-not-exists',
    CreateTrigger: 'if-not-exists',
  },
  sqlserver: {
    ...drops,
    CreateTable: 'condition',
    AddColumn: 'condition',
    RenameTable: 'condition',
    RenameColumn: 'condition',
    CreateIndex: 'condition',
    AddPrimaryKey: 'condition',
    AddUnique: 'condition',
    AddCheck: 'condition',
    AddForeignKey: 'condition',
    DropColumn: 'if-exists',
    DropConstraint: 'if-exists',
    DropIndex: 'if-exists',
    CreateView: 'replace',
    CreateRoutine: 'replace',
    CreateTrigger: 'replace',
    DropRoutine: 'if-exists',
    DropType: 'if-exists',
    CreateSequence: 'condition',
    DropSequence: 'if-exists',
  },
};

/** The operation with what lets it be run twice; `undefined`: another statement has to stand before or around it. */
export function repeatable(operation: Operation, form: Form): Operation | undefined {
  switch (form) {
    case 'if-exists':
    case 'if-not-exists':
      return { ...operation, guards: [{ kind: form }] };
    case 'replace':
      return 'replace' in operation ? { ...operation, replace: true } : undefined;
    case 'drop-first':
    case 'condition':
      return undefined;
  }
}

/** The condition of T-SQL under which an operation is still to be done. */
export function conditionFor(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'CreateTable':
      return `OBJECT_ID(N'${quoted(operation.table)}', N'U') IS NULL`;
    case 'RenameTable':
      return `OBJECT_ID(N'${quoted(operation.table)}', N'U') IS NOT NULL`;
    case 'AddColumn':
      return `COL_LENGTH(N'${quoted(operation.table)}', N'${text(operation.column.name)}') IS NULL`;
    case 'RenameColumn':
      return `COL_LENGTH(N'${quoted(operation.table)}', N'${text(operation.column)}') IS NOT NULL`;
    case 'CreateIndex':
      return `NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'${text(operation.index.name ?? '')}' AND object_id = OBJECT_ID(N'${quoted(operation.table)}'))`;
    case 'AddPrimaryKey':
    case 'AddUnique':
    case 'AddCheck':
    case 'AddForeignKey': {
      const { name } = operation.constraint;
      if (name === undefined) return undefined;
      return `OBJECT_ID(N'${quoted({ ...operation.table, name })}') IS NULL`;
    }
    case 'CreateSequence':
      return `OBJECT_ID(N'${quoted(operation.name)}', N'SO') IS NULL`;
    default:
      return undefined;
  }
}

function quoted({ schema, name }: QualifiedName): string {
  return [schema ?? 'dbo', name].map((part) => `[${text(part).replaceAll(']', ']]')}]`).join('.');
}

function text(name: string): string {
  return name.replaceAll("'", "''");
}
