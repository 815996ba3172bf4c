import { lookUp } from '../../model/look-up.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Guard, Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { Constraint } from '../../model/table.ts';
import { elementsOf, flag, isAbsent, option, optionalText, text, texts } from '../javascript/migrations/arguments.ts';
import { addition } from '../javascript/migrations/constraints.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import type { Value } from '../javascript/value.ts';
import { addColumn, changeColumn } from './change-column.ts';
import {
  checkConstraint,
  createIndex,
  exclusionConstraint,
  foreignKey,
  nameOfIndex,
  primaryKey,
  uniqueConstraint,
} from './keys.ts';
import { constructed } from './options.ts';
import { createTable, createView, tableOf } from './table.ts';

type Method = (args: readonly Value[], span: Span, reading: Reading) => readonly Operation[];

/** What a method of the query runner does, apart from sending SQL; `undefined`: it is none that is known. */
export function queryRunnerOperations(
  method: string,
  args: readonly Value[],
  span: Span,
  reading: Reading,
): readonly Operation[] | undefined {
  return lookUp(methods, method)?.(args, span, reading);
}

const ifExists = { guards: [{ kind: 'if-exists' }] } as const;
const ifNotExists = { guards: [{ kind: 'if-not-exists' }] } as const;

function whenSo(value: Value | undefined, guard: { readonly guards: readonly Guard[] }): typeof guard | object {
  return flag(value) === true ? guard : {};
}

/** A method for one object, and its plural for an array of them; `at` is the argument that holds the array. */
function both(at: number, method: Method): Method {
  return (args, span, reading) =>
    elementsOf(args[at], 'the list', reading).flatMap((element) =>
      method(
        args.map((value, index) => (index === at ? (element ?? value) : value)),
        span,
        reading,
      ),
    );
}

/** `createXConstraint(table, constraint)`. */
function adds(read: (value: Value | undefined, table: QualifiedName, reading: Reading) => Constraint): Method {
  return ([table, constraint], span, reading) => {
    const on = tableOf(table, reading);
    return [addition(read(constraint, on, reading), on, span)];
  };
}

type Refusal = 'unique' | 'check' | 'exclusion';

/** Kinds of constraints that a driver refuses. */
const refusals: Readonly<Record<Refusal, readonly string[]>> = {
  unique: ['mysql'],
  check: ['mysql'],
  exclusion: ['mysql', 'sqlite', 'sqlserver'],
};

function unlessRefused(kind: Refusal, method: Method): Method {
  return (args, span, reading) => {
    const { name } = reading.dialect.traits;
    if (!refusals[kind].includes(name)) return method(args, span, reading);
    reading.obstacles.push({ reason: 'not-recognised', detail: `TypeORM refuses ${kind} constraints on ${name}` });
    return [];
  };
}

/** `dropXConstraint(table, constraintOrName, ifExists)`: the constraint's own name, or the one derived for it. */
function drops(
  constraint: Constraint['kind'],
  read: (value: Value | undefined, table: QualifiedName, reading: Reading) => Constraint,
): Method {
  return ([table, value, guarded], span, reading) => {
    const on = tableOf(table, reading);
    const given = optionalText(constructed(value));
    const name = given ?? read(value, on, reading).name;
    return [
      {
        kind: 'DropConstraint',
        span,
        table: on,
        ...(name === undefined ? {} : { name }),
        constraint,
        cascade: false,
        ...whenSo(guarded, ifExists),
      },
    ];
  };
}

const addsColumn: Method = ([table, column], span, reading) =>
  addColumn(column, tableOf(table, reading), span, reading);

const dropsColumn: Method = ([table, column, guarded], span, reading) => [
  {
    kind: 'DropColumn',
    span,
    table: tableOf(table, reading),
    column: columnName(column, reading),
    cascade: false,
    ...whenSo(guarded, ifExists),
  },
];

const changesColumn: Method = ([table, old, next], span, reading) =>
  changeColumn(old, next, tableOf(table, reading), span, reading);

const createsIndex: Method = ([table, index], span, reading) => [
  createIndex(index, tableOf(table, reading), span, reading),
];

