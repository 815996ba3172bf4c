import fc from 'fast-check';
import type { Operation } from '../../../src/model/operation.ts';
import { fakeDialect } from './fake-dialect.ts';

const span = { file: 'a', start: 0, end: 0 };
const name = fc.oneof(
  fc.constantFrom('Id', 'user id', 'a"b', 'é😀', 'class', 'x\\y'),
  fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const table = fc.record({ schema: name, name }, { requiredKeys: ['name'] });
const type = fc
  .constantFrom('int', 'varchar(20)', 'text', 'datetime(6)', 'numeric(10,2)', 'bytea')
  .map((text) => fakeDialect('postgres').columnType(text));
const expression = fc
  .constantFrom('0', '-1.5', "'it''s'", 'TRUE', 'now()', "''")
  .map((sql) => fakeDialect('postgres').expression(sql));
const facets = fc.record(
  {
    type,
    nullable: fc.boolean(),
    default: expression,
    collation: name,
    comment: name,
    generated: fc.record({ expression, stored: fc.boolean() }),
    identity: fc.constantFrom({ generation: 'always' as const }, { generation: 'serial' as const }),
  },
  { requiredKeys: ['type', 'nullable'] },
);
/** No provider gives a column that numbers its rows a default. */
const columnParts = facets.map(({ default: value, ...parts }) =>
  value === undefined || parts.identity !== undefined ? parts : { ...parts, default: value },
);
const column = fc.tuple(name, columnParts).map(([own, parts]) => ({ name: own, ...parts }));
const columns = fc.uniqueArray(column, {
  selector: (one) => one.name,
  minLength: 1,
  maxLength: 4,
});
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const action = fc.constantFrom('no-action', 'restrict', 'cascade', 'set-null', 'set-default');
const foreignKey = fc.record({
  kind: fc.constant('ForeignKey' as const),
  name,
  validated: fc.constant(true),
  columns: names,
  target: table,
  targetColumns: names,
  onDelete: action,
  onUpdate: action,
});
const part = fc
  .tuple(name, fc.boolean())
  .map(([own, descending]) => ({ column: own, ...(descending ? { descending: true } : {}) }));
const index = fc.record(
  {
    name,
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
    unique: fc.boolean(),
    where: expression,
    include: names,
    method: fc.constantFrom('gin', 'gist'),
  },
  { requiredKeys: ['name', 'parts', 'unique'] },
);

const shapes = fc.oneof(
  fc
    .record({
      kind: fc.constant('CreateTable' as const),

      table,
      columns,
      indexes: fc.constant([]),
    })
    .chain((created) =>
      fc
        .tuple(
          fc.subarray(
            created.columns.map((one) => one.name),
            { minLength: 1 },
          ),
          name,
          maybe(name),
        )
        .map(([key, keyName, comment]) => ({
          ...created,
          constraints: [{ kind: 'PrimaryKey' as const, name: keyName, validated: true, columns: key }],
          ...(comment === undefined ? {} : { comment }),
        })),
    ),
  fc.record({ kind: fc.constant('DropTable' as const), table, cascade: fc.constant(false) }),
  fc.record({
    kind: fc.constant('RenameTable' as const),

    table: fc.record({ name }),
    newName: table,
  }),
  fc.record({ kind: fc.constant('AddColumn' as const), table, column }),
  fc.record({
    kind: fc.constant('DropColumn' as const),

    table,
    column: name,
    cascade: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant('RenameColumn' as const),

    table,
    column: name,
    newName: name,
  }),
  fc.record({
    kind: fc.constant('AlterColumn' as const),

    table,
    column: name,
    change: columnParts,
  }),
  fc.record({ kind: fc.constant('AddForeignKey' as const), table, constraint: foreignKey }),
  fc.record({
    kind: fc.constant('CreateIndex' as const),

    table,
    index,
    concurrently: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('DropConstraint' as const),

    table,
    name,
    constraint: fc.constantFrom('PrimaryKey', 'Unique', 'Check', 'ForeignKey'),
    cascade: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant('Query' as const),

    text: fc.constantFrom('select 1', "x '\\'", 'a "b"'),
    reads: fc.constant([]),
  }),
);

/** Operations of PostgreSQL that can be written: by the builder, or (queries) by the fake dialect. */
export const arbitraryOperation: fc.Arbitrary<Operation> = shapes.map((shape) => structuredClone({ ...shape, span }));
