import fc from 'fast-check';
import { mysql } from '../../../src/dialects/mysql/index.ts';
import type { Operation } from '../../../src/model/operation.ts';
import type { Check, ForeignKey, IndexPart, ReferentialAction } from '../../../src/model/table.ts';

// Operations as the reader gives them back, all at one place.

type Model<T> = { [K in keyof T]: fc.Arbitrary<T[K]> };

/** An object with all of `required` and some of `optional`. */
function shape<R, O>(required: Model<R>, optional: Model<O>) {
  const both = fc.tuple(fc.record<R>(required), fc.record<O, never>(optional, { requiredKeys: [] }));
  return both.map(([all, some]) => ({ ...all, ...some }));
}

const just = <const T>(value: T): fc.Arbitrary<T> => fc.constant(value);

const name = fc.oneof(
  fc.constantFrom('a', 'Order', 'key', 'my table', 'x`y', 'größe', 'end', '2fa', 'DELIMITER', 'a;b', "it's", '-- c'),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const names = fc.array(name, { minLength: 1, maxLength: 3 });
const qualified = shape({ name }, { schema: name });
const text = fc.string({ maxLength: 12, unit: 'binary' });

const type = fc
  .constantFrom(
    ...['int', 'bigint unsigned', 'tinyint(1)', 'decimal(18,2)', 'varchar(255)', 'char(36)', 'longtext', 'timestamp'],
    ...['datetime(6)', 'json', "enum('a','it''s')", 'varbinary(16)', 'double', 'bit(1)', 'date', 'point'],
  )
  .map((written) => mysql.columnType(written));

const value = fc
  .constantFrom(
    ...['1', '-1.5', "'x'", "'it''s'", 'TRUE', "b'0'", 'CURRENT_TIMESTAMP', 'CURRENT_TIMESTAMP(6)', 'uuid()', 'a + 1'],
  )
  .map((sql) => mysql.expression(sql));

const expression = fc
  .constantFrom('a > 0', 'lower(b)', '`key` IS NOT NULL AND (a + 1) * 2 = 4', "json_extract(a, '$.b') = 'c'")
  .map((sql) => mysql.expression(sql));

const facets = {
  default: value,
  identity: just({ generation: 'auto-increment' }),
  generated: fc.record({ expression, stored: fc.boolean() }),
  onUpdate: value,
  collation: fc.constantFrom('utf8mb4_bin', 'ascii_general_ci'),
  comment: text,
};

/** A column that numbers its rows is never NULL. */
function numbered<C extends { nullable: boolean; identity?: unknown }>(written: C): C {
  return written.identity == null ? written : { ...written, nullable: false };
}

const columnAttributes = fc.constantFrom<Record<string, string>>(
  { charset: 'ascii' },
  { visible: 'no' },
  { references: 'u(id) ON DELETE CASCADE' },
  { srid: '4326' },
);

const column = shape({ name, type, nullable: fc.boolean() }, { ...facets, attributes: columnAttributes }).map(numbered);

const validated = just(true);
const primaryKey = shape({ kind: just('PrimaryKey'), columns: names, validated }, { name });
const unique = shape({ kind: just('Unique'), columns: names, validated }, { name });
const check = fc.constantFrom<Check>(
  { kind: 'Check', name: 'c', expression: mysql.expression('a > 0'), columns: ['a'], validated: true },
  {
    ...{ kind: 'Check', expression: mysql.expression('lower(`key`) IN (1, b)'), columns: ['key', 'b'] },
    ...{ validated: true, attributes: { enforced: 'no' } },
  },
);
const action = fc.constantFrom<ReferentialAction>('no-action', 'restrict', 'cascade', 'set-null', 'set-default');
const foreignKey: fc.Arbitrary<ForeignKey> = shape(
  {
    ...{ kind: just('ForeignKey'), columns: names, target: qualified, targetColumns: names, validated },
    ...{ onDelete: action, onUpdate: action },
  },
  { name, match: fc.constantFrom('full', 'partial'), attributes: name.map((index) => ({ index })) },
);

const part: fc.Arbitrary<IndexPart> = fc.oneof(
  shape({ column: name }, { prefix: fc.integer({ min: 1, max: 99 }), descending: just(true) }),
  fc.record({ expression }),
);

/** Not unique: a unique index of plain columns is read back as a constraint. */
const index = shape(
  { parts: fc.array(part, { minLength: 1, maxLength: 3 }), unique: just(false) },
  {
    ...{ name, method: fc.constantFrom('btree', 'hash', 'fulltext', 'spatial') },
    attributes: fc.oneof(
      text.map((comment) => ({ comment })),
      just({ visible: 'no' }),
    ),
  },
);

const execution = fc.constantFrom<Record<string, string>>(
  { algorithm: 'inplace' },
  { lock: 'none' },
  { algorithm: 'copy', lock: 'shared' },
);
const tableAttributes = fc.constantFrom<Record<string, string>>(
  { engine: 'InnoDB' },
  { charset: 'utf8mb4', collation: 'utf8mb4_bin' },
  { 'row-format': 'compressed', 'key-block-size': '8' },
  { compression: 'zlib' },
  { 'system-versioning': 'yes' },
);
const position = fc.oneof(fc.record({ after: just(undefined) }), fc.record({ after: name }));

const span = just({ file: '', start: 0, end: 0 });
const onTable = { span, table: qualified };
const ifExists = just([{ kind: 'if-exists' }]);
const ifNotExists = just([{ kind: 'if-not-exists' }]);
const no = just(false);

const createTable = shape(
  {
    ...{ kind: just('CreateTable'), ...onTable, columns: fc.array(column, { minLength: 1, maxLength: 4 }) },
    constraints: fc.array(fc.oneof(unique, check, foreignKey), { maxLength: 3 }),
    indexes: fc.array(index, { maxLength: 2 }),
  },
  {
    ...{ guards: ifNotExists, temporary: just(true), comment: text, attributes: tableAttributes },
    partitionBy: just('HASH(a) PARTITIONS 4'),
  },
);

const columns = fc.oneof(
  shape({ kind: just('AddColumn'), ...onTable, column }, { guards: ifNotExists, position, execution }),
  shape({ kind: just('DropColumn'), ...onTable, column: name, cascade: no }, { guards: ifExists, execution }),
  shape({ kind: just('RenameColumn'), ...onTable, column: name, newName: name }, { execution }),
  shape(
    {
      ...{ kind: just('AlterColumn'), ...onTable, column: name },
      change: shape(
        {
          ...{ restated: just(true), type, nullable: fc.boolean() },
          ...{ default: fc.option(facets.default), identity: fc.option(facets.identity) },
          ...{ generated: fc.option(facets.generated), onUpdate: fc.option(facets.onUpdate) },
          ...{ collation: fc.option(facets.collation), comment: fc.option(facets.comment) },
        },
        { attributes: columnAttributes },
      ).map(numbered),
    },
    { guards: ifExists, position, execution },
  ),
  fc.record({
    ...{ kind: just('AlterColumn'), ...onTable, column: name },
    change: fc.oneof(
      fc.record({ default: fc.option(value) }),
      fc.record({ attributes: fc.record({ visible: fc.constantFrom('yes', 'no') }) }),
    ),
  }),
);

const keys = fc.oneof(
  shape({ kind: just('AddPrimaryKey'), ...onTable, constraint: primaryKey }, { execution }),
  shape({ kind: just('AddUnique'), ...onTable, constraint: unique }, { execution }),
  shape({ kind: just('AddCheck'), ...onTable, constraint: check }, { execution }),
  shape({ kind: just('AddForeignKey'), ...onTable, constraint: foreignKey }, { execution }),
  shape({ kind: just('DropConstraint'), ...onTable, cascade: no, constraint: just('PrimaryKey') }, { execution }),
  shape(
    { kind: just('DropConstraint'), ...onTable, cascade: no, name },
    { constraint: fc.constantFrom('ForeignKey', 'Check'), guards: ifExists, execution },
  ),
  fc.record({
    ...{ kind: just('AlterConstraint'), ...onTable, name },
    attributes: fc.record({ enforced: fc.constantFrom('yes', 'no') }),
  }),
);

const plainName = name.filter((own) => own.toUpperCase() !== 'PRIMARY').map((own) => ({ name: own }));

const indexes = fc.oneof(
  shape({ kind: just('CreateIndex'), ...onTable, index, concurrently: no }, { execution }),
  shape(
    { kind: just('DropIndex'), ...onTable, name: plainName, concurrently: no, cascade: no },
    { guards: ifExists, execution },
  ),
  fc.record({ kind: just('RenameIndex'), ...onTable, name: plainName, newName: name }),
  fc.record({
    ...{ kind: just('AlterIndex'), ...onTable, name: plainName },
    attributes: fc.record({ visible: fc.constantFrom('yes', 'no') }),
  }),
);

const tables = fc.oneof(
  shape({ kind: just('DropTable'), ...onTable, cascade: no }, { guards: ifExists, temporary: just(true) }),
  fc.record({ kind: just('RenameTable'), ...onTable, newName: qualified }),
  shape({ kind: just('AlterTable'), ...onTable, attributes: tableAttributes }, { execution }),
  fc.record({
    ...{ kind: just('AlterTable'), ...onTable, attributes: just({}) },
    execution: fc.constantFrom<Record<string, string>>(
      { force: 'rebuild' },
      { keys: 'disable' },
      { 'drop-partition': 'p, q' },
      { partitioning: 'remove' },
      { algorithm: 'copy', 'order-by': 'a DESC' },
    ),
  }),
  fc.record({
    ...{ kind: just('AlterTable'), ...onTable, attributes: just({ charset: 'utf8mb4' }) },
    execution: just({ convert: 'columns' }),
  }),
);

const where = fc.constantFrom('a = 1', "b LIKE 'x%' OR c IS NULL");
const nothing = just([]);
const row = fc.array(fc.constantFrom('1', "'x'", 'NULL', 'DEFAULT', 'now()', '(SELECT 1)'), {
  minLength: 1,
  maxLength: 3,
});
const source = fc.oneof(
  fc.record({ kind: just('values'), rows: fc.array(row, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: just('query'), query: just('SELECT * FROM u'), reads: just([{ name: 'u' }]) }),
);

const rows = fc.oneof(
  shape(
    { kind: just('InsertRows'), ...onTable, columns: fc.array(name, { maxLength: 3 }), source },
    { conflict: fc.constantFrom('ignore', 'replace') },
  ),
  shape(
    {
      ...{ kind: just('UpdateRows'), ...onTable, reads: nothing },
      assignments: fc.array(fc.record({ column: name, value: expression }), { minLength: 1, maxLength: 3 }),
    },
    { where },
  ),
  shape({ kind: just('DeleteRows'), ...onTable, reads: nothing }, { where }),
  fc.record({ kind: just('Truncate'), span, tables: fc.tuple(qualified), cascade: no }),
);

const routineType = fc.constantFrom('procedure', 'function');
const objects = fc.oneof(
  shape(
    {
      ...{ kind: just('CreateView'), span, name: qualified, materialized: no, replace: fc.boolean() },
      ...{ query: just('SELECT a FROM u'), columns: fc.array(name, { maxLength: 2 }), reads: just([{ name: 'u' }]) },
    },
    { attributes: fc.record({ algorithm: just('merge'), definer: just('`a` @`%`') }) },
  ),
  fc.record({ kind: just('DropView'), span, name: qualified, materialized: no, cascade: no }),
  fc.record({
    ...{ kind: just('CreateRoutine'), span, name: qualified, routineType, replace: no, language: just('sql') },
    ...{ definition: just('() BEGIN UPDATE u SET a = 1; END'), uses: just([{ name: 'u' }]) },
  }),
  shape({ kind: just('DropRoutine'), span, name: qualified, routineType, cascade: no }, { guards: ifExists }),
  shape(
    {
      ...{ kind: just('CreateTrigger'), ...onTable, name, replace: no, timing: fc.constantFrom('before', 'after') },
      events: fc.tuple(fc.constantFrom('insert', 'update', 'delete')),
      definition: just('BEGIN SET NEW.a = 1; END'),
    },
    { schema: name },
  ),
  shape({ kind: just('DropTrigger'), span, name, cascade: no }, { schema: name, guards: ifExists }),
  fc.record({ kind: just('CallRoutine'), span, name: qualified, text: just('(1, @a)') }),
  shape({ kind: just('CreateSchema'), span, name }, { guards: ifNotExists }),
);

/** Operations that MySQL can say. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(createTable, columns, keys, indexes, tables, rows, objects);