const dropsIndex: Method = ([table, index, guarded], span, reading) => {
  const on = tableOf(table, reading);
  const concurrently =
    reading.dialect.traits.name === 'postgres' && flag(option(constructed(index), 'isConcurrent')) === true;
  const schema = on.schema === undefined ? {} : { schema: on.schema };
  const name = { ...schema, name: nameOfIndex(index, on, reading) };
  return [{ kind: 'DropIndex', span, name, table: on, concurrently, cascade: false, ...whenSo(guarded, ifExists) }];
};

const createsUnique = unlessRefused('unique', adds(uniqueConstraint));
const createsCheck = unlessRefused('check', adds(checkConstraint));
const createsExclusion = unlessRefused('exclusion', adds(exclusionConstraint));
const dropsUnique = unlessRefused('unique', drops('Unique', uniqueConstraint));
const dropsCheck = unlessRefused('check', drops('Check', checkConstraint));
const dropsExclusion = unlessRefused('exclusion', drops('Exclusion', exclusionConstraint));

function columnName(value: Value | undefined, reading: Reading): string {
  const options = constructed(value);
  return options?.kind === 'object'
    ? text(option(options, 'name'), "the column's name", reading)
    : text(options, 'the column', reading);
}

function nothing(statement: string): Method {
  return (_args, span) => [{ kind: 'NoChange', span, statement }];
}

function transaction(kind: 'Begin' | 'Commit' | 'Rollback'): Method {
  return (_args, span) => [{ kind, span, text: kind.toUpperCase() }];
}

