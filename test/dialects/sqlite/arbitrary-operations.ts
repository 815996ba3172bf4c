import fc from 'fast-check';
import { sqlite } from '../../../src/dialects/sqlite/index.ts';
import type { Guard, Operation } from '../../../src/model/operation.ts';
import type { Column, Constraint, Index, IndexPart } from '../../../src/model/table.ts';

// Operations in the form in which SQLite's reader gives them.

const span = { file: 'f', start: 0, end: 0 };

const name = fc.oneof(
  fc.constantFrom('t', 'Order', 'select', 'key', 'two words', `quo"ted`, `it's`, '[x]', 'ä', 'temp', 'rowid', '1st'),
  fc.string({ minLength: 1 }),
);
const qualified = fc.record({ schema: fc.constantFrom('main', 'temp', 'other db'), name }, { requiredKeys: ['name'] });
const expression = fc
  .constantFrom(
    '0',
    "'it''s'",
    '-1.5',
    "x'00'",
    'lower(a)',
    'a + 1',
    'CURRENT_TIMESTAMP',
    "datetime('now')",
    'a IS NULL',
  )
  .map((sql) => sqlite.expression(sql));
const type = fc
  .constantFrom('', 'INTEGER', 'varchar(20)', 'decimal(10, 2)', 'unsigned big int', 'TEXT', 'blob', 'any', '"a b"')
  .map((text) => sqlite.columnType(text));
const resolution = fc.constantFrom('rollback', 'abort', 'fail', 'ignore', 'replace');

const column: fc.Arbitrary<Column> = fc.record(
  {
    name,
    type,
    nullable: fc.constant(false),
    default: expression,
    collation: fc.constantFrom('NOCASE', 'BINARY', 'MY COLLATION'),
    generated: fc.record({ expression, stored: fc.boolean() }),
    attributes: fc.record({ 'not-null-on-conflict': resolution }),
  },
  { requiredKeys: ['name', 'type', 'nullable'] },
);
const columns = fc.uniqueArray(fc.oneof(column, column.map(asNullable)), {
  minLength: 1,
  maxLength: 4,
  selector: (one) => one.name.toLowerCase(),
});

function asNullable({ attributes: _, ...one }: Column): Column {
  return { ...one, nullable: true };
}

const names = fc.array(name, { minLength: 1, maxLength: 3 });
const validated = fc.constant(true);
const action = fc.constantFrom('no-action', 'restrict', 'cascade', 'set-null', 'set-default');
const keyAttributes = fc.record({ 'on-conflict': resolution });
const condition = fc.constantFrom('a > 0', "b IN ('x', 'y')", 'length(c) < 10');

const unique: fc.Arbitrary<Constraint> = fc.record(
  { kind: fc.constant('Unique'), name, columns: names, validated, attributes: keyAttributes },
  { requiredKeys: ['kind', 'columns', 'validated'] },
);
const check: fc.Arbitrary<Constraint> = fc
  .record({ name, sql: condition }, { requiredKeys: ['sql'] })
  .map(({ sql, ...named }) => ({
    kind: 'Check',
    ...named,
    expression: sqlite.expression(sql),
    columns: [sql.startsWith('length') ? 'c' : sql.charAt(0)],
    validated: true,
  }));
const foreignKey: fc.Arbitrary<Constraint> = fc.record(
  {
    kind: fc.constant('ForeignKey'),
    name,
    columns: names,
    target: name.map((target) => ({ name: target })),
    targetColumns: fc.oneof(fc.constant([]), names),
    onDelete: action,
    onUpdate: action,
    match: fc.constantFrom('full', 'partial'),
    deferrable: fc.constantFrom('initially-immediate', 'initially-deferred'),
    validated,
  },
  { requiredKeys: ['kind', 'columns', 'target', 'targetColumns', 'onDelete', 'onUpdate', 'validated'] },
);
const constraints = fc.array(fc.oneof(unique, check, foreignKey), { maxLength: 3 });

function guards(kind: 'if-exists' | 'if-not-exists'): fc.Arbitrary<readonly Guard[]> {
  return fc.constant([{ kind }]);
}
const ifExists = guards('if-exists');
const ifNotExists = guards('if-not-exists');

const plainTable: fc.Arbitrary<Operation> = fc.record(
  {
    kind: fc.constant('CreateTable'),
    span: fc.constant(span),
    guards: ifNotExists,
    table: qualified,
    columns,
    constraints,
    indexes: fc.constant([]),
    temporary: fc.constant(true),
    attributes: fc.constantFrom(
      { strict: 'yes' },
      { 'without-rowid': 'yes' },
      { strict: 'yes', 'without-rowid': 'yes' },
    ),
  },
  { requiredKeys: ['kind', 'span', 'table', 'columns', 'constraints', 'indexes'] },
);

/** A table with a primary key over its first columns, or one that numbers its rows. */
const keyedTable: fc.Arbitrary<Operation> = fc
  .record({ table: qualified, columns, constraints, at: fc.nat(3), wide: fc.boolean(), numbered: fc.boolean() })
  .map(({ table, columns: all, constraints: others, at, wide, numbered }): Operation => {
    const isWide = wide && all.length > 1;
    const inKey = all.slice(0, isWide ? 2 : 1).map((one): Column => {
      const { generated: _, ...kept } = { ...one, nullable: false };
      if (!numbered || isWide) return kept;
      return { ...kept, type: sqlite.columnType('INTEGER'), identity: { generation: 'auto-increment' } };
    });
    const key: Constraint = { kind: 'PrimaryKey', columns: inKey.map((one) => one.name), validated: true };
    const place = at % (others.length + 1);
    return {
      ...{ kind: 'CreateTable', span, table, indexes: [] },
      columns: [...inKey, ...all.slice(inKey.length)],
      constraints: [...others.slice(0, place), key, ...others.slice(place)],
    };
  });

