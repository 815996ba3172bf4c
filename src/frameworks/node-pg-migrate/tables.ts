import { option } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt, upTo } from '../javascript/migrations/compose.ts';
import type { SqlPart } from '../javascript/migrations/compose.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { stringAt } from '../javascript/strings.ts';
import type { StringValue, Value } from '../javascript/value.ts';
import { constraintsOf, deferrable, references } from './constraints.ts';
import { sequenceClauses } from './sequences.ts';
import type { TypeOptions } from './types.ts';
import { adapted, applyType, typeName } from './types.ts';
import type { Writing } from './values.ts';
import { entriesOf, escaped, inString, isSet, many, name, quote, raw, when } from './values.ts';

/** The SQL of one call: several statements have semicolons between them. */
export type Writer = (args: readonly Value[], pg: Writing) => StringValue;

/** Clauses with a space before each. */
export function spaced(parts: readonly SqlPart[], at: Writing['at']): StringValue {
  const known = parts.filter((part) => part !== undefined && part !== '');
  return known.reduce<StringValue>((sql, part) => sqlAt(at)`${sql} ${part}`, sqlAt(at)``);
}

function comment(on: SqlPart, text: Value, pg: Writing): StringValue {
  return pg.sql`;\nCOMMENT ON ${on} IS ${escaped(text, 'the comment', pg)}`;
}

interface Columns {
  readonly lines: readonly StringValue[];
  readonly comments: readonly StringValue[];
  /** The columns of a primary key that has several. */
  readonly key: readonly StringValue[];
}

function columnsOf(table: Value | undefined, columns: Value | undefined, pg: Writing): Columns {
  const found = entriesOf(columns, 'the columns', pg).map(
    ([key, value, at]) => ({ key, at, options: applyType(value, pg) }) as const,
  );
  const primary = found.filter(({ options }) => isSet(options.get('primaryKey'), 'primaryKey', pg));
  const comments: StringValue[] = [];
  const lines = found.map(({ key, at, options }) => {
    const clauses = columnClauses(table, key, options, primary.length > 1, comments, pg);
    const said = options.get('comment');
    if (said !== undefined)
      comments.push(comment(pg.sql`COLUMN ${name(table, 'the table', pg)}.${quote(key)}`, said, pg));
    return upTo(sqlAt(at)`${quote(key)} ${columnType(options, pg)}${spaced(clauses, at)}`, at);
  });
  return { lines, comments, key: primary.length > 1 ? primary.map(({ key }) => key) : [] };
}

function columnType(options: TypeOptions, pg: Writing): StringValue {
  const type = typeName(options.get('type'), pg);
  const array = options.get('array');
  if (array?.kind === 'number') return sqlAt(type.at)`${type} ARRAY[${String(array.value)}]`;
  return array?.kind === 'boolean' && array.value ? sqlAt(type.at)`${type} ARRAY` : type;
}

function columnClauses(
  table: Value | undefined,
  column: StringValue,
  options: TypeOptions,
  isKeyApart: boolean,
  comments: StringValue[],
  pg: Writing,
): readonly SqlPart[] {
  const has = (key: string): boolean => isSet(options.get(key), key, pg);
  const text = (key: string): StringValue => raw(options.get(key), key, pg);
  const value = options.get('default');
  const generated = options.get('sequenceGenerated');
  return [
    has('collation') ? pg.sql`COLLATE ${text('collation')}` : undefined,
    value === undefined ? undefined : pg.sql`DEFAULT ${escaped(value, 'the default', pg)}`,
    has('unique') ? 'UNIQUE' : undefined,
    has('primaryKey') && !isKeyApart ? 'PRIMARY KEY' : undefined,
    has('notNull') ? 'NOT NULL' : undefined,
    has('check') ? pg.sql`CHECK (${text('check')})` : undefined,
    has('references') ? referenceClause(table, column, options, comments, pg) : undefined,
    has('deferrable') ? deferrable(isSet(options.get('deferred'), 'deferred', pg)) : undefined,
    has('sequenceGenerated') ? identity(generated, pg) : undefined,
    has('expressionGenerated') ? pg.sql`GENERATED ALWAYS AS (${text('expressionGenerated')}) STORED` : undefined,
  ];
}

function identity(generated: Value | undefined, pg: Writing): StringValue {
  const clauses = sequenceClauses(generated, pg);
  const list = clauses.length === 0 ? undefined : pg.sql` (${listed(clauses, ' ', pg.at)})`;
  return pg.sql`GENERATED ${raw(option(generated, 'precedence'), 'precedence', pg)} AS IDENTITY${list}`;
}

