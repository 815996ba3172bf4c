import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../src/dialects/sqlserver/expressions.ts';
import { sqlserver } from '../../../src/dialects/sqlserver/index.ts';
import { parseType } from '../../../src/dialects/sqlserver/types.ts';
import type { Operation, OperationKind } from '../../../src/model/operation.ts';
import type { Column, Constraint, Index, IndexPart } from '../../../src/model/table.ts';
import { meaning, statements } from './operations.ts';

const span = { file: 'a.sql', start: 0, end: 0 };

/** An operation without its place, kind by kind. */
type Unplaced = { [K in OperationKind]: Omit<Operation<K>, 'span'> }[OperationKind];

function readBack(operation: Unplaced): readonly unknown[] | undefined {
  const written = sqlserver.write({ ...operation, span });
  return written?.flatMap((sql) => statements(sql).flatMap(({ operations }) => operations.map(meaning)));
}

/** Names of all kinds, those that need brackets included. */
const name = fc.constantFrom('a', 'Name', 'Key', 'order', 'two words', "it's", 'x]y', 'ä', 'dbo', 'OFF', '1st');
const schema = fc.constantFrom('dbo', 'app', 'my schema');
const table = fc.oneof(fc.record({ name }), fc.record({ schema, name }));
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const noNames: readonly string[] = [];

const expression = fc
  .constantFrom('0', '-1', "N'it''s'", 'NULL', 'getutcdate()', "CONVERT(bit, 0) + '1'", 'NEXT VALUE FOR dbo.s')
  .map(parseExpression);

const conditions: Readonly<Record<string, readonly string[]>> = {
  'a > 0': ['a'],
  "[Key] IN ('x', 'y') AND b IS NOT NULL": ['Key', 'b'],
  'len(a) < 5': ['a'],
};
const condition = fc.constantFrom(...Object.keys(conditions)).map(parseExpression);

const type = fc
  .constantFrom('int', 'bit', 'nvarchar(max)', 'decimal(18,2)', 'datetime2(7)', 'rowversion', 'app.Phone')
  .map(parseType);

const plainColumn = fc.record(
  {
    name,
    type,
    nullable: fc.boolean(),
    default: expression,
    collation: fc.constant('Latin1_General_BIN'),
    attributes: fc.constantFrom({ sparse: 'yes' }, { rowguidcol: 'yes' }),
  },
  { requiredKeys: ['name', 'type', 'nullable'] },
);

const columnWithNamedDefault = fc.record({
  name,
  type,
  nullable: fc.boolean(),
  default: expression,
  defaultName: name,
});

const identityColumn = fc.record({
  name,
  type: fc.constant(parseType('bigint')),
  nullable: fc.constant(false),
  identity: fc.constantFrom<NonNullable<Column['identity']>>(
    { generation: 'by-default' },
    { generation: 'by-default', start: '5', increment: '-2' },
  ),
});

const computedColumn = fc.record({
  name,
  type: fc.constant<Column['type']>({ text: 'computed', name: 'computed', family: 'other' }),
  nullable: fc.constant(true),
  generated: fc.record({ expression: condition, stored: fc.boolean() }),
});

const column: fc.Arbitrary<Column> = fc.oneof(plainColumn, columnWithNamedDefault, identityColumn, computedColumn);

const keyFacets = fc.constantFrom<Record<string, string>>({ fillfactor: '80' }, { filegroup: 'fg' });
const action = fc.constantFrom('no-action' as const, 'cascade' as const, 'set-null' as const, 'set-default' as const);
const validated = fc.constant(true);

const primaryKey = fc.record(
  {
    kind: fc.constant('PrimaryKey' as const),
    name,
    columns: names,
    validated,
    clustered: fc.constant(false),
    attributes: keyFacets,
  },
  { requiredKeys: ['kind', 'columns', 'validated'] },
);

const unique = fc.record(
  {
    kind: fc.constant('Unique' as const),
    name,
    columns: names,
    validated,
    clustered: fc.constant(true),
    attributes: keyFacets,
  },
  { requiredKeys: ['kind', 'columns', 'validated'] },
);

const foreignKey = fc.record(
  {
    kind: fc.constant('ForeignKey' as const),
    name,
    columns: names,
    target: table,
    targetColumns: fc.oneof(fc.constant(noNames), names),
    onDelete: action,
    onUpdate: action,
    validated,
  },
  { requiredKeys: ['kind', 'columns', 'target', 'targetColumns', 'onDelete', 'onUpdate', 'validated'] },
);

