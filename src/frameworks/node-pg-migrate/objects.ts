import { option } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import type { SqlPart } from '../javascript/migrations/compose.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import type { StringValue, Value } from '../javascript/value.ts';
import { sequenceClauses } from './sequences.ts';
import type { Writer } from './tables.ts';
import { spaced } from './tables.ts';
import { applyType, typeName } from './types.ts';
import type { Writing } from './values.ts';
import { entriesOf, escaped, isSet, many, name, names, raw, raws, when } from './values.ts';

/** `DROP … [IF EXISTS] name [CASCADE]`. */
export function drop(what: string): Writer {
  return ([object, options], pg) => {
    const guard = when(options, 'ifExists', ' IF EXISTS', pg);
    return pg.sql`DROP ${what}${guard} ${name(object, 'the name', pg)}${when(options, 'cascade', ' CASCADE', pg)}`;
  };
}

/** `ALTER … name RENAME TO name`. */
export function rename(what: string): Writer {
  return ([from, to], pg) =>
    pg.sql`ALTER ${what} ${name(from, 'the name', pg)} RENAME TO ${name(to, 'the new name', pg)}`;
}

/** `ALTER … name ON table RENAME TO name`. */
export function renameOn(what: string): Writer {
  return ([table, from, to], pg) =>
    pg.sql`ALTER ${what} ${name(from, 'the name', pg)} ON ${name(table, 'the table', pg)} RENAME TO ${name(to, 'the new name', pg)}`;
}

/** `DROP … [IF EXISTS] name ON table [CASCADE]`. */
export function dropOn(what: string): Writer {
  return ([table, object, options], pg) => {
    const guard = when(options, 'ifExists', ' IF EXISTS', pg);
    const cascade = when(options, 'cascade', ' CASCADE', pg);
    return pg.sql`DROP ${what}${guard} ${name(object, 'the name', pg)} ON ${name(table, 'the table', pg)}${cascade}`;
  };
}

function type(value: Value | undefined, pg: Writing): StringValue {
  if (value === undefined) obstruct(pg.reading, 'the type', value);
  return typeName(value && applyType(value, pg).get('type'), pg);
}

export const createType: Writer = ([object, options], pg) => {
  const own = name(object, 'the type', pg);
  if (options?.kind === 'array') {
    const values = many(options, 'the values', pg).map((value) => escaped(value, 'a value', pg));
    return pg.sql`CREATE TYPE ${own} AS ENUM (${listed(values, ', ', pg.at)})`;
  }
  const attributes = entriesOf(options, 'the attributes', pg).map(
    ([key, value, at]) => sqlAt(at)`${name(key, 'an attribute', pg)} ${type(value, pg)}`,
  );
  return pg.sql`CREATE TYPE ${own} AS (${listed(attributes, ', ', pg.at)})`;
};

export const addTypeValue: Writer = ([object, value, options], pg) => {
  const place = (key: string, words: string): SqlPart => {
    const other = option(options, key);
    return other && pg.sql` ${words} ${escaped(other, key, pg)}`;
  };
  if (value === undefined) obstruct(pg.reading, 'the value', value);
  const own = value && escaped(value, 'the value', pg);
  const guard = when(options, 'ifNotExists', ' IF NOT EXISTS', pg);
  return pg.sql`ALTER TYPE ${name(object, 'the type', pg)} ADD VALUE${guard} ${own}${place('before', 'BEFORE')}${place('after', 'AFTER')}`;
};

export const renameTypeValue: Writer = ([object, from, to], pg) => {
  if (from === undefined || to === undefined) obstruct(pg.reading, 'the value', undefined);
  const [old, next] = [from, to].map((value) => value && escaped(value, 'the value', pg));
  return pg.sql`ALTER TYPE ${name(object, 'the type', pg)} RENAME VALUE ${old} TO ${next}`;
};

export const addTypeAttribute: Writer = ([object, attribute, kind], pg) =>
  pg.sql`ALTER TYPE ${name(object, 'the type', pg)} ADD ATTRIBUTE ${name(attribute, 'the attribute', pg)} ${type(kind, pg)}`;

