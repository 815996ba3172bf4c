import * as v from 'valibot';
import type { ReadSnapshot } from '../framework.ts';
import type { PictureStatement } from '../sql/picture.ts';
import { constraintName, placeInJson, readStatements } from '../sql/picture.ts';

const columnSchema = v.object({
  name: v.string(),
  type: v.string(),
  unsigned: v.optional(v.nullable(v.boolean())),
  autoincrement: v.optional(v.nullable(v.boolean())),
  nullable: v.optional(v.nullable(v.boolean())),
  length: v.optional(v.nullable(v.number())),
  precision: v.optional(v.nullable(v.number())),
  scale: v.optional(v.nullable(v.number())),
  default: v.optional(v.nullable(v.string())),
  generated: v.optional(v.nullable(v.string())),
  enumItems: v.optional(v.nullable(v.array(v.string()))),
  nativeEnumName: v.optional(v.nullable(v.string())),
  mappedType: v.optional(v.string()),
});

const indexSchema = v.object({
  keyName: v.string(),
  columnNames: v.array(v.string()),
  constraint: v.optional(v.nullable(v.boolean())),
  primary: v.optional(v.nullable(v.boolean())),
  unique: v.optional(v.nullable(v.boolean())),
  expression: v.optional(v.nullable(v.string())),
});

const foreignKeySchema = v.object({
  constraintName: v.string(),
  columnNames: v.array(v.string()),
  referencedTableName: v.string(),
  referencedColumnNames: v.array(v.string()),
  deleteRule: v.optional(v.nullable(v.string())),
  updateRule: v.optional(v.nullable(v.string())),
});

const tableSchema = v.object({
  name: v.string(),
  schema: v.optional(v.nullable(v.string())),
  columns: v.record(v.string(), columnSchema),
  indexes: v.optional(v.array(indexSchema), []),
  checks: v.optional(v.array(v.object({ name: v.string(), expression: v.optional(v.string()) })), []),
  foreignKeys: v.optional(v.record(v.string(), foreignKeySchema), {}),
});

const enumSchema = v.object({
  name: v.string(),
  schema: v.optional(v.nullable(v.string())),
  items: v.array(v.string()),
});

const snapshotSchema = v.object({
  tables: v.array(tableSchema),
  nativeEnums: v.optional(v.record(v.string(), enumSchema), {}),
});

type Table = v.InferOutput<typeof tableSchema>;
type Column = v.InferOutput<typeof columnSchema>;

/** Reads `.snapshot-<database>.json`: what MikroORM believes the schema to be after the last migration. */
export function snapshotReader(): ReadSnapshot {
  return (path, { files, dialect }) => {
    const text = files.read(path) ?? '';
    const snapshot = parse(text);
    if (snapshot === undefined) {
      const problem = {
        span: { file: path, start: 0, end: 0 },
        message: 'This is no snapshot of MikroORM that is known',
      };
      return { file: path, operations: [], problems: [problem] };
    }
    const quote: Quote = (name) => dialect.quote({ name });
    const at = (name: string): PictureStatement['span'] => placeInJson(path, text, name);
    const isSqlite = dialect.traits.name === 'sqlite';
    const statements: readonly PictureStatement[] = [
      ...Object.values(snapshot.nativeEnums).map(({ name, schema, items }) => ({
        sql: `CREATE TYPE ${qualified({ name, schema }, quote)} AS ENUM (${labels(items)})`,
        span: at(name),
      })),
      ...snapshot.tables.map((table) => ({ sql: tableSql(table, dialect.traits.name, quote), span: at(table.name) })),
      ...snapshot.tables.flatMap((table) => indexesSql(table, quote).map(({ name, sql }) => ({ sql, span: at(name) }))),
      ...(isSqlite
        ? []
        : snapshot.tables.flatMap((table) =>
            foreignKeys(table, quote).map(({ name, clause }) => ({
              sql: `ALTER TABLE ${qualified(table, quote)} ADD ${clause}`,
              span: at(name),
            })),
          )),
    ];
    return { file: path, ...readStatements(statements, dialect) };
  };
}