/** Every method of the query runner that a migration can call. */
const methods: Readonly<Record<string, Method>> = {
  createDatabase: ([name, guarded], span, reading) => [
    {
      kind: 'CreateObject',
      span,
      objectType: 'database',
      name: { name: text(name, 'the database', reading) },
      replace: false,
      definition: '',
      ...whenSo(guarded, ifNotExists),
    },
  ],
  dropDatabase: ([name, guarded], span, reading) => [
    {
      kind: 'DropObject',
      span,
      objectType: 'database',
      name: { name: text(name, 'the database', reading) },
      cascade: false,
      ...whenSo(guarded, ifExists),
    },
  ],
  createSchema: ([path, guarded], span, reading) => [
    { kind: 'CreateSchema', span, name: schemaName(path, reading), ...whenSo(guarded, ifNotExists) },
  ],
  dropSchema: ([path, guarded, cascade], span, reading) => [
    {
      kind: 'DropSchema',
      span,
      name: schemaName(path, reading),
      cascade: flag(cascade) === true,
      ...whenSo(guarded, ifExists),
    },
  ],
  createTable,
  dropTable: ([table, guarded], span, reading) => [
    { kind: 'DropTable', span, table: tableOf(table, reading), cascade: false, ...whenSo(guarded, ifExists) },
  ],
  renameTable: ([old, name], span, reading) => {
    const table = tableOf(old, reading);
    const newName = text(name, 'the new name', reading);
    const schema = table.schema === undefined ? {} : { schema: table.schema };
    return [{ kind: 'RenameTable', span, table, newName: { ...schema, name: newName } }];
  },
  changeTableComment: ([table, comment], span, reading) => [
    {
      kind: 'AlterTable',
      span,
      table: tableOf(table, reading),
      attributes: { comment: isAbsent(comment) ? '' : text(comment, 'the comment', reading) },
    },
  ],
  createView: ([view], span, reading) => createView(view, span, reading),
  dropView: ([view, guarded], span, reading) => [
    {
      kind: 'DropView',
      span,
      name: tableOf(view, reading),
      materialized: flag(option(constructed(view), 'materialized')) === true,
      cascade: false,
      ...whenSo(guarded, ifExists),
    },
  ],
  createViewIndex: createsIndex,
  createViewIndices: both(1, createsIndex),
  dropViewIndex: dropsIndex,
  addColumn: addsColumn,
  addColumns: both(1, addsColumn),
  renameColumn: ([on, old, next], span, reading) => {
    if (constructed(next)?.kind === 'object') return changeColumn(old, next, tableOf(on, reading), span, reading);
    const column = columnName(old, reading);
    return [
      { kind: 'RenameColumn', span, table: tableOf(on, reading), column, newName: text(next, 'the new name', reading) },
    ];
  },
  changeColumn: changesColumn,
  changeColumns: ([table, changes], span, reading) =>
    elementsOf(changes, 'the changes', reading).flatMap((change) =>
      changeColumn(option(change, 'oldColumn'), option(change, 'newColumn'), tableOf(table, reading), span, reading),
    ),
  dropColumn: dropsColumn,
  dropColumns: both(1, dropsColumn),
  createPrimaryKey: ([on, columns, name], span, reading) => {
    const table = tableOf(on, reading);
    const names = texts(columns, 'the columns', reading);
    return [addition(primaryKey(table, names, optionalText(name), reading), table, span)];
  },
  updatePrimaryKeys: ([on, columns], span, reading) => {
    const table = tableOf(on, reading);
    const names = elementsOf(columns, 'the columns', reading).map((column) => columnName(column, reading));
    return [
      { kind: 'DropConstraint', span, table, constraint: 'PrimaryKey', cascade: false, ...ifExists },
      addition(primaryKey(table, names, undefined, reading), table, span),
    ];
  },
  dropPrimaryKey: ([table, , guarded], span, reading) => [
    {
      kind: 'DropConstraint',
      span,
      table: tableOf(table, reading),
      constraint: 'PrimaryKey',
      cascade: false,
      ...whenSo(guarded, ifExists),
    },
  ],
  createUniqueConstraint: createsUnique,
  createUniqueConstraints: both(1, createsUnique),
  dropUniqueConstraint: dropsUnique,
  dropUniqueConstraints: both(1, dropsUnique),
  createCheckConstraint: createsCheck,
  createCheckConstraints: both(1, createsCheck),
  dropCheckConstraint: dropsCheck,
  dropCheckConstraints: both(1, dropsCheck),
  createExclusionConstraint: createsExclusion,
  createExclusionConstraints: both(1, createsExclusion),
  dropExclusionConstraint: dropsExclusion,
  dropExclusionConstraints: both(1, dropsExclusion),
  createForeignKey: adds(foreignKey),
  createForeignKeys: both(1, adds(foreignKey)),
  dropForeignKey: drops('ForeignKey', foreignKey),
  dropForeignKeys: both(1, drops('ForeignKey', foreignKey)),
  createIndex: createsIndex,
  createIndices: both(1, createsIndex),
  dropIndex: dropsIndex,
  dropIndices: both(1, dropsIndex),
  clearTable: ([on, options], span, reading) => {
    const table = tableOf(on, reading);
    return reading.dialect.traits.name === 'sqlite'
      ? [{ kind: 'DeleteRows', span, table, reads: [] }]
      : [{ kind: 'Truncate', span, tables: [table], cascade: flag(option(options, 'cascade')) === true }];
  },
  clearDatabase: (_args, span, reading) => {
    reading.obstacles.push({ reason: 'not-recognised', detail: 'clearDatabase() drops whatever there is' });
    return [{ kind: 'NoChange', span, statement: 'clearDatabase' }];
  },
  startTransaction: transaction('Begin'),
  commitTransaction: transaction('Commit'),
  rollbackTransaction: transaction('Rollback'),
  ...Object.fromEntries(
    [
      ...['hasDatabase', 'hasSchema', 'hasTable', 'hasColumn', 'getTable', 'getTables', 'getView', 'getViews'],
      ...['getDatabases', 'getSchemas', 'getCurrentDatabase', 'getCurrentSchema', 'connect', 'release'],
      ...['clearSqlMemory', 'enableSqlMemory', 'disableSqlMemory', 'getMemorySql', 'getReplicationMode'],
      ...['beforeMigration', 'afterMigration'],
    ].map((name) => [name, nothing(name)]),
  ),
};

/** `schema`, or `database.schema`. */
function schemaName(path: Value | undefined, reading: Reading): string {
  const written = text(path, 'the schema', reading);
  return written.slice(written.lastIndexOf('.') + 1);
}