export const dropTypeAttribute: Writer = ([object, attribute, options], pg) =>
  pg.sql`ALTER TYPE ${name(object, 'the type', pg)} DROP ATTRIBUTE ${name(attribute, 'the attribute', pg)}${when(options, 'ifExists', ' IF EXISTS', pg)}`;

export const setTypeAttribute: Writer = ([object, attribute, kind], pg) =>
  pg.sql`ALTER TYPE ${name(object, 'the type', pg)} ALTER ATTRIBUTE ${name(attribute, 'the attribute', pg)} SET DATA TYPE ${type(kind, pg)}`;

export const renameTypeAttribute: Writer = ([object, from, to], pg) =>
  pg.sql`ALTER TYPE ${name(object, 'the type', pg)} RENAME ATTRIBUTE ${name(from, 'the attribute', pg)} TO ${name(to, 'the new name', pg)}`;

export const createSequence: Writer = ([object, options], pg) => {
  const head = pg.sql`CREATE${when(options, 'temporary', ' TEMPORARY', pg)} SEQUENCE${when(options, 'ifNotExists', ' IF NOT EXISTS', pg)}`;
  return pg.sql`${head} ${name(object, 'the sequence', pg)}${spaced(sequenceClauses(options, pg), pg.at)}`;
};

export const alterSequence: Writer = ([object, options], pg) => {
  const restart = option(options, 'restart');
  const again =
    restart?.kind === 'boolean' && restart.value
      ? 'RESTART'
      : restart && pg.sql`RESTART WITH ${raw(restart, 'restart', pg)}`;
  return pg.sql`ALTER SEQUENCE ${name(object, 'the sequence', pg)}${spaced([...sequenceClauses(options, pg), again], pg.at)}`;
};

export const createSchema: Writer = ([object, options], pg) => {
  const owner = option(options, 'authorization');
  const guard = when(options, 'ifNotExists', ' IF NOT EXISTS', pg);
  return pg.sql`CREATE SCHEMA${guard} ${name(object, 'the schema', pg)}${owner && pg.sql` AUTHORIZATION ${raw(owner, 'the owner', pg)}`}`;
};

export const createExtension: Writer = ([extensions, options], pg) => {
  const schema = option(options, 'schema');
  const guard = when(options, 'ifNotExists', ' IF NOT EXISTS', pg);
  const where = schema && pg.sql` SCHEMA ${name(schema, 'the schema', pg)}`;
  const list = many(extensions, 'the extension', pg);
  return listed(
    list.map((one) => pg.sql`CREATE EXTENSION${guard} ${name(one, 'the extension', pg)}${where}`),
    ';\n',
    pg.at,
  );
};

export const dropExtension: Writer = ([extensions, options], pg) => {
  const list = many(extensions, 'the extension', pg);
  const each = drop('EXTENSION');
  return listed(
    list.map((one) => each(options === undefined ? [one] : [one, options], pg)),
    ';\n',
    pg.at,
  );
};

/** What is said of a domain, in the order of its clauses. */
export const createDomain: Writer = ([object, kind, options], pg) => {
  const value = option(options, 'default');
  const constraint = option(options, 'constraintName');
  const notNull = isSet(option(options, 'notNull'), 'notNull', pg);
  const check = option(options, 'check');
  const clauses: readonly SqlPart[] = [
    option(options, 'collation') && pg.sql`COLLATE ${raw(option(options, 'collation'), 'collation', pg)}`,
    value && pg.sql`DEFAULT ${escaped(value, 'the default', pg)}`,
    constraint && pg.sql`CONSTRAINT ${name(constraint, 'the constraint', pg)}`,
    notNull ? 'NOT NULL' : check && pg.sql`CHECK (${raw(check, 'the check', pg)})`,
  ];
  return pg.sql`CREATE DOMAIN ${name(object, 'the domain', pg)} AS ${type(kind, pg)}${spaced(clauses, pg.at)}`;
};