function parse(text: string): v.InferOutput<typeof snapshotSchema> | undefined {
  try {
    const result = v.safeParse(snapshotSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

type Quote = (name: string) => string;

function qualified({ name, schema }: Pick<Table, 'name' | 'schema'>, quote: Quote): string {
  return schema === undefined || schema === null || schema === '' ? quote(name) : `${quote(schema)}.${quote(name)}`;
}

function labels(items: readonly string[]): string {
  return items.map((item) => `'${item.replaceAll("'", "''")}'`).join(', ');
}

function list(names: readonly string[], quote: Quote): string {
  return names.map(quote).join(', ');
}

function tableSql(table: Table, dialect: string, quote: Quote): string {
  const primary = table.indexes.find((index) => index.primary === true);
  const parts = [
    ...Object.values(table.columns).map((column) => columnSql(column, dialect, quote)),
    ...(primary === undefined
      ? []
      : [`${constraintName(primary.keyName, quote)}PRIMARY KEY (${list(primary.columnNames, quote)})`]),
    ...table.checks.flatMap(({ name, expression }) =>
      expression === undefined ? [] : [`${constraintName(name, quote)}CHECK (${expression})`],
    ),
    ...(dialect === 'sqlite' ? foreignKeys(table, quote).map(({ clause }) => clause) : []),
  ];
  return `CREATE TABLE ${qualified(table, quote)} (${parts.join(', ')})`;
}

function columnSql(column: Column, dialect: string, quote: Quote): string {
  const isNumbered = column.autoincrement === true;
  return [
    quote(column.name),
    typeOf(column, dialect),
    ...checkOfValues(column, quote),
    ...(column.unsigned === true && dialect === 'mysql' ? ['UNSIGNED'] : []),
    ...(isNumbered && dialect === 'mysql' ? ['AUTO_INCREMENT'] : []),
    ...(column.generated === undefined || column.generated === null ? [] : [`GENERATED ALWAYS AS ${column.generated}`]),
    ...(column.default === undefined || column.default === null || isNumbered ? [] : [`DEFAULT ${column.default}`]),
    ...(column.nullable === true ? [] : ['NOT NULL']),
  ].join(' ');
}

/** An enumeration that is no type of its own is text with a check. */
function checkOfValues({ name, enumItems, nativeEnumName, type }: Column, quote: Quote): readonly string[] {
  const isText = /^(?:text|varchar|character varying)/i.test(type) && (nativeEnumName ?? undefined) === undefined;
  if (!isText || enumItems === undefined || enumItems === null || enumItems.length === 0) return [];
  return [`CHECK (${quote(name)} IN (${labels(enumItems)}))`];
}

/** Types whose length is written; of points in time it is their precision, which the type already says where it counts. */
const withLength = /^(?:varchar|character varying|char|character|varbinary|binary)$/i;
const withPrecision = /^(?:numeric|decimal)$/i;
const serials: Readonly<Record<string, string>> = {
  int: 'serial',
  integer: 'serial',
  bigint: 'bigserial',
  smallint: 'smallserial',
};

function typeOf({ type, length, precision, scale, autoincrement }: Column, dialect: string): string {
  if (dialect === 'postgres' && autoincrement === true) return serials[type] ?? type;
  if (withLength.test(type) && length !== undefined && length !== null) return `${type}(${String(length)})`;
  if (withPrecision.test(type) && precision !== undefined && precision !== null) {
    return `${type}(${[precision, ...(scale === undefined || scale === null ? [] : [scale])].join(', ')})`;
  }
  return type;
}

function indexesSql(table: Table, quote: Quote): readonly { readonly name: string; readonly sql: string }[] {
  return table.indexes.flatMap((index) => {
    if (index.primary === true) return [];
    const columns = list(index.columnNames, quote);
    const name = index.keyName;
    if (index.expression !== undefined && index.expression !== null) return [{ name, sql: index.expression }];
    if (index.constraint === true && index.unique === true) {
      return [
        { name, sql: `ALTER TABLE ${qualified(table, quote)} ADD ${constraintName(name, quote)}UNIQUE (${columns})` },
      ];
    }
    const unique = index.unique === true ? 'UNIQUE ' : '';
    return [{ name, sql: `CREATE ${unique}INDEX ${quote(name)} ON ${qualified(table, quote)} (${columns})` }];
  });
}

function foreignKeys(table: Table, quote: Quote): readonly { readonly name: string; readonly clause: string }[] {
  return Object.values(table.foreignKeys).map((key) => {
    const target = key.referencedTableName.split('.').map(quote).join('.');
    const actions = [
      ...(key.deleteRule === undefined || key.deleteRule === null ? [] : [`ON DELETE ${key.deleteRule}`]),
      ...(key.updateRule === undefined || key.updateRule === null ? [] : [`ON UPDATE ${key.updateRule}`]),
    ].join(' ');
    const clause = `FOREIGN KEY (${list(key.columnNames, quote)}) REFERENCES ${target} (${list(key.referencedColumnNames, quote)}) ${actions}`;
    return { name: key.constraintName, clause: `${constraintName(key.constraintName, quote)}${clause}` };
  });
}
