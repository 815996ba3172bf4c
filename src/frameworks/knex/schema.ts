import { lookUp } from '../../model/look-up.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { Constraint, PrimaryKey } from '../../model/table.ts';
import { host } from '../javascript/index.ts';
import type { Link, Value } from '../javascript/value.ts';
import { chainName } from '../javascript/value.ts';
import { flag, text, texts } from '../javascript/migrations/arguments.ts';
import type { Meaning, Reading } from '../javascript/migrations/reading.ts';
import { notKnown } from '../javascript/migrations/reading.ts';
import { tableName } from './arguments.ts';
import { readRaw, rawText } from './raw.ts';
import { readTable } from './table.ts';

/** One call on `knex.schema`. */
interface Call {
  readonly args: readonly Value[];
  readonly span: Span;
  readonly schema: string | undefined;
}

type Reader = (call: Call, reading: Reading) => readonly Operation[];

/** What a method of the schema builder means; an unknown one is an obstacle. */
export function readSchemaCall(link: Link, schema: string | undefined, span: Span, reading: Reading): Meaning {
  if (link.name === 'raw') return readRaw(link.arguments, span, reading);
  const reader = lookUp(readers, link.name);
  if (reader === undefined) notKnown(reading, `knex.schema.${link.name}`);
  return { operations: reader?.({ args: link.arguments, span, schema }, reading) ?? [] };
}

const ifExists = { guards: [{ kind: 'if-exists' }] } as const;
const ifNotExists = { guards: [{ kind: 'if-not-exists' }] } as const;

/** Every method of knex's schema builder. */
const readers: Readonly<Record<string, Reader>> = {
  createTable: (call, reading) => createTable(call, reading),
  createTableIfNotExists: (call, reading) =>
    createTable(call, reading).map((operation) => ({ ...operation, ...ifNotExists })),
  createTableLike: ({ args: [name, like, callback], span, schema }, reading) => {
    const table = nameOf(name, schema, reading);
    const content = readTable(callback, table, span, true, reading);
    const columns = content.columns.map(({ column }) => column);
    const from = { how: 'like', tables: [nameOf(like, schema, reading)] } as const;
    return [{ kind: 'CreateTable', span, table, columns, constraints: [], indexes: [], from }, ...content.operations];
  },
  table: alterTable,
  alterTable,
  dropTable: ({ args: [name], span, schema }, reading) => [
    { kind: 'DropTable', span, table: nameOf(name, schema, reading), cascade: false },
  ],
  dropTableIfExists: ({ args: [name], span, schema }, reading) => [
    { kind: 'DropTable', span, table: nameOf(name, schema, reading), cascade: false, ...ifExists },
  ],
  renameTable: ({ args: [from, to], span, schema }, reading) => [
    { kind: 'RenameTable', span, table: nameOf(from, schema, reading), newName: nameOf(to, schema, reading) },
  ],
  hasTable: nothing('hasTable'),
  hasColumn: nothing('hasColumn'),
  createView: createView(false, false),
  createViewOrReplace: createView(true, false),
  createMaterializedView: createView(false, true),
  dropView: dropView(false, false),
  dropViewIfExists: dropView(false, true),
  dropMaterializedView: dropView(true, false),
  dropMaterializedViewIfExists: dropView(true, true),
  renameView: ({ args: [from, to], span, schema }, reading) => [
    { kind: 'RenameView', span, name: nameOf(from, schema, reading), newName: nameOf(to, schema, reading) },
  ],
  refreshMaterializedView: ({ args: [name, concurrently], span, schema }, reading) => [
    { kind: 'RefreshView', span, name: nameOf(name, schema, reading), concurrently: flag(concurrently) === true },
  ],
  createSchema: ({ args: [name], span }, reading) => [
    { kind: 'CreateSchema', span, name: text(name, 'the schema', reading) },
  ],
  createSchemaIfNotExists: ({ args: [name], span }, reading) => [
    { kind: 'CreateSchema', span, name: text(name, 'the schema', reading), ...ifNotExists },
  ],
  dropSchema: dropSchema(false),
  dropSchemaIfExists: dropSchema(true),
  createExtension: extension('CreateObject', false),
  createExtensionIfNotExists: extension('CreateObject', true),
  dropExtension: extension('DropObject', false),
  dropExtensionIfExists: extension('DropObject', true),
};

function nameOf(value: Value | undefined, schema: string | undefined, reading: Reading): QualifiedName {
  return tableName(text(value, 'the name', reading), schema);
}

function nothing(statement: string): Reader {
  return ({ span }) => [{ kind: 'NoChange', span, statement }];
}

