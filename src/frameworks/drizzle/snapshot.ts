import * as v from 'valibot';
import type { ReadSnapshot } from '../framework.ts';
import type { PictureStatement } from '../sql/picture.ts';
import { constraintName, placeInJson, readStatements } from '../sql/picture.ts';

const value = v.union([v.string(), v.number(), v.boolean(), v.null()]);

const columnSchema = v.object({
  name: v.string(),
  type: v.string(),
  typeSchema: v.optional(v.string()),
  primaryKey: v.optional(v.boolean()),
  notNull: v.optional(v.boolean()),
  autoincrement: v.optional(v.boolean()),
  onUpdate: v.optional(v.boolean()),
  default: v.optional(value),
  identity: v.optional(v.object({ type: v.string() })),
  generated: v.optional(v.object({ as: v.string(), type: v.optional(v.string()) })),
});

const indexPartSchema = v.union([
  v.string(),
  v.object({
    expression: v.string(),
    isExpression: v.optional(v.boolean()),
    asc: v.optional(v.boolean()),
    nulls: v.optional(v.string()),
    opclass: v.optional(v.string()),
  }),
]);

const indexSchema = v.object({
  name: v.string(),
  columns: v.array(indexPartSchema),
  isUnique: v.optional(v.boolean()),
  method: v.optional(v.string()),
  where: v.optional(v.string()),
});

const keySchema = v.object({
  name: v.optional(v.string()),
  columns: v.array(v.string()),
  nullsNotDistinct: v.optional(v.boolean()),
});

const foreignKeySchema = v.object({
  name: v.string(),
  tableTo: v.string(),
  schemaTo: v.optional(v.string()),
  columnsFrom: v.array(v.string()),
  columnsTo: v.array(v.string()),
  onDelete: v.optional(v.string()),
  onUpdate: v.optional(v.string()),
});

const tableSchema = v.object({
  name: v.string(),
  schema: v.optional(v.string()),
  columns: v.record(v.string(), columnSchema),
  indexes: v.optional(v.record(v.string(), indexSchema), {}),
  foreignKeys: v.optional(v.record(v.string(), foreignKeySchema), {}),
  compositePrimaryKeys: v.optional(v.record(v.string(), keySchema), {}),
  uniqueConstraints: v.optional(v.record(v.string(), keySchema), {}),
  checkConstraints: v.optional(v.record(v.string(), v.object({ name: v.string(), value: v.string() })), {}),
});

const enumSchema = v.object({ name: v.string(), schema: v.optional(v.string()), values: v.array(v.string()) });

const snapshotSchema = v.object({
  id: v.string(),
  prevId: v.optional(v.string()),
  tables: v.record(v.string(), tableSchema),
  enums: v.optional(v.record(v.string(), v.union([enumSchema, v.record(v.string(), v.unknown())])), {}),
  sequences: v.optional(v.record(v.string(), v.object({ name: v.string(), schema: v.optional(v.string()) })), {}),
});

type Table = v.InferOutput<typeof tableSchema>;
type Column = v.InferOutput<typeof columnSchema>;
type Index = v.InferOutput<typeof indexSchema>;

/** Reads `meta/0001_snapshot.json`: what drizzle-kit believes the schema to be after a migration. */
export function snapshotReader(): ReadSnapshot {
  return (path, { files, dialect }) => {
    const text = files.read(path) ?? '';
    const parsed = parse(text);
    if (!parsed.ok) {
      const problem = { span: { file: path, start: 0, end: 0 }, message: parsed.message };
      return { file: path, operations: [], problems: [problem] };
    }
    const { id, prevId, tables, enums, sequences } = parsed.snapshot;
    const sql = writer((name) => dialect.quote({ name }), dialect.traits.name);
    const at = (name: string): PictureStatement['span'] => placeInJson(path, text, name);
    const all = Object.values(tables);
    const statements: readonly PictureStatement[] = [
      ...Object.entries(enums).flatMap(([key, given]) => {
        const found = v.safeParse(enumSchema, given);
        return found.success ? [{ sql: sql.type(found.output), span: at(key) }] : [];
      }),
      ...Object.entries(sequences).map(([key, { name, schema }]) => ({
        sql: `CREATE SEQUENCE ${sql.name(schema, name)}`,
        span: at(key),
      })),
      ...Object.entries(tables).map(([key, table]) => ({ sql: sql.table(table), span: at(key) })),
      ...all.flatMap((table) =>
        Object.values(table.indexes).map((index) => ({ sql: sql.index(table, index), span: at(index.name) })),
      ),
      ...all.flatMap((table) => sql.foreignKeys(table).map(({ name, alter }) => ({ sql: alter, span: at(name) }))),
    ];
    return {
      file: path,
      id,
      ...(prevId === undefined ? {} : { previous: prevId }),
      ...readStatements(statements, dialect),
    };
  };
}

type Parsed =
  | { readonly ok: true; readonly snapshot: v.InferOutput<typeof snapshotSchema> }
  | { readonly ok: false; readonly message: string };

function parse(text: string): Parsed {
  try {
    const result = v.safeParse(snapshotSchema, JSON.parse(text));
    return result.success
      ? { ok: true, snapshot: result.output }
      : { ok: false, message: 'This is no snapshot of drizzle-kit that is known' };
  } catch {
    return { ok: false, message: 'This is no JSON' };
  }
}