const check = fc
  .record(
    {
      kind: fc.constant('Check' as const),
      name,
      expression: condition,
      validated,
      attributes: fc.constant({ 'for-replication': 'no' }),
    },
    { requiredKeys: ['kind', 'expression', 'validated'] },
  )
  .map((one) => ({ ...one, columns: conditions[one.expression.sql] ?? noNames }));

const constraint: fc.Arbitrary<Constraint> = fc.oneof(primaryKey, unique, foreignKey, check);

const parts: fc.Arbitrary<readonly IndexPart[]> = names.chain((columns) =>
  fc.tuple(...columns.map((one) => fc.constantFrom<IndexPart>({ column: one }, { column: one, descending: true }))),
);

const index: fc.Arbitrary<Index> = fc.record(
  {
    name,
    parts,
    unique: fc.boolean(),
    clustered: fc.constant(true),
    include: names,
    where: condition,
    attributes: fc.constant({ fillfactor: '70', 'ignore-dup-key': 'on' }),
  },
  { requiredKeys: ['name', 'parts', 'unique'] },
);

const execution = fc.constantFrom<Record<string, string>>({ online: 'on' }, { online: 'on', maxdop: '2' });
const guards = fc.constant([{ kind: 'if-exists' as const }]);
const no = fc.constant(false);

/** Operations of every kind that a fix may propose. */
const operations: Readonly<Record<string, fc.Arbitrary<Unplaced>>> = {
  CreateTable: fc.record(
    {
      kind: fc.constant('CreateTable' as const),
      table,
      columns: fc.array(column, { minLength: 1, maxLength: 4 }),
      constraints: fc.array(constraint, { maxLength: 3 }),
      indexes: fc.array(index, { maxLength: 2 }),
      attributes: fc.constant({ filegroup: 'fg', 'data-compression': 'page' }),
    },
    { requiredKeys: ['kind', 'table', 'columns', 'constraints', 'indexes'] },
  ),
  DropTable: fc.record(
    { kind: fc.constant('DropTable' as const), table, guards, cascade: no },
    { requiredKeys: ['kind', 'table', 'cascade'] },
  ),
  AddColumn: fc.record({ kind: fc.constant('AddColumn' as const), table, column }),
  DropColumn: fc.record(
    { kind: fc.constant('DropColumn' as const), table, column: name, guards, cascade: no },
    { requiredKeys: ['kind', 'table', 'column', 'cascade'] },
  ),
  RenameColumn: fc.record({ kind: fc.constant('RenameColumn' as const), table, column: name, newName: name }),
  AlterColumn: fc.record({
    kind: fc.constant('AlterColumn' as const),
    table,
    column: name,
    change: fc.oneof(
      fc.record({ type, nullable: fc.boolean() }),
      fc.record({ default: expression }),
      fc.record({ default: expression, defaultName: name }),
    ),
  }),
  AddPrimaryKey: fc.record(
    { kind: fc.constant('AddPrimaryKey' as const), table, constraint: primaryKey, execution },
    { requiredKeys: ['kind', 'table', 'constraint'] },
  ),
  AddUnique: fc.record({ kind: fc.constant('AddUnique' as const), table, constraint: unique }),
  AddForeignKey: fc.record({
    kind: fc.constant('AddForeignKey' as const),
    table,
    constraint: fc.tuple(foreignKey, fc.boolean()).map(([one, isChecked]) => ({ ...one, validated: isChecked })),
  }),
  AddCheck: fc.record({
    kind: fc.constant('AddCheck' as const),
    table,
    constraint: fc.tuple(check, fc.boolean()).map(([one, isChecked]) => ({ ...one, validated: isChecked })),
  }),
  DropConstraint: fc.record(
    { kind: fc.constant('DropConstraint' as const), table, name, guards, cascade: no },
    { requiredKeys: ['kind', 'table', 'name', 'cascade'] },
  ),
  AlterConstraint: fc.record(
    {
      kind: fc.constant('AlterConstraint' as const),
      table,
      name,
      attributes: fc.constantFrom(
        { enabled: 'true', trusted: 'true' },
        { enabled: 'true', trusted: 'false' },
        { enabled: 'false', trusted: 'false' },
      ),
    },
    { requiredKeys: ['kind', 'table', 'attributes'] },
  ),
  CreateIndex: fc.record(
    { kind: fc.constant('CreateIndex' as const), table, index, execution, concurrently: no },
    { requiredKeys: ['kind', 'table', 'index', 'concurrently'] },
  ),
  DropIndex: fc.record(
    {
      kind: fc.constant('DropIndex' as const),
      table,
      name: fc.record({ name }),
      guards,
      execution,
      concurrently: no,
      cascade: no,
    },
    { requiredKeys: ['kind', 'table', 'name', 'concurrently', 'cascade'] },
  ),
  RenameIndex: fc.record({
    kind: fc.constant('RenameIndex' as const),
    table,
    name: fc.record({ name }),
    newName: name,
  }),
  InsertRows: fc.record({
    kind: fc.constant('InsertRows' as const),
    table,
    columns: fc.oneof(fc.constant(noNames), names),
    source: fc.constantFrom<Operation<'InsertRows'>['source']>(
      {
        kind: 'values',
        rows: [
          ['1', "N'x'"],
          ['NULL', 'DEFAULT'],
        ],
      },
      { kind: 'values', rows: [[]] },
      { kind: 'query', query: 'SELECT a FROM s', reads: [{ name: 's' }] },
    ),
  }),
  UpdateRows: fc.record(
    {
      kind: fc.constant('UpdateRows' as const),
      table,
      assignments: fc.array(fc.record({ column: name, value: expression }), { minLength: 1, maxLength: 2 }),
      where: fc.constantFrom('a = 1', "[Key] IS NULL AND b = N'x'"),
      reads: fc.constant([]),
    },
    { requiredKeys: ['kind', 'table', 'assignments', 'reads'] },
  ),
  DeleteRows: fc.record({
    kind: fc.constant('DeleteRows' as const),
    table,
    where: fc.constant('[Key] IN (SELECT b FROM s)'),
    reads: fc.constant([{ name: 's' }]),
  }),
  Truncate: fc.record({ kind: fc.constant('Truncate' as const), tables: fc.tuple(table), cascade: no }),
};