function referenceClause(
  table: Value | undefined,
  column: StringValue,
  options: TypeOptions,
  comments: StringValue[],
  pg: Writing,
): StringValue {
  const given = options.get('referencesConstraintName');
  const said = options.get('referencesConstraintComment');
  const derived = `${said === undefined ? '' : inString(table, 'the table', pg)}_fk_${column.source.text}`;
  const named = given ?? (said === undefined ? undefined : stringAt(derived, column.at));
  const constraint = named && name(named, 'the constraint', pg);
  if (said !== undefined)
    comments.push(comment(pg.sql`CONSTRAINT ${constraint} ON ${name(table, 'the table', pg)}`, said, pg));
  const head = constraint && pg.sql`CONSTRAINT ${constraint} `;
  return pg.sql`${head}${references((key) => options.get(key), pg)}`;
}

export const createTable: Writer = ([table, columns, options], pg) => {
  const { lines, comments, key } = columnsOf(table, columns, pg);
  const own = option(options, 'constraints');
  const { lines: constraints, comments: more } = constraintsOf(table, own, undefined, pg, key);
  const like = option(options, 'like');
  const inherits = option(options, 'inherits');
  const all = [...lines, ...constraints, ...(like === undefined ? [] : [likeClause(like, pg)])];
  const head = pg.sql`CREATE${when(options, 'temporary', ' TEMPORARY', pg)}${when(options, 'unlogged', ' UNLOGGED', pg)} TABLE`;
  const guard = when(options, 'ifNotExists', ' IF NOT EXISTS', pg);
  const parent = inherits && pg.sql` INHERITS (${name(inherits, 'the parent table', pg)})`;
  const said = option(options, 'comment');
  const target = name(table, 'the table', pg);
  const body = pg.sql`${head}${guard} ${target} (${listed(all, ', ', pg.at)})${parent}${partitionClause(option(options, 'partition'), pg)}`;
  const last = said && comment(pg.sql`TABLE ${target}`, said, pg);
  return pg.sql`${body}${listed([...comments, ...more], '', pg.at)}${last}`;
};

function likeClause(like: Value, pg: Writing): StringValue {
  const table = option(like, 'table') ?? like;
  const words = (key: string, word: string): readonly StringValue[] =>
    many(option(option(like, 'options'), key), key, pg).map((one) => pg.sql` ${word} ${raw(one, key, pg)}`);
  const options = [...words('including', 'INCLUDING'), ...words('excluding', 'EXCLUDING')];
  return pg.sql`LIKE ${name(table, 'the table', pg)}${listed(options, '', pg.at)}`;
}

function partitionClause(partition: Value | undefined, pg: Writing): SqlPart {
  if (partition === undefined) return undefined;
  const columns = many(option(partition, 'columns'), 'the columns', pg).map((column) => {
    if (column.kind === 'string') return quote(column);
    const clauses = [
      option(column, 'collate') && pg.sql`COLLATE ${raw(option(column, 'collate'), 'collate', pg)}`,
      option(column, 'opclass') && raw(option(column, 'opclass'), 'opclass', pg),
    ];
    return pg.sql`${name(option(column, 'name'), 'a column', pg)}${spaced(clauses, pg.at)}`;
  });
  return pg.sql` PARTITION BY ${raw(option(partition, 'strategy'), 'the strategy', pg)} (${listed(columns, ', ', pg.at)})`;
}

export const dropTable: Writer = ([table, options], pg) => {
  const guard = when(options, 'ifExists', ' IF EXISTS', pg);
  return pg.sql`DROP TABLE${guard} ${name(table, 'the table', pg)}${when(options, 'cascade', ' CASCADE', pg)}`;
};

export const renameTable: Writer = ([table, to], pg) =>
  pg.sql`ALTER TABLE ${name(table, 'the table', pg)} RENAME TO ${name(to, 'the new name', pg)}`;

export const alterTable: Writer = ([table, options], pg) => {
  const security = option(options, 'levelSecurity');
  const unlogged = option(options, 'unlogged');
  const actions = [
    ...(security === undefined ? [] : [pg.sql`${raw(security, 'levelSecurity', pg)} ROW LEVEL SECURITY`]),
    ...(unlogged?.kind === 'boolean' ? [pg.sql`SET ${unlogged.value ? 'UNLOGGED' : 'LOGGED'}`] : []),
  ];
  if (actions.length === 0) obstruct(pg.reading, 'what happens to the table', undefined);
  return pg.sql`ALTER TABLE ${name(table, 'the table', pg)} ${listed(actions, ', ', pg.at)}`;
};

export const addColumns: Writer = ([table, columns, options], pg) => {
  const { lines, comments } = columnsOf(table, columns, pg);
  const guard = when(options, 'ifNotExists', 'IF NOT EXISTS ', pg);
  const actions = lines.map((line) => sqlAt(line.at)`ADD ${guard}${line}`);
  return pg.sql`ALTER TABLE ${name(table, 'the table', pg)} ${listed(actions, ', ', pg.at)}${listed(comments, '', pg.at)}`;
};