interface Writer {
  name(schema: string | undefined, name: string): string;
  type(type: v.InferOutput<typeof enumSchema>): string;
  table(table: Table): string;
  index(table: Table, index: Index): string;
  foreignKeys(table: Table): readonly { readonly name: string; readonly alter: string }[];
}

/** The statements that drizzle-kit writes for the parts of a snapshot. */
function writer(quote: (name: string) => string, dialect: string): Writer {
  const list = (names: readonly string[]): string => names.map(quote).join(', ');
  // SQLite adds no constraint to a table that exists.
  const areInline = dialect === 'sqlite';

  function name(schema: string | undefined, own: string): string {
    return schema === undefined || schema === '' ? quote(own) : `${quote(schema)}.${quote(own)}`;
  }

  function keys({ foreignKeys }: Table): readonly { readonly name: string; readonly clause: string }[] {
    return Object.values(foreignKeys).map((key) => {
      const target = `${name(key.schemaTo, key.tableTo)} (${list(key.columnsTo)})`;
      const actions = `ON DELETE ${key.onDelete ?? 'no action'} ON UPDATE ${key.onUpdate ?? 'no action'}`;
      const clause = `FOREIGN KEY (${list(key.columnsFrom)}) REFERENCES ${target} ${actions}`;
      return { name: key.name, clause: `${constraintName(key.name, quote)}${clause}` };
    });
  }

  function column({ name: own, ...said }: Column): string {
    return [
      quote(own),
      typeOf(said, quote),
      ...(said.primaryKey === true ? ['PRIMARY KEY'] : []),
      ...(said.autoincrement === true ? [dialect === 'sqlite' ? 'AUTOINCREMENT' : 'AUTO_INCREMENT'] : []),
      ...(said.default === undefined || said.default === null ? [] : [`DEFAULT ${String(said.default)}`]),
      ...(said.onUpdate === true ? ['ON UPDATE CURRENT_TIMESTAMP'] : []),
      ...(said.generated === undefined ? [] : [generated(said.generated)]),
      ...(said.identity === undefined ? [] : [`GENERATED ${identities[said.identity.type] ?? 'ALWAYS'} AS IDENTITY`]),
      ...(said.notNull === true ? ['NOT NULL'] : []),
    ].join(' ');
  }

  return {
    name,
    type: ({ schema, name: own, values }) =>
      `CREATE TYPE ${name(schema, own)} AS ENUM (${values.map((label) => `'${label.replaceAll("'", "''")}'`).join(', ')})`,
    table: (table) => {
      const parts = [
        ...Object.values(table.columns).map(column),
        ...Object.values(table.compositePrimaryKeys).map(
          (key) => `${constraintName(key.name, quote)}PRIMARY KEY (${list(key.columns)})`,
        ),
        ...Object.values(table.uniqueConstraints).map(
          (key) =>
            `${constraintName(key.name, quote)}UNIQUE ${key.nullsNotDistinct === true ? 'NULLS NOT DISTINCT ' : ''}(${list(key.columns)})`,
        ),
        ...Object.values(table.checkConstraints).map(
          (check) => `${constraintName(check.name, quote)}CHECK (${check.value})`,
        ),
        ...(areInline ? keys(table).map(({ clause }) => clause) : []),
      ];
      return `CREATE TABLE ${name(table.schema, table.name)} (${parts.join(', ')})`;
    },
    index: (table, index) => {
      const parts = index.columns.map((part) => {
        if (typeof part === 'string') return quote(part);
        const own = part.isExpression === true ? part.expression : quote(part.expression);
        const nulls = part.nulls === undefined || dialect !== 'postgres' ? '' : ` NULLS ${part.nulls}`;
        return `${own}${part.opclass === undefined ? '' : ` ${part.opclass}`}${part.asc === false ? ` DESC${nulls}` : ''}`;
      });
      const method = index.method === undefined || dialect !== 'postgres' ? '' : ` USING ${index.method}`;
      const where = index.where === undefined ? '' : ` WHERE ${index.where}`;
      const unique = index.isUnique === true ? 'UNIQUE ' : '';
      return `CREATE ${unique}INDEX ${quote(index.name)} ON ${name(table.schema, table.name)}${method} (${parts.join(', ')})${where}`;
    },
    foreignKeys: (table) =>
      areInline
        ? []
        : keys(table).map((key) => ({
            name: key.name,
            alter: `ALTER TABLE ${name(table.schema, table.name)} ADD ${key.clause}`,
          })),
  };
}

const identities: Readonly<Record<string, string>> = { always: 'ALWAYS', byDefault: 'BY DEFAULT' };

function generated({ as, type }: NonNullable<Column['generated']>): string {
  return `GENERATED ALWAYS AS (${as}) ${type === 'virtual' ? 'VIRTUAL' : 'STORED'}`;
}

/** The name of an enum type stands as it is; its schema beside it. */
function typeOf({ type, typeSchema }: Pick<Column, 'type' | 'typeSchema'>, quote: (name: string) => string): string {
  if (typeSchema === undefined) return type;
  const [, own = type, array = ''] = /^(.*?)((?:\[\d*\])*)$/.exec(type) ?? [];
  return `${typeSchema === 'public' ? '' : `${quote(typeSchema)}.`}${quote(own)}${array}`;
}
