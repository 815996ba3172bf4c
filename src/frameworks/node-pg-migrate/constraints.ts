import { option } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import type { SqlPart } from '../javascript/migrations/compose.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { stringAt } from '../javascript/strings.ts';
import type { StringValue, Value } from '../javascript/value.ts';
import type { Writing } from './values.ts';
import { escaped, inString, isSet, many, name, raw } from './values.ts';

export interface Constraints {
  readonly lines: readonly StringValue[];
  readonly comments: readonly StringValue[];
}

export function deferrable(isDeferred: boolean): string {
  return `DEFERRABLE INITIALLY ${isDeferred ? 'DEFERRED' : 'IMMEDIATE'}`;
}

/** `REFERENCES …` with what follows it; a text that begins with a quote or ends in a bracket stays as it is. */
export function references(get: (key: string) => Value | undefined, pg: Writing): StringValue {
  const target = get('references');
  const isRaw = target?.kind === 'string' && /^"|\)$/.test(target.source.text);
  const table = isRaw ? target : name(target, 'the table that is referenced', pg);
  const clause = (key: string, words: string): SqlPart => {
    const value = get(key);
    return isSet(value, key, pg) ? pg.sql` ${words} ${raw(value, key, pg)}` : undefined;
  };
  return pg.sql`REFERENCES ${table}${clause('match', 'MATCH')}${clause('onDelete', 'ON DELETE')}${clause('onUpdate', 'ON UPDATE')}`;
}

/** The constraints of an object such as `{ primaryKey: ['a', 'b'], foreignKeys: {…} }`, under the names that the tool gives. */
export function constraintsOf(
  table: Value | undefined,
  options: Value | undefined,
  given: Value | undefined,
  pg: Writing,
  key: readonly StringValue[],
): Constraints {
  const own = option(table, 'name') ?? table;
  const named = (suffix: string, at: Writing['at']): StringValue => {
    const derived = stringAt(`${inString(own, 'the table', pg)}_${suffix}`, at);
    return sqlAt(at)`CONSTRAINT ${name(given ?? derived, 'the name', pg)} `;
  };
  const set = (name_: string): Value | undefined =>
    isSet(option(options, name_), name_, pg) ? option(options, name_) : undefined;
  if (key.length > 0 && option(options, 'primaryKey') !== undefined)
    pg.reading.obstacles.push({ reason: 'not-recognised', detail: 'the primary key is said twice, which is refused' });

  const primary: Value | undefined =
    key.length > 0 ? { kind: 'array', elements: [...key], at: pg.at } : set('primaryKey');
  const suffix = isSet(option(options, 'deferrable'), 'deferrable', pg)
    ? ` ${deferrable(isSet(option(options, 'deferred'), 'deferred', pg))}`
    : '';
  const foreign = many(set('foreignKeys'), 'the foreign keys', pg);
  const lines = [
    ...checks(set('check'), named, pg),
    ...uniques(set('unique'), named, pg),
    ...(primary === undefined
      ? []
      : [sqlAt(primary.at)`${named('pkey', primary.at)}PRIMARY KEY (${columns(primary, pg)})`]),
    ...foreign.map((one) => foreignKey(one, given, named, pg)),
    ...[set('exclude')].flatMap((one) =>
      one === undefined ? [] : [sqlAt(one.at)`${named('excl', one.at)}EXCLUDE ${raw(one, 'the exclusion', pg)}`],
    ),
  ].map((line) => sqlAt(line.at)`${line}${suffix}`);

  const comments = foreign.flatMap((one) => {
    const said = option(one, 'referencesConstraintComment');
    return said === undefined ? [] : [commentOn(foreignName(one, given, named, pg), table, said, pg)];
  });
  const said = option(options, 'comment');
  if (said !== undefined && given === undefined) obstruct(pg.reading, 'the name of the constraint', undefined);
  const last =
    said === undefined ? [] : [commentOn(pg.sql`CONSTRAINT ${name(given, 'the name', pg)} `, table, said, pg)];
  return { lines, comments: [...comments, ...last] };
}

type Named = (suffix: string, at: Writing['at']) => StringValue;

function commentOn(constraint: StringValue, table: Value | undefined, text: Value, pg: Writing): StringValue {
  const on = pg.sql`${constraint}ON ${name(table, 'the table', pg)}`;
  return pg.sql`;\nCOMMENT ON ${on} IS ${escaped(text, 'the comment', pg)}`;
}

function columns(value: Value, pg: Writing): StringValue {
  const list = many(value, 'the columns', pg).map((column) => name(column, 'a column', pg));
  return listed(list, ', ', value.at);
}

function joined(value: Value, pg: Writing): string {
  return many(value, 'the columns', pg)
    .map((column) => inString(column, 'a column', pg))
    .join('_');
}

function checks(check: Value | undefined, named: Named, pg: Writing): readonly StringValue[] {
  if (check === undefined) return [];
  const line = (one: Value, suffix: string): StringValue =>
    sqlAt(one.at)`${named(suffix, one.at)}CHECK (${raw(one, 'the check', pg)})`;
  return check.kind === 'array'
    ? many(check, 'the checks', pg).map((one, index) => line(one, `chck_${index + 1}`))
    : [line(check, 'chck')];
}

function uniques(unique: Value | undefined, named: Named, pg: Writing): readonly StringValue[] {
  if (unique === undefined) return [];
  const list = many(unique, 'the unique keys', pg);
  const sets = list.some(({ kind }) => kind === 'array') ? list : [unique];
  return sets.map((one) => sqlAt(one.at)`${named(`uniq_${joined(one, pg)}`, one.at)}UNIQUE (${columns(one, pg)})`);
}

function foreignName(key: Value, given: Value | undefined, named: Named, pg: Writing): StringValue {
  const own = option(key, 'referencesConstraintName');
  if (own !== undefined) return sqlAt(own.at)`CONSTRAINT ${name(own, 'the name', pg)} `;
  const list = option(key, 'columns');
  if (list === undefined) obstruct(pg.reading, 'the columns of the foreign key', list);
  return named(given === undefined && list !== undefined ? `fk_${joined(list, pg)}` : 'fk_', key.at);
}

function foreignKey(key: Value, given: Value | undefined, named: Named, pg: Writing): StringValue {
  const list = option(key, 'columns');
  const own = list && columns(list, pg);
  const head = foreignName(key, given, named, pg);
  return sqlAt(key.at)`${head}FOREIGN KEY (${own}) ${references((name_) => option(key, name_), pg)}`;
}
