import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import { elementsOf, flag, option, optionalText, text } from '../migrations/arguments.ts';
import { quoted, quotedName, readMade } from '../migrations/made-sql.ts';
import type { Reading } from '../migrations/reading.ts';
import { obstruct } from '../migrations/reading.ts';
import type { Value } from '../value.ts';
import { addColumn, changeColumn } from './change-column.ts';
import { createTable } from './create-table.ts';
import { addConstraint, addIndex, removeIndex } from './keys.ts';
import { deleted, inserted, updated } from './rows.ts';
import { tableNamed, tableOf } from './values.ts';

type Method = (args: readonly Value[], span: Span, reading: Reading) => readonly Operation[];

/** What a method of the query interface does; `undefined`: it is none that is known. */
export function queryInterfaceOperations(
  method: string,
  args: readonly Value[],
  span: Span,
  reading: Reading,
): readonly Operation[] | undefined {
  return lookUp(methods, method)?.(args, span, reading);
}

const ifExists = { guards: [{ kind: 'if-exists' }] } as const;

function nothing(statement: string): Method {
  return (_args, span) => [{ kind: 'NoChange', span, statement }];
}

const asks: Method = ([on], span) => {
  const table = tableNamed(on);
  return [{ kind: 'Query', span, text: 'describeTable', reads: table === undefined ? [] : [table] }];
};

const dropsWhateverThereIs =
  (method: string): Method =>
  (_args, _span, reading) => {
    reading.obstacles.push({ reason: 'not-recognised', detail: `${method}() drops whatever there is` });
    return [];
  };