export const dropColumns: Writer = ([table, columns, options], pg) => {
  const list =
    columns?.kind === 'object'
      ? entriesOf(columns, 'the columns', pg).map(([key]) => quote(key))
      : many(columns, 'the columns', pg).map((column) => name(column, 'a column', pg));
  const guard = when(options, 'ifExists', 'IF EXISTS ', pg);
  const cascade = when(options, 'cascade', ' CASCADE', pg);
  const actions = list.map((column) => sqlAt(column.at)`DROP ${guard}${column}${cascade}`);
  return pg.sql`ALTER TABLE ${name(table, 'the table', pg)} ${listed(actions, ', ', pg.at)}`;
};

export const renameColumn: Writer = ([table, from, to], pg) =>
  pg.sql`ALTER TABLE ${name(table, 'the table', pg)} RENAME ${name(from, 'the column', pg)} TO ${name(to, 'the new name', pg)}`;

export const alterColumn: Writer = ([table, column, options], pg) => {
  const own = name(column, 'the column', pg);
  const tableName = name(table, 'the table', pg);
  const said = option(options, 'comment');
  const actions = columnActions(options, pg).map((action) => pg.sql`ALTER ${own} ${action}`);
  const change = actions.length === 0 ? undefined : pg.sql`ALTER TABLE ${tableName} ${listed(actions, ', ', pg.at)}`;
  return pg.sql`${change}${said && comment(pg.sql`COLUMN ${tableName}.${own}`, said, pg)}`;
};

function columnActions(options: Value | undefined, pg: Writing): readonly StringValue[] {
  const value = option(options, 'default');
  const type = option(options, 'type');
  const notNull = option(options, 'notNull');
  const generated = option(options, 'sequenceGenerated');
  const expression = option(options, 'expressionGenerated');
  const clause = (key: string, words: string): SqlPart => {
    const text = option(options, key);
    return text && pg.sql` ${words} ${raw(text, key, pg)}`;
  };
  const nullable =
    (notNull?.kind === 'boolean' && !notNull.value) || isSet(option(options, 'allowNull'), 'allowNull', pg);
  return [
    ...(value === undefined
      ? []
      : [value.kind === 'null' ? pg.sql`DROP DEFAULT` : pg.sql`SET DEFAULT ${escaped(value, 'the default', pg)}`]),
    ...(type === undefined
      ? []
      : [
          pg.sql`SET DATA TYPE ${typeName(adapted(type), pg)}${clause('collation', 'COLLATE')}${clause('using', 'USING')}`,
        ]),
    ...(isSet(notNull, 'notNull', pg) ? [pg.sql`SET NOT NULL`] : nullable ? [pg.sql`DROP NOT NULL`] : []),
    ...(generated === undefined
      ? []
      : [isSet(generated, 'sequenceGenerated', pg) ? pg.sql`ADD ${identity(generated, pg)}` : pg.sql`DROP IDENTITY`]),
    ...(expression?.kind === 'string' ? [pg.sql`SET EXPRESSION AS (${expression})`] : []),
    ...(expression?.kind === 'null' ? [pg.sql`DROP EXPRESSION`] : []),
  ];
}

export const addConstraint: Writer = ([table, constraint, definition], pg) => {
  const given = constraint?.kind === 'null' ? undefined : constraint;
  const own = name(table, 'the table', pg);
  if (definition?.kind === 'string') {
    const named = given && pg.sql`CONSTRAINT ${name(given, 'the name', pg)} `;
    return pg.sql`ALTER TABLE ${own} ADD ${named}${definition}`;
  }
  const { lines, comments } = constraintsOf(table, definition, given, pg, []);
  if (lines.length === 0) obstruct(pg.reading, 'the constraint', undefined);
  const actions = lines.map((line) => sqlAt(line.at)`ADD ${line}`);
  return pg.sql`ALTER TABLE ${own} ${listed(actions, ', ', pg.at)}${listed(comments, '', pg.at)}`;
};

export const dropConstraint: Writer = ([table, constraint, options], pg) => {
  const head = when(options, 'ifTableExists', ' IF EXISTS', pg);
  const guard = when(options, 'ifExists', ' IF EXISTS', pg);
  const cascade = when(options, 'cascade', ' CASCADE', pg);
  return pg.sql`ALTER TABLE${head} ${name(table, 'the table', pg)} DROP CONSTRAINT${guard} ${name(constraint, 'the constraint', pg)}${cascade}`;
};

export const renameConstraint: Writer = ([table, from, to], pg) =>
  pg.sql`ALTER TABLE ${name(table, 'the table', pg)} RENAME CONSTRAINT ${name(from, 'the constraint', pg)} TO ${name(to, 'the new name', pg)}`;