describe('write', () => {
  it.each(Object.entries(operations))('%s gives the operation back when it is read', (_, operation) => {
    fc.assert(
      fc.property(operation, (one) => {
        expect(readBack(one)).toEqual([one]);
      }),
    );
  });

  it.each<[Unplaced, readonly string[]]>([
    [
      { kind: 'RenameTable', table: { schema: 'app', name: 't' }, newName: { schema: 'app', name: 'u' } },
      ["EXEC sp_rename N'app.t', N'u'"],
    ],
    [
      { kind: 'RenameTable', table: { name: 't' }, newName: { schema: 'app', name: 't' } },
      ['ALTER SCHEMA app TRANSFER t'],
    ],
    [{ kind: 'SetVariable', name: 'lock_timeout', value: '500', scope: 'session' }, ['SET LOCK_TIMEOUT 500']],
    [
      { kind: 'Comment', on: 'column app.t.a', table: { schema: 'app', name: 't' }, column: 'a', text: "it's" },
      [
        "EXEC sp_addextendedproperty @name = N'MS_Description', @value = N'it''s', @level0type = N'SCHEMA', " +
          "@level0name = N'app', @level1type = N'TABLE', @level1name = N't', @level2type = N'COLUMN', @level2name = N'a'",
      ],
    ],
  ])('%j', (operation, sql) => {
    expect(sqlserver.write({ ...operation, span })).toEqual(sql);
    expect(readBack(operation)).toEqual([operation]);
  });

  it.each<[string, Unplaced]>([
    [
      'a guard that is no IF EXISTS',
      { kind: 'Truncate', tables: [{ name: 't' }], cascade: false, guards: [{ kind: 'condition', text: '1 = 1' }] },
    ],
    ['what a loop repeats', { kind: 'DeleteRows', table: { name: 't' }, reads: [], repeated: true }],
    ['CASCADE', { kind: 'DropTable', table: { name: 't' }, cascade: true }],
    [
      'dropping a default without its name',
      { kind: 'AlterColumn', table: { name: 't' }, column: 'a', change: { default: null } },
    ],
    [
      'a temporary table without the sign',
      { kind: 'CreateTable', table: { name: 't' }, columns: [], constraints: [], indexes: [], temporary: true },
    ],
  ])('cannot say %s', (_, operation) => {
    expect(sqlserver.write({ ...operation, span })).toBeUndefined();
  });
});