/** Every method of Sequelize's query interface. */
const methods: Readonly<Record<string, Method>> = {
  createTable,
  dropTable: ([on, options], span, reading) => {
    const cascade = flag(option(options, 'cascade')) === true || flag(option(options, 'force')) === true;
    const hasCascade = reading.dialect.traits.name === 'postgres';
    return [{ kind: 'DropTable', span, table: tableOf(on, reading), cascade: cascade && hasCascade, ...ifExists }];
  },
  renameTable: ([before, after], span, reading) => {
    const table = tableOf(before, reading);
    const renamed = tableOf(after, reading);
    const schema = renamed.schema ?? table.schema;
    return [
      { kind: 'RenameTable', span, table, newName: schema === undefined ? renamed : { schema, name: renamed.name } },
    ];
  },
  addColumn,
  removeColumn: ([on, column], span, reading) => [
    {
      kind: 'DropColumn',
      span,
      table: tableOf(on, reading),
      column: text(column, 'the column', reading),
      cascade: false,
    },
  ],
  changeColumn,
  renameColumn: ([on, before, after], span, reading) => [
    {
      kind: 'RenameColumn',
      span,
      table: tableOf(on, reading),
      column: text(before, 'the column', reading),
      newName: text(after, 'the new name', reading),
    },
  ],
  addIndex,
  removeIndex,
  addConstraint,
  removeConstraint: ([on, name], span, reading) => [
    {
      kind: 'DropConstraint',
      span,
      table: tableOf(on, reading),
      name: text(name, 'the constraint', reading),
      cascade: false,
    },
  ],
  // MySQL and SQLite have no schemas: Sequelize then asks for the tables, and does nothing.
  createSchema: ([name], span, reading) =>
    hasSchemas(reading)
      ? [{ kind: 'CreateSchema', span, name: text(name, 'the schema', reading) }]
      : [{ kind: 'NoChange', span, statement: 'createSchema' }],
  dropSchema: ([name], span, reading) =>
    hasSchemas(reading)
      ? [
          {
            kind: 'DropSchema',
            span,
            name: text(name, 'the schema', reading),
            cascade: reading.dialect.traits.name === 'postgres',
            ...ifExists,
          },
        ]
      : [{ kind: 'NoChange', span, statement: 'dropSchema' }],
  createDatabase: ([name], span, reading) => [
    {
      kind: 'CreateObject',
      span,
      objectType: 'database',
      name: { name: text(name, 'the database', reading) },
      replace: false,
      definition: '',
    },
  ],
  dropDatabase: ([name], span, reading) => [
    {
      kind: 'DropObject',
      span,
      objectType: 'database',
      name: { name: text(name, 'the database', reading) },
      cascade: false,
      ...ifExists,
    },
  ],
  dropEnum: ([name], span, reading) => [
    { kind: 'DropType', span, name: { name: text(name, 'the enum', reading) }, cascade: false, ...ifExists },
  ],
  createFunction: ([name, params, returns, language, body, options, extra], span, reading) => {
    const start = flag(option(extra, 'force')) === true ? 'CREATE OR REPLACE FUNCTION' : 'CREATE FUNCTION';
    const variables = elementsOf(option(extra, 'variables') ?? { kind: 'array', elements: [], at: span }, '', reading);
    const declared = variables.map((one) => {
      const initial = optionalText(option(one, 'default'));
      const opening = `DECLARE ${text(option(one, 'name'), 'a variable', reading)} ${text(option(one, 'type'), 'its type', reading)}`;
      return `${opening}${initial === undefined ? '' : ` := ${initial}`};`;
    });
    const head = `${text(name, 'the function', reading)}(${parameters(params, reading)})`;
    const returned = text(returns, 'what the function returns', reading);
    const code = `${declared.join(' ')} BEGIN ${text(body, 'the body', reading)} END;`;
    const tail = `language '${text(language, 'the language', reading)}' ${words(options)}`;
    return readMade(`${start} ${head} RETURNS ${returned} AS $func$ ${code} $func$ ${tail}`, span, reading);
  },
  dropFunction: ([name, params], span, reading) =>
    readMade(
      `DROP FUNCTION ${text(name, 'the function', reading)}(${parameters(params, reading)}) RESTRICT`,
      span,
      reading,
    ),
  renameFunction: ([name, params, newName], span, reading) =>
    readMade(
      `ALTER FUNCTION ${text(name, 'the function', reading)}(${parameters(params, reading)}) RENAME TO ${text(newName, 'the new name', reading)}`,
      span,
      reading,
    ),
  createTrigger: ([on, name, timing, events, routine, params, options], span, reading) => {
    const { name: dialect } = reading.dialect.traits;
    const fired = events?.kind === 'object' ? [...events.entries].map(([, { value }]) => optionalText(value)) : [];
    const sql = [
      `CREATE TRIGGER ${quoted(text(name, 'the trigger', reading), dialect)}`,
      text(timing, 'when it fires', reading).toUpperCase().replace('_CONSTRAINT', '').replace('_', ' '),
      fired.map((event) => event?.toUpperCase() ?? '').join(' OR '),
      `ON ${quotedName(tableOf(on, reading), dialect)} ${words(options)}`,
      `EXECUTE PROCEDURE ${text(routine, 'the function', reading)}(${parameters(params, reading)})`,
    ];
    return readMade(sql.join(' '), span, reading);
  },
  dropTrigger: ([on, name], span, reading) => [
    {
      kind: 'DropTrigger',
      span,
      name: text(name, 'the trigger', reading),
      table: tableOf(on, reading),
      cascade: false,
    },
  ],
  renameTrigger: ([on, name, newName], span, reading) => [
    {
      kind: 'RenameTrigger',
      span,
      name: text(name, 'the trigger', reading),
      table: tableOf(on, reading),
      newName: text(newName, 'the new name', reading),
    },
  ],
  bulkInsert: ([on, rows, options], span, reading) => inserted(on, rows, options, span, reading),
  insert: ([, on, values, options], span, reading) => inserted(on, values, options, span, reading),
  upsert: ([on, values], span, reading) =>
    inserted(on, values, undefined, span, reading).map((operation) => ({ ...operation, conflict: 'update' })),
  bulkUpdate: ([on, values, where], span, reading) => updated(on, values, where, span, reading),
  update: ([, on, values, where], span, reading) => updated(on, values, where, span, reading),
  increment: ([, on, where], span, reading) => updated(on, undefined, where, span, reading),
  decrement: ([, on, where], span, reading) => updated(on, undefined, where, span, reading),
  bulkDelete: ([on, where, options], span, reading) => deleted(on, where, options, span, reading),
  delete: ([, on, where, options], span, reading) => deleted(on, where, options, span, reading),
  describeTable: asks,
  tableExists: asks,
  showIndex: asks,
  showConstraint: asks,
  getForeignKeyReferencesForTable: asks,
  getForeignKeysForTables: nothing('getForeignKeysForTables'),
  showAllTables: nothing('showAllTables'),
  showAllSchemas: nothing('showAllSchemas'),
  databaseVersion: nothing('databaseVersion'),
  select: ([, on], span, reading) => asks(on === undefined ? [] : [on], span, reading),
  rawSelect: asks,
  quoteIdentifier: nothing('quoteIdentifier'),
  quoteIdentifiers: nothing('quoteIdentifiers'),
  quoteTable: nothing('quoteTable'),
  dropAllTables: dropsWhateverThereIs('dropAllTables'),
  dropAllSchemas: dropsWhateverThereIs('dropAllSchemas'),
  dropAllEnums: dropsWhateverThereIs('dropAllEnums'),
};

function hasSchemas({ dialect }: Reading): boolean {
  return dialect.traits.name === 'postgres' || dialect.traits.name === 'sqlserver';
}

/** `[{ type, name, direction }]` as the parameters of a routine. */
function parameters(value: Value | undefined, reading: Reading): string {
  if (value?.kind !== 'array') {
    obstruct(reading, 'the parameters', value);
    return '';
  }
  return value.elements
    .map((parameter) =>
      ['direction', 'name', 'type']
        .map((part) => optionalText(option(parameter, part)))
        .filter((part) => part !== undefined)
        .join(' '),
    )
    .join(', ');
}

function words(value: Value | undefined): string {
  return value?.kind === 'array' ? value.elements.map((element) => optionalText(element) ?? '').join(' ') : '';
}
