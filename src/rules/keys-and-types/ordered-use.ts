import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { Schema, Table } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import { mentions } from '../../model/table.ts';
import { viewsReading } from '../../schema/referrers.ts';
import { escaped, namesColumn, plain } from '../named-columns.ts';

/** Something that goes by the order of the values of an enum. */
interface OrderedUse {
  /** For people: `the view open_tickets`. */
  readonly by: string;
  /** With a verb: `sorts by tickets.priority`. */
  readonly how: string;
  readonly span: Span;
}

/** A piece of SQL that may go by a column's order. */
interface Source {
  readonly by: string;
  readonly sql: string;
  readonly span: Span;
  /** The tables that it reads beside the column's. */
  readonly others: readonly QualifiedName[];
}

/** The first use of an enum in the schema that goes by the order of its values; `undefined`: none is known. */
export function orderedUse(schema: Schema, type: QualifiedName): OrderedUse | undefined {
  for (const table of schema.tables.values()) {
    for (const column of table.columns) {
      if (!isOfType(column.type.text, type, schema)) continue;
      const name = `${displayName(table.name)}.${column.name}`;
      if (isRange(table, column.name)) {
        return { by: displayName(table.name), how: `is split into ranges of ${column.name}`, span: table.origin.span };
      }
      for (const { by, sql, span, others } of sourcesOf(schema, table)) {
        if (!namesColumn(sql, table.name, column.name, others, schema)) continue;
        const how = orderIn(plain(sql), column.name);
        if (how !== undefined) return { by, how: `${how} ${name}`, span };
      }
    }
  }
  return undefined;
}

/** Whether a column's type is the enum; an array of it is not. */
function isOfType(text: string, type: QualifiedName, { traits }: Schema): boolean {
  const [name = '', schema] = plain(text).split('.').reverse();
  return nameKey(traits, schema === undefined ? { name } : { schema, name }) === nameKey(traits, type);
}

function isRange({ partitionBy = '' }: Table, column: string): boolean {
  return /^RANGE\b/i.test(partitionBy) && mentions(plain(partitionBy), column);
}

function sourcesOf(schema: Schema, table: Table): readonly Source[] {
  const key = nameKey(schema.traits, table.name);
  const own = displayName(table.name);
  const isAmong = (names: readonly QualifiedName[]): boolean =>
    names.some((name) => nameKey(schema.traits, name) === key);
  const alone = (by: string, sql: string | undefined, span: Span): readonly Source[] =>
    sql === undefined ? [] : [{ by, sql, span, others: [] }];
  return [
    ...table.constraints.flatMap((one) =>
      one.kind === 'Check' ? alone(`the check ${one.name} of ${own}`, one.expression.sql, one.origin.span) : [],
    ),
    ...table.indexes.flatMap(({ name, where, parts, origin }) => [
      ...alone(`the index ${name} of ${own}`, where?.sql, origin.span),
      ...parts.flatMap(({ expression }) => alone(`the index ${name} of ${own}`, expression?.sql, origin.span)),
    ]),
    ...table.columns.flatMap(({ name, generated, origin }) =>
      alone(`${own}.${name}`, generated?.expression.sql, origin.span),
    ),
    ...table.triggers.flatMap(({ name, definition, origin }) =>
      alone(`the trigger ${name} of ${own}`, definition, origin.span),
    ),
    ...[...schema.objects.values()].flatMap(({ objectType, name, table: on, definition, origin }) =>
      objectType === 'policy' && on !== undefined && nameKey(schema.traits, on) === key
        ? alone(`the policy ${name.name} of ${own}`, definition, origin.span)
        : [],
    ),
    ...viewsReading(schema, table.name).map(({ name, query, reads, origin }) => ({
      by: `the view ${displayName(name)}`,
      sql: query,
      span: origin.span,
      others: reads,
    })),
    ...[...schema.routines.values()].flatMap(({ name, routineType, definition, uses, origin }) =>
      isAmong(uses)
        ? [{ by: `the ${routineType} ${displayName(name)}`, sql: definition, span: origin.span, others: uses }]
        : [],
    ),
  ];
}

/** How a piece of SQL goes by the order of a column, as a verb before the column's name; `undefined`: it does not. */
function orderIn(sql: string, column: string): string | undefined {
  const name = String.raw`(?:[\w$]+\s*\.\s*)?${escaped(column)}(?![\w$])`;
  const finds = (pattern: string): boolean => new RegExp(pattern, 'iu').test(sql);
  if (
    itemsOrderedBy(sql).some((item) =>
      new RegExp(`^${name}(?:\\s+(?:ASC|DESC))?(?:\\s+NULLS\\s+\\w+)?$`, 'iu').test(item),
    )
  ) {
    return 'sorts by';
  }
  if (finds(String.raw`\b(?:min|max|greatest|least)\s*\(\s*${name}\s*[),]`)) return 'takes the least or greatest of';
  const isCompared =
    finds(String.raw`(?<![\w$.])${name}\s*(?:<(?![<>@|-])|>(?![>@])|(?:NOT\s+)?BETWEEN\b)`) ||
    finds(String.raw`(?<![-<>=|@&#!~?'])[<>]=?\s*${name}`);
  return isCompared ? 'compares' : undefined;
}

/** What stands between ORDER BY and the end of its clause, item by item. */
function itemsOrderedBy(sql: string): readonly string[] {
  const clauses = sql.matchAll(
    /\bORDER\s+BY\b(?<items>[^;]*?)(?=\bLIMIT\b|\bOFFSET\b|\bFETCH\b|\bFOR\b|\bUNION\b|\bROWS\b|\)|;|$)/giu,
  );
  return [...clauses].flatMap(({ groups }) => groups?.['items']?.split(',').map((item) => item.trim()) ?? []);
}
