import fc from 'fast-check';
import type { QualifiedName } from '../../../src/model/names.ts';
import type { Guard, Operation } from '../../../src/model/operation.ts';
import type { ColumnChange } from '../../../src/model/operations/tables.ts';
import type { Column, Constraint, Index } from '../../../src/model/table.ts';
import { postgres } from './facts-of.ts';

const span = { file: '', start: 0, end: 0 };

/** A name of letters that need quotes and letters that do not, of words, and of anything that is not NUL. */
const name = fc.oneof(
  fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/),
  fc.constantFrom('order', 'user', 'timestamp', 'userId', 'a"b', 'a b', "it's", 'größe', '1st', 'a.b', 'a--b', 'x;y'),
  fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !text.includes('\0')),
);

const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });

const table: fc.Arbitrary<QualifiedName> = fc.oneof(fc.record({ name }), fc.record({ schema: name, name }));

const type = fc
  .constantFrom(
    'int',
    'bigint',
    'text',
    'varchar(20)',
    'numeric(10,2)',
    'timestamptz(3)',
    'uuid',
    'jsonb',
    'int[]',
    'bit(3)',
  )
  .map((text) => postgres.columnType(text));

const expression = fc
  .constantFrom('0', "'it''s'", 'NULL', 'now()', 'TRUE', "'{}'::jsonb", '(1 + 2)', "nextval('q'::regclass)")
  .map((sql) => postgres.expression(sql));

/** DEFAULT NULL is read as no default. */
const byDefault = expression.filter(({ sql }) => sql !== 'NULL');

const condition = fc.constantFrom('a > 0', 'a IS NOT NULL AND b > 0', "b ~ '^x'", 'length(b) < 9').map((sql) => ({
  expression: postgres.expression(sql),
  columns: sql.includes('a ') && sql.includes('b ') ? ['a', 'b'] : [sql.includes('a ') ? 'a' : 'b'],
}));

/** The properties that are there, so that an absent one is absent. */
function some<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record(model, { requiredKeys: [] });
}

const column: fc.Arbitrary<Column> = fc.oneof(
  fc
    .tuple(name, type, fc.boolean(), some<{ default: Column['default'] & object }>({ default: byDefault }))
    .map(([own, ofType, nullable, rest]) => ({ name: own, type: ofType, nullable, ...rest })),
  fc
    .tuple(name, fc.constantFrom('smallint', 'integer', 'bigint'), fc.constantFrom('always', 'by-default', 'serial'))
    .map(([own, text, generation]) => ({
      name: own,
      type: postgres.columnType(text),
      nullable: false,
      identity: { generation },
    })),
);

const action = fc.constantFrom('no-action', 'restrict', 'cascade', 'set-null', 'set-default');

const timing = some<{ name: string; deferrable: 'initially-immediate' | 'initially-deferred' }>({
  name,
  deferrable: fc.constantFrom('initially-immediate', 'initially-deferred'),
});

const constraint: fc.Arbitrary<Constraint> = fc.oneof(
  fc
    .tuple(timing, names)
    .map(([rest, columns]): Constraint => ({ kind: 'PrimaryKey', ...rest, validated: true, columns })),
  fc
    .tuple(
      timing,
      names,
      some<{ include: string[]; nullsNotDistinct: true }>({ include: names, nullsNotDistinct: fc.constant(true) }),
    )
    .map(([rest, columns, more]): Constraint => ({ kind: 'Unique', ...rest, validated: true, columns, ...more })),
  fc
    .tuple(some({ name }), condition, fc.boolean())
    .map(([rest, what, validated]): Constraint => ({ kind: 'Check', ...rest, validated, ...what })),
  fc
    .tuple(timing, fc.boolean(), names, table, fc.boolean(), action, action)
    .map(([rest, validated, columns, target, named, onDelete, onUpdate]): Constraint => ({
      kind: 'ForeignKey',
      ...rest,
      validated,
      columns,
      target,
      targetColumns: named ? columns : [],
      onDelete,
      onUpdate,
    })),
);

const part: fc.Arbitrary<Index['parts'][number]> = fc.oneof(
  fc
    .tuple(
      name,
      some<{ descending: true; nulls: 'first' | 'last' }>({
        descending: fc.constant(true),
        nulls: fc.constantFrom('first', 'last'),
      }),
    )
    .map(([own, rest]) => ({ column: own, ...rest })),
  fc.constantFrom('lower(b)', 'a + 1').map((sql) => ({ expression: postgres.expression(sql) })),
);