const part: fc.Arbitrary<IndexPart> = fc.oneof(
  fc.record(
    { column: name, collation: fc.constantFrom('NOCASE', 'RTRIM'), descending: fc.constant(true) },
    { requiredKeys: ['column'] },
  ),
  fc.record({
    expression: fc
      .constantFrom('lower(a)', 'a + 1', '(a)', "json_extract(a, '$.b')")
      .map((sql) => sqlite.expression(sql)),
  }),
);
const index: fc.Arbitrary<Index> = fc.record(
  {
    name,
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
    unique: fc.boolean(),
    where: condition.map((sql) => sqlite.expression(sql)),
  },
  { requiredKeys: ['name', 'parts', 'unique'] },
);

const values = fc.constantFrom('1', "'a, b'", 'NULL', 'lower(x)', '(SELECT max(a) FROM u)');
const assignment = fc.record({ column: name, value: values.map((sql) => sqlite.expression(sql)) });

const dropped = fc.record({ guards: ifExists, name: qualified }, { requiredKeys: ['name'] });
const target = fc.record({ table: qualified });
const table = { name: 't' };

const alterations: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(target, name).map(([on, to]): Operation => ({ kind: 'RenameTable', span, ...on, newName: { name: to } })),
  fc
    .record({ table: qualified, column: name, newName: name })
    .map((renamed): Operation => ({ kind: 'RenameColumn', span, ...renamed })),
  fc.record({ table: qualified, column }).map((added): Operation => ({ kind: 'AddColumn', span, ...added })),
  fc
    .record({ table: qualified, column: name })
    .map((gone): Operation => ({ kind: 'DropColumn', span, ...gone, cascade: false })),
);

const objects: fc.Arbitrary<Operation> = fc.oneof(
  fc
    .record({ guards: ifNotExists, table: qualified, index }, { requiredKeys: ['table', 'index'] })
    .map((created): Operation => ({ kind: 'CreateIndex', span, ...created, concurrently: false })),
  fc.record({ name: qualified, columns: fc.array(name, { maxLength: 2 }) }).map((view): Operation => ({
    ...{ kind: 'CreateView', span, ...view, materialized: false, replace: false },
    query: 'SELECT a FROM u',
    reads: [{ name: 'u' }],
  })),
  qualified.map((trigger): Operation => ({
    ...{ kind: 'CreateTrigger', span, ...trigger, table, replace: false, timing: 'after', events: ['update'] },
    definition: 'AFTER UPDATE OF a, b ON t WHEN NEW.a > 0 BEGIN DELETE FROM u; SELECT 1; END',
  })),
  dropped.map(({ name: own, ...guarded }): Operation => ({
    ...{ kind: 'DropTable', span, ...guarded, table: own, cascade: false },
  })),
  dropped.map((gone): Operation => ({ kind: 'DropIndex', span, ...gone, concurrently: false, cascade: false })),
  dropped.map((gone): Operation => ({ kind: 'DropView', span, ...gone, materialized: false, cascade: false })),
  dropped.map(({ name: own, ...guarded }): Operation => ({
    ...{ kind: 'DropTrigger', span, ...guarded, ...own, cascade: false },
  })),
);

const rows: fc.Arbitrary<Operation> = fc.oneof(
  fc
    .record({
      table: qualified,
      columns: fc.array(name, { maxLength: 3 }),
      rows: fc.array(fc.array(values, { minLength: 1 }), { minLength: 1, maxLength: 3 }),
    })
    .map(({ rows: given, ...into }): Operation => ({
      ...{ kind: 'InsertRows', span, ...into, source: { kind: 'values', rows: given } },
    })),
  fc.record({ table: qualified, conflict: fc.constantFrom('ignore', 'replace') }).map((into): Operation => ({
    ...{ kind: 'InsertRows', span, ...into, columns: [] },
    source: { kind: 'query', query: 'WITH q AS (SELECT 1) SELECT a FROM u', reads: [{ name: 'u' }] },
  })),
  fc.array(assignment, { minLength: 1, maxLength: 3 }).map((assignments): Operation => ({
    ...{ kind: 'UpdateRows', span, table, assignments, where: 'a IS NULL' },
    reads: assignments.some(({ value }) => value.sql.includes('FROM u')) ? [{ name: 'u' }] : [],
  })),
  fc
    .record({ table: qualified, where: condition })
    .map((which): Operation => ({ kind: 'DeleteRows', span, ...which, reads: [] })),
);

const setting = fc
  .record({
    name: fc.constantFrom('foreign_keys', 'legacy_alter_table', 'main.cache_size'),
    value: fc.constantFrom('ON', 'OFF', '-2000', "'x'"),
  })
  .map((set): Operation => ({ kind: 'SetVariable', span, ...set, scope: 'session' }));

const session = fc.constantFrom<Operation>(
  { kind: 'Begin', span, text: 'BEGIN IMMEDIATE' },
  { kind: 'Commit', span, text: 'COMMIT' },
  { kind: 'Rollback', span, text: 'ROLLBACK' },
  { kind: 'Savepoint', span, text: 'SAVEPOINT s' },
  { kind: 'Query', span, text: 'SELECT a FROM u', reads: [{ name: 'u' }] },
  { kind: 'Maintenance', span, command: 'VACUUM', full: true, tables: [] },
  { kind: 'Maintenance', span, command: 'ANALYZE', full: false, tables: [table] },
);

/** Everything that SQLite's writer can say. */
export const operations = fc.oneof(plainTable, keyedTable, alterations, objects, rows, setting, session);
