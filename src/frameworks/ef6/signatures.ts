/**
 * The parameters of DbMigration's methods in the order in which they are declared (EF 6.5). A parameter in its plural
 * overload stands under its singular name; where overloads differ, the longest form is here.
 */
export const signatures = {
  CreateTable: ['name', 'columnsAction', 'annotations', 'anonymousArguments'],
  AlterTableAnnotations: ['name', 'columnsAction', 'annotations', 'anonymousArguments'],
  DropTable: ['name', 'removedAnnotations', 'removedColumnAnnotations', 'anonymousArguments'],
  RenameTable: ['name', 'newName', 'anonymousArguments'],
  MoveTable: ['name', 'newSchema', 'anonymousArguments'],
  AddColumn: ['table', 'name', 'columnAction', 'anonymousArguments'],
  AlterColumn: ['table', 'name', 'columnAction', 'anonymousArguments'],
  DropColumn: ['table', 'name', 'removedAnnotations', 'anonymousArguments'],
  RenameColumn: ['table', 'name', 'newName', 'anonymousArguments'],
  AddPrimaryKey: ['table', 'column', 'name', 'clustered', 'anonymousArguments'],
  DropPrimaryKey: ['table', 'name', 'anonymousArguments'],
  AddForeignKey: [
    ...['dependentTable', 'dependentColumn', 'principalTable', 'principalColumn', 'cascadeDelete', 'name'],
    'anonymousArguments',
  ],
  DropForeignKey: ['dependentTable', 'dependentColumn', 'principalTable', 'principalColumn', 'anonymousArguments'],
  CreateIndex: ['table', 'column', 'unique', 'name', 'clustered', 'anonymousArguments'],
  DropIndex: ['table', 'name', 'anonymousArguments'],
  RenameIndex: ['table', 'name', 'newName', 'anonymousArguments'],
  CreateStoredProcedure: ['name', 'parametersAction', 'body', 'anonymousArguments'],
  AlterStoredProcedure: ['name', 'parametersAction', 'body', 'anonymousArguments'],
  DropStoredProcedure: ['name', 'anonymousArguments'],
  RenameStoredProcedure: ['name', 'newName', 'anonymousArguments'],
  MoveStoredProcedure: ['name', 'newSchema', 'anonymousArguments'],
  Sql: ['sql', 'suppressTransaction', 'anonymousArguments'],
  SqlFile: ['sqlFile', 'suppressTransaction', 'anonymousArguments'],
  SqlResource: ['sqlResource', 'resourceAssembly', 'suppressTransaction', 'anonymousArguments'],
} as const;

export type MigrationMethod = keyof typeof signatures;

export function isMigrationMethod(name: string): name is MigrationMethod {
  return Object.hasOwn(signatures, name);
}

/** The overloads that leave parameters out, by what the longest form has in their place. */
export const shortForms = {
  DropForeignKey: ['dependentTable', 'name', 'anonymousArguments'],
  CreateStoredProcedure: ['name', 'body', 'anonymousArguments'],
  AlterStoredProcedure: ['name', 'body', 'anonymousArguments'],
  DropIndex: ['table', 'column', 'anonymousArguments'],
} as const;

/** What is chained on CreateTable. */
export const tableSignatures = {
  PrimaryKey: ['keyExpression', 'name', 'clustered', 'anonymousArguments'],
  ForeignKey: ['principalTable', 'dependentKeyExpression', 'cascadeDelete', 'name', 'anonymousArguments'],
  Index: ['indexExpression', 'name', 'unique', 'clustered', 'anonymousArguments'],
} as const;

export type TableMethod = keyof typeof tableSignatures;

export function isTableMethod(name: string): name is TableMethod {
  return Object.hasOwn(tableSignatures, name);
}

const value = ['defaultValue', 'defaultValueSql', 'name', 'storeType'];
const plain = ['nullable', ...value, 'annotations'];
const counted = ['nullable', 'identity', ...value, 'annotations'];
const timed = ['nullable', 'precision', ...value, 'annotations'];

/** What the lambdas call on the column builder: one method a type. */
export const columnSignatures = {
  Binary: [
    ...['nullable', 'maxLength', 'fixedLength', 'defaultValue', 'defaultValueSql', 'timestamp', 'name', 'storeType'],
    'annotations',
  ],
  Boolean: plain,
  Byte: counted,
  DateTime: timed,
  DateTimeOffset: timed,
  Decimal: ['nullable', 'precision', 'scale', ...value, 'identity', 'annotations'],
  Double: plain,
  Geography: plain,
  Geometry: plain,
  Guid: counted,
  HierarchyId: plain,
  Int: counted,
  Long: counted,
  Short: counted,
  Single: plain,
  String: ['nullable', 'maxLength', 'fixedLength', 'unicode', ...value, 'annotations'],
  Time: timed,
} as const;

/** The type of a column as the builder names it. */
export type ColumnKind = keyof typeof columnSignatures;

export function isColumnKind(name: string): name is ColumnKind {
  return Object.hasOwn(columnSignatures, name);
}

/** What a column has and a parameter of a procedure has not. */
const columnOnly: ReadonlySet<string> = new Set(['nullable', 'identity', 'timestamp', 'annotations']);

/** The parameters of the same method of the parameter builder. */
export function parameterSignature(kind: ColumnKind): readonly string[] {
  return [...columnSignatures[kind].filter((name) => !columnOnly.has(name)), 'outParameter'];
}
