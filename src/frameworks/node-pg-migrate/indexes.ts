import { option } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { stringAt } from '../javascript/strings.ts';
import type { StringValue, Value } from '../javascript/value.ts';
import type { Writer } from './tables.ts';
import type { Writing } from './values.ts';
import { isSet, literalText, many, name, names, quote, raw, when } from './values.ts';

/** What the tool takes for an expression, and puts between brackets where it makes no name of it. */
const expressions = [
  /(->>|->|#>>|#>|@\?|@@|@>|<@|\?\||\?&|\?|#-|\|\||::)/,
  /^[\w.]+\(/,
  /(?<!\s)\s+[+*/-]\s+/,
  /^(?=.*[=<>!]+)(?=.*[a-zA-Z0-9])/s,
];

function asWritten(text: string): string {
  return expressions.some((pattern) => pattern.test(text)) ? `(${text})` : text;
}

/** The name that is given, or the one that the tool makes of the table and the columns. */
function indexName(
  table: Value | undefined,
  columns: Value | undefined,
  options: Value | undefined,
  pg: Writing,
): StringValue {
  const schema = option(table, 'schema');
  const own = option(options, 'name');
  const inSchema = (text: StringValue): StringValue =>
    schema?.kind === 'string' ? sqlAt(text.at)`${quote(schema)}.${quote(text)}` : quote(text);
  if (isSet(own, 'the name', pg)) return own?.kind === 'string' ? inSchema(own) : name(own, 'the name', pg);
  const tableName = raw(option(table, 'name') ?? table, 'the table', pg).source.text;
  const parts = many(columns, 'the columns', pg).map((column) => {
    if (literalText(column) !== undefined) obstruct(pg.reading, 'the name of an index on an expression', undefined);
    return asWritten(raw(option(column, 'name') ?? column, 'a column', pg).source.text);
  });
  const unique = isSet(option(options, 'unique'), 'unique', pg) ? '_unique' : '';
  return inSchema(stringAt(`${tableName}_${parts.join('_')}${unique}_index`, columns?.at ?? pg.at));
}

function columnSql(column: Value, pg: Writing): StringValue {
  const literal = literalText(column);
  if (literal !== undefined) return literal;
  const text = raw(option(column, 'name') ?? column, 'a column', pg);
  const made = asWritten(text.source.text);
  const isPlain = made === text.source.text && !/[^\w".]/.test(made);
  const own = isPlain
    ? quote(text)
    : made.endsWith(')') && made === text.source.text
      ? text
      : sqlAt(text.at)`(${text})`;
  const opclass = option(column, 'opclass');
  const sort = option(column, 'sort');
  const classSql = opclass && sqlAt(opclass.at)` ${name(opclass, 'the operator class', pg)}`;
  return sqlAt(column.at)`${own}${classSql}${sort && sqlAt(sort.at)` ${raw(sort, 'the order', pg)}`}`;
}

export const createIndex: Writer = ([table, columns, options], pg) => {
  const list = many(columns, 'the columns', pg).map((column) => columnSql(column, pg));
  const method = option(options, 'method');
  const where = option(options, 'where');
  const include = option(options, 'include');
  const nulls = option(options, 'nulls');
  // CREATE INDEX takes the schema from the table.
  const own = indexName(option(table, 'name') ?? table, columns, options, pg);
  const head = pg.sql`CREATE${when(options, 'unique', ' UNIQUE', pg)} INDEX${when(options, 'concurrently', ' CONCURRENTLY', pg)}`;
  const target = pg.sql`${when(options, 'ifNotExists', ' IF NOT EXISTS', pg)} ${own} ON ${name(table, 'the table', pg)}`;
  const using = method && pg.sql` USING ${raw(method, 'the method', pg)}`;
  const covered = include && pg.sql` INCLUDE (${names(include, 'the included columns', pg)})`;
  const distinct = nulls && pg.sql` NULLS ${raw(nulls, 'nulls', pg).source.text.toUpperCase()}`;
  const condition = isSet(where, 'where', pg) ? pg.sql` WHERE ${raw(where, 'where', pg)}` : undefined;
  return pg.sql`${head}${target}${using} (${listed(list, ', ', pg.at)})${covered}${distinct}${condition}`;
};

export const dropIndex: Writer = ([table, columns, options], pg) => {
  const words = `${when(options, 'concurrently', ' CONCURRENTLY', pg)}${when(options, 'ifExists', ' IF EXISTS', pg)}`;
  return pg.sql`DROP INDEX${words} ${indexName(table, columns, options, pg)}${when(options, 'cascade', ' CASCADE', pg)}`;
};
