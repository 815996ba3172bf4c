/**
 * The parameters of MigrationBuilder's methods in the order in which they are declared (EF Core 2 to 9; a newer version
 * only appends). A parameter in its plural overload stands under its singular name.
 */
export const signatures = {
  AddColumn: [
    ...['name', 'table', 'type', 'unicode', 'maxLength', 'rowVersion', 'schema', 'nullable', 'defaultValue'],
    ...['defaultValueSql', 'computedColumnSql', 'fixedLength', 'comment', 'collation', 'precision', 'scale', 'stored'],
  ],
  AlterColumn: [
    ...['name', 'table', 'type', 'unicode', 'maxLength', 'rowVersion', 'schema', 'nullable', 'defaultValue'],
    ...['defaultValueSql', 'computedColumnSql', 'oldClrType', 'oldType', 'oldUnicode', 'oldMaxLength', 'oldRowVersion'],
    ...[
      'oldNullable',
      'oldDefaultValue',
      'oldDefaultValueSql',
      'oldComputedColumnSql',
      'fixedLength',
      'oldFixedLength',
    ],
    ...['comment', 'oldComment', 'collation', 'oldCollation', 'precision', 'oldPrecision', 'scale', 'oldScale'],
    ...['stored', 'oldStored'],
  ],
  DropColumn: ['name', 'table', 'schema'],
  RenameColumn: ['name', 'table', 'newName', 'schema'],
  CreateTable: ['name', 'columns', 'schema', 'constraints', 'comment'],
  DropTable: ['name', 'schema'],
  RenameTable: ['name', 'schema', 'newName', 'newSchema'],
  AlterTable: ['name', 'schema', 'comment', 'oldComment'],
  CreateIndex: ['name', 'table', 'column', 'schema', 'unique', 'filter', 'descending'],
  DropIndex: ['name', 'table', 'schema'],
  RenameIndex: ['name', 'newName', 'table', 'schema'],
  AddForeignKey: [
    ...['name', 'table', 'column', 'principalTable', 'schema', 'principalSchema', 'principalColumn'],
    ...['onUpdate', 'onDelete'],
  ],
  DropForeignKey: ['name', 'table', 'schema'],
  AddPrimaryKey: ['name', 'table', 'column', 'schema'],
  DropPrimaryKey: ['name', 'table', 'schema'],
  AddUniqueConstraint: ['name', 'table', 'column', 'schema'],
  DropUniqueConstraint: ['name', 'table', 'schema'],
  AddCheckConstraint: ['name', 'table', 'sql', 'schema'],
  CreateCheckConstraint: ['name', 'table', 'sql', 'schema'],
  DropCheckConstraint: ['name', 'table', 'schema'],
  CreateSequence: [
    ...['name', 'schema', 'startValue', 'incrementBy', 'minValue', 'maxValue', 'cyclic', 'cached', 'cacheSize'],
  ],
  AlterSequence: [
    ...['name', 'schema', 'incrementBy', 'minValue', 'maxValue', 'cyclic', 'oldIncrementBy', 'oldMinValue'],
    ...['oldMaxValue', 'oldCyclic', 'cached', 'cacheSize', 'oldCached', 'oldCacheSize'],
  ],
  RenameSequence: ['name', 'schema', 'newName', 'newSchema'],
  RestartSequence: ['name', 'startValue', 'schema'],
  DropSequence: ['name', 'schema'],
  EnsureSchema: ['name'],
  DropSchema: ['name'],
  AlterDatabase: ['collation', 'oldCollation'],
  Sql: ['sql', 'suppressTransaction'],
  InsertData: ['table', 'column', 'value', 'schema'],
  UpdateData: ['table', 'keyColumn', 'keyValue', 'column', 'value', 'schema'],
  DeleteData: ['table', 'keyColumn', 'keyValue', 'schema'],
} as const;

export type BuilderMethod = keyof typeof signatures;

export function isBuilderMethod(name: string): name is BuilderMethod {
  return Object.hasOwn(signatures, name);
}

/** The overloads of the data methods that also say the columns' types. */
export const typedSignatures: Readonly<Partial<Record<BuilderMethod, readonly string[]>>> = {
  InsertData: ['table', 'column', 'columnType', 'value', 'schema'],
  UpdateData: ['table', 'keyColumn', 'keyColumnType', 'keyValue', 'column', 'columnType', 'value', 'schema'],
  DeleteData: ['table', 'keyColumn', 'keyColumnType', 'keyValue', 'schema'],
};

/** The parameters of what the lambdas of CreateTable call on `table`. */
export const tableSignatures = {
  Column: [
    ...['type', 'unicode', 'maxLength', 'rowVersion', 'name', 'nullable', 'defaultValue', 'defaultValueSql'],
    ...['computedColumnSql', 'fixedLength', 'comment', 'collation', 'precision', 'scale', 'stored'],
  ],
  PrimaryKey: ['name', 'column'],
  UniqueConstraint: ['name', 'column'],
  CheckConstraint: ['name', 'sql'],
  ForeignKey: [...['name', 'column', 'principalTable', 'principalColumn', 'principalSchema', 'onUpdate', 'onDelete']],
} as const;

export type TableMethod = keyof typeof tableSignatures;

export function isTableMethod(name: string): name is TableMethod {
  return Object.hasOwn(tableSignatures, name);
}