export const alterDomain: Writer = ([object, options], pg) => {
  const value = option(options, 'default');
  const notNull = option(options, 'notNull');
  const check = option(options, 'check');
  const constraint = option(options, 'constraintName');
  const isNullable = notNull?.kind === 'boolean' && !notNull.value;
  const named = constraint && pg.sql`CONSTRAINT ${name(constraint, 'the constraint', pg)} `;
  const actions: readonly SqlPart[] = [
    value?.kind === 'null' ? 'DROP DEFAULT' : value && pg.sql`SET DEFAULT ${escaped(value, 'the default', pg)}`,
    isSet(notNull, 'notNull', pg)
      ? 'SET NOT NULL'
      : isNullable || isSet(option(options, 'allowNull'), 'allowNull', pg)
        ? 'DROP NOT NULL'
        : undefined,
    check && pg.sql`${named}CHECK (${raw(check, 'the check', pg)})`,
  ];
  const own = name(object, 'the domain', pg);
  const statements = actions.flatMap((action) => (action === undefined ? [] : [pg.sql`ALTER DOMAIN ${own} ${action}`]));
  return listed(statements, ';\n', pg.at);
};

export const createCast: Writer = ([source, target, options], pg) => {
  const routine = option(options, 'functionName');
  const args = option(options, 'argumentTypes') ?? source;
  const conversion =
    routine === undefined
      ? when(options, 'inout', 'INOUT', pg) === ''
        ? 'WITHOUT FUNCTION'
        : 'WITH INOUT'
      : pg.sql`WITH FUNCTION ${name(routine, 'the function', pg)}(${raws(args, 'the types', pg)})`;
  const as = option(options, 'as');
  return pg.sql`CREATE CAST (${raw(source, 'the type', pg)} AS ${raw(target, 'the type', pg)}) ${conversion}${as && pg.sql` AS ${raw(as, 'as', pg)}`}`;
};

export const dropCast: Writer = ([source, target, options], pg) =>
  pg.sql`DROP CAST${when(options, 'ifExists', ' IF EXISTS', pg)} (${raw(source, 'the type', pg)} AS ${raw(target, 'the type', pg)})`;

/** Roles behind TO or FROM; `PUBLIC` is no name. */
function roles(value: Value | undefined, pg: Writing): StringValue {
  const list = many(value, 'the roles', pg).map((role) =>
    role.kind === 'string' && role.source.text === 'PUBLIC' ? role : name(role, 'a role', pg),
  );
  return listed(list, ', ', pg.at);
}

/** GRANT and REVOKE on tables or on schemas. */
export function privileges(isGrant: boolean, on: 'tables' | 'schemas'): Writer {
  return ([options], pg) => {
    const schema = option(options, 'schema');
    const objects =
      on === 'schemas'
        ? pg.sql`SCHEMA ${names(option(options, 'schemas'), 'the schemas', pg)}`
        : schema === undefined
          ? names(option(options, 'tables'), 'the tables', pg)
          : pg.sql`ALL TABLES IN SCHEMA ${name(schema, 'the schema', pg)}`;
    const list = pg.sql`${raws(option(options, 'privileges'), 'the privileges', pg)} ON ${objects}`;
    const who = roles(option(options, 'roles'), pg);
    return isGrant
      ? pg.sql`GRANT ${list} TO ${who}${when(options, 'withGrantOption', ' WITH GRANT OPTION', pg)}`
      : pg.sql`REVOKE${when(options, 'onlyGrantOption', ' GRANT OPTION FOR', pg)} ${list} FROM ${who}${when(options, 'cascade', ' CASCADE', pg)}`;
  };
}

export const grantRoles: Writer = ([from, to, options], pg) =>
  pg.sql`GRANT ${names(from, 'the roles', pg)} TO ${names(to, 'the roles', pg)}${when(options, 'withAdminOption', ' WITH ADMIN OPTION', pg)}`;

export const revokeRoles: Writer = ([list, from, options], pg) => {
  const head = when(options, 'onlyAdminOption', ' ADMIN OPTION FOR', pg);
  return pg.sql`REVOKE${head} ${names(list, 'the roles', pg)} FROM ${names(from, 'the roles', pg)}${when(options, 'cascade', ' CASCADE', pg)}`;
};