const index: fc.Arbitrary<Index> = fc
  .tuple(
    some<{ name: string; method: string; include: string[]; where: Index['where'] & object }>({
      name,
      method: fc.constantFrom('gin', 'brin'),
      include: names,
      where: condition.map((what) => what.expression),
    }),
    fc.array(part, { minLength: 1, maxLength: 3 }),
    fc.boolean(),
  )
  .map(([rest, parts, unique]) => ({ ...rest, parts, unique }));

const change: fc.Arbitrary<ColumnChange> = fc.oneof(
  type.map((ofType) => ({ type: ofType })),
  fc.boolean().map((nullable) => ({ nullable })),
  fc.option(byDefault).map((value) => ({ default: value })),
  fc.constantFrom<ColumnChange>({ identity: null }, { generated: null }, { identity: { generation: 'always' } }),
);

function guarded(kind: 'if-exists' | 'if-not-exists'): fc.Arbitrary<{ readonly guards?: readonly Guard[] }> {
  return fc.constantFrom<{ readonly guards?: readonly Guard[] }>({}, { guards: [{ kind }] });
}

const create: fc.Arbitrary<Operation> = fc
  .tuple(
    table,
    fc.uniqueArray(column, { selector: (one) => one.name, minLength: 1, maxLength: 4 }),
    guarded('if-not-exists'),
  )
  .chain(([own, columns, guards]) =>
    fc
      .array(
        constraint.filter(({ kind, validated }) => kind !== 'PrimaryKey' && validated),
        { maxLength: 2 },
      )
      .map((constraints): Operation => ({
        kind: 'CreateTable',
        span,
        table: own,
        columns,
        constraints,
        indexes: [],
        ...guards,
      })),
  );

function addition(own: QualifiedName, what: Constraint): Operation {
  switch (what.kind) {
    case 'PrimaryKey':
      return { kind: 'AddPrimaryKey', span, table: own, constraint: what };
    case 'Unique':
      return { kind: 'AddUnique', span, table: own, constraint: what };
    case 'Check':
      return { kind: 'AddCheck', span, table: own, constraint: what };
    case 'ForeignKey':
      return { kind: 'AddForeignKey', span, table: own, constraint: what };
    case 'Exclusion':
      return { kind: 'AddExclusion', span, table: own, constraint: what };
  }
}

/** Any operation that is about a table, its columns, constraints or indexes. */
export const tableOperation: fc.Arbitrary<Operation> = fc.oneof(
  create,
  fc.tuple(table, constraint).map(([own, what]) => addition(own, what)),
  fc.record({ kind: fc.constant('DropTable' as const), span: fc.constant(span), table, cascade: fc.boolean() }),
  fc.tuple(table, name).map(([own, newName]): Operation => ({
    kind: 'RenameTable',
    span,
    table: own,
    newName: { ...own, name: newName },
  })),
  fc
    .tuple(table, column, guarded('if-not-exists'))
    .map(([own, added, guards]): Operation => ({ kind: 'AddColumn', span, table: own, column: added, ...guards })),
  fc.tuple(table, name, fc.boolean(), guarded('if-exists')).map(([own, dropped, cascade, guards]): Operation => ({
    kind: 'DropColumn',
    span,
    table: own,
    column: dropped,
    cascade,
    ...guards,
  })),
  fc.record({
    kind: fc.constant('RenameColumn' as const),
    span: fc.constant(span),
    table,
    column: name,
    newName: name,
  }),
  fc.record({ kind: fc.constant('AlterColumn' as const), span: fc.constant(span), table, column: name, change }),
  fc.tuple(table, name, fc.boolean(), guarded('if-exists')).map(([own, dropped, cascade, guards]): Operation => ({
    kind: 'DropConstraint',
    span,
    table: own,
    name: dropped,
    cascade,
    ...guards,
  })),
  fc.record({ kind: fc.constant('ValidateConstraint' as const), span: fc.constant(span), table, name }),
  fc.record({ kind: fc.constant('RenameConstraint' as const), span: fc.constant(span), table, name, newName: name }),
  fc.record({
    kind: fc.constant('CreateIndex' as const),
    span: fc.constant(span),
    table,
    index,
    concurrently: fc.boolean(),
  }),
  fc
    .tuple(table, fc.boolean(), fc.boolean(), guarded('if-exists'))
    .map(([own, concurrently, cascade, guards]): Operation => ({
      kind: 'DropIndex',
      span,
      name: own,
      concurrently,
      cascade,
      ...guards,
    })),
  fc.record({ kind: fc.constant('RenameIndex' as const), span: fc.constant(span), name: table, newName: name }),
);