/** MySQL, SQL Server and SQLite get keys within CREATE TABLE; PostgreSQL gets foreign keys after it. */
function createTable({ args: [name, callback], span, schema }: Call, reading: Reading): readonly Operation[] {
  const table = nameOf(name, schema, reading);
  const content = readTable(callback, table, span, true, reading);
  const constraints: Constraint[] = content.columns.flatMap((column) => column.constraints);
  const following: Operation[] = [];
  for (const operation of content.operations) {
    const isGuarded = (operation.guards?.length ?? 0) > 0;
    if (operation.kind === 'AddPrimaryKey' && !isGuarded) addKey(constraints, operation.constraint);
    else if (operation.kind === 'AddForeignKey' && !isGuarded && reading.dialect.traits.name !== 'postgres')
      constraints.push(operation.constraint);
    else following.push(operation);
  }
  const isKey = new Set(
    constraints.flatMap((constraint) => (constraint.kind === 'PrimaryKey' ? constraint.columns : [])),
  );
  const columns = content.columns.map(({ column }) =>
    isKey.has(column.name) ? { ...column, nullable: false } : column,
  );
  const types = following.filter(({ kind }) => kind === 'CreateType');
  const { comment, attributes, inherits } = content;
  return [
    ...types,
    {
      kind: 'CreateTable',
      span,
      table,
      columns,
      constraints,
      indexes: [],
      ...(comment === undefined ? {} : { comment }),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
      ...(inherits === undefined ? {} : { from: { how: 'inherits', tables: [inherits] } }),
    },
    ...following.filter(({ kind }) => kind !== 'CreateType'),
  ];
}

/** A column that is the key by itself makes way for a key that names it among others. */
function addKey(constraints: Constraint[], key: PrimaryKey): void {
  const at = constraints.findIndex(({ kind }) => kind === 'PrimaryKey');
  if (at === -1) constraints.push(key);
  else constraints[at] = key;
}

function alterTable({ args: [name, callback], span, schema }: Call, reading: Reading): readonly Operation[] {
  const table = nameOf(name, schema, reading);
  const { operations, attributes } = readTable(callback, table, span, false, reading);
  const changes: readonly Operation[] =
    Object.keys(attributes).length === 0 ? [] : [{ kind: 'AlterTable', span, table, attributes }];
  const all = [...operations, ...changes];
  return all.length > 0 ? all : [{ kind: 'NoChange', span, statement: 'alterTable' }];
}

function createView(replace: boolean, materialized: boolean): Reader {
  return ({ args: [name, callback], span, schema }, reading) => {
    const view = nameOf(name, schema, reading);
    const builder = host('view', span);
    const effects = callback?.kind === 'function' ? reading.module.call(callback, [builder], builder).effects : [];
    const links = effects.flatMap((effect) => (effect.kind === 'chain' ? effect.chain.links : []));
    const query = links.find((link) => link.name === 'as')?.arguments[0];
    const last = query?.kind === 'host' ? query.links.findLast((link) => link.name === 'raw') : undefined;
    const [first, bindings] = last?.arguments ?? [];
    const sql = first === undefined ? undefined : rawText(first, bindings, reading)?.source.text;
    const columns = links.find((link) => link.name === 'columns')?.arguments[0];
    return [
      {
        kind: 'CreateView',
        span,
        name: view,
        materialized,
        replace,
        query: sql ?? (query?.kind === 'host' ? chainName(query) : ''),
        columns: columns === undefined ? [] : texts(columns, 'the columns', reading),
        reads: [],
      },
    ];
  };
}

function dropView(materialized: boolean, guarded: boolean): Reader {
  return ({ args: [name], span, schema }, reading) => [
    {
      kind: 'DropView',
      span,
      name: nameOf(name, schema, reading),
      materialized,
      cascade: false,
      ...(guarded ? ifExists : {}),
    },
  ];
}

function dropSchema(guarded: boolean): Reader {
  return ({ args: [name, cascade], span }, reading) => [
    {
      kind: 'DropSchema',
      span,
      name: text(name, 'the schema', reading),
      cascade: flag(cascade) === true,
      ...(guarded ? ifExists : {}),
    },
  ];
}

function extension(kind: 'CreateObject' | 'DropObject', guarded: boolean): Reader {
  return ({ args: [given, cascade], span }, reading) => {
    const name = { name: text(given, 'the extension', reading) };
    if (kind === 'CreateObject') {
      const created = { kind, span, objectType: 'extension', name, replace: false, definition: '' } as const;
      return [{ ...created, ...(guarded ? ifNotExists : {}) }];
    }
    return [
      { kind, span, objectType: 'extension', name, cascade: flag(cascade) === true, ...(guarded ? ifExists : {}) },
    ];
  };
}
