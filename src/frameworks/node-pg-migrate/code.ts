import { option } from '../javascript/migrations/arguments.ts';
import { listed } from '../javascript/migrations/compose.ts';
import type { SqlPart } from '../javascript/migrations/compose.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import type { StringValue, Value } from '../javascript/value.ts';
import { dropOn } from './objects.ts';
import type { Writer } from './tables.ts';
import { spaced } from './tables.ts';
import { applyType, typeName } from './types.ts';
import type { Writing } from './values.ts';
import { entriesOf, escaped, isSet, many, name, names, raw, raws, when } from './values.ts';

/** `(mode "name" type DEFAULT …, …)`. */
function parameters(params: Value | undefined, hasDefaults: boolean, pg: Writing): StringValue {
  const list = many(params, 'the parameters', pg).map((param) => {
    const options = applyType(param, pg);
    const [mode, own, value] = [options.get('mode'), options.get('name'), options.get('default')];
    const clauses: readonly SqlPart[] = [
      mode && raw(mode, 'the mode', pg),
      own && name(own, 'a parameter', pg),
      options.has('type') ? typeName(options.get('type'), pg) : undefined,
      value && hasDefaults ? pg.sql`DEFAULT ${escaped(value, 'the default', pg)}` : undefined,
    ];
    return listed(
      clauses.flatMap((clause) => (clause === undefined || typeof clause === 'string' ? [] : [clause])),
      ' ',
      param.at,
    );
  });
  return pg.sql`(${listed(list, ', ', pg.at)})`;
}

export const createFunction: Writer = ([object, params, options, definition], pg) => {
  const text = (key: string): StringValue | undefined => {
    const value = option(options, key);
    return isSet(value, key, pg) ? raw(value, key, pg) : undefined;
  };
  const settings = many(option(options, 'set'), 'set', pg).map((one) => {
    const value = raw(option(one, 'value'), 'the value', pg);
    const word = value.source.text === 'FROM CURRENT' ? '' : 'TO ';
    return pg.sql`SET ${name(option(one, 'configurationParameter'), 'the parameter', pg)} ${word}${value}`;
  });
  const language = text('language');
  const security = text('security');
  const parallel = text('parallel');
  if (language === undefined) obstruct(pg.reading, 'the language of the function', undefined);
  const clauses: readonly SqlPart[] = [
    text('behavior') ?? 'VOLATILE',
    language && pg.sql`LANGUAGE ${language}`,
    security && security.source.text !== 'INVOKER' ? pg.sql`SECURITY ${security}` : undefined,
    when(options, 'window', 'WINDOW', pg),
    when(options, 'onNull', 'RETURNS NULL ON NULL INPUT', pg),
    parallel && pg.sql`PARALLEL ${parallel}`,
    ...settings,
  ];
  if (definition === undefined) obstruct(pg.reading, 'the body of the function', definition);
  const body = definition && escaped(definition, 'the body of the function', pg);
  const head = pg.sql`CREATE${when(options, 'replace', ' OR REPLACE', pg)} FUNCTION ${name(object, 'the function', pg)}`;
  const returns = text('returns') ?? 'void';
  return pg.sql`${head}${parameters(params, true, pg)} RETURNS ${returns} AS ${body}${spaced(clauses, pg.at)}`;
};

export const dropFunction: Writer = ([object, params, options], pg) => {
  const guard = when(options, 'ifExists', ' IF EXISTS', pg);
  const own = pg.sql`${name(object, 'the function', pg)}${parameters(params, false, pg)}`;
  return pg.sql`DROP FUNCTION${guard} ${own}${when(options, 'cascade', ' CASCADE', pg)}`;
};

export const renameFunction: Writer = ([object, params, to], pg) =>
  pg.sql`ALTER FUNCTION ${name(object, 'the function', pg)}${parameters(params, true, pg)} RENAME TO ${name(to, 'the new name', pg)}`;

/** The options of a trigger's own function. */
function returningTrigger(options: Value | undefined, pg: Writing): Value | undefined {
  if (options?.kind !== 'object') return options;
  const returns: Value = { kind: 'string', at: pg.at, holes: [], source: pg.sql`trigger`.source };
  return {
    ...options,
    entries: new Map([...options.entries, ['returns', { keyAt: pg.at, value: returns, at: pg.at }]]),
  };
}

export const createTrigger: Writer = ([table, trigger, options, definition], pg) => {
  const given = option(options, 'function');
  const routine = given ?? (definition === undefined ? undefined : trigger);
  const isConstraint = isSet(option(options, 'constraint'), 'constraint', pg);
  const time = isConstraint ? pg.sql`AFTER` : raw(option(options, 'when'), 'when', pg);
  const isInstead = /instead\s+of/i.test(time.source.text);
  const level = option(options, 'level');
  const each = isInstead ? 'ROW' : level === undefined ? 'STATEMENT' : raw(level, 'the level', pg);
  const events = listed(
    many(option(options, 'operation'), 'the operation', pg).map((one) => raw(one, 'the operation', pg)),
    ' OR ',
    pg.at,
  );
  const condition = option(options, 'condition');
  const deferred = when(options, 'deferred', 'DEFERRED', pg) || 'IMMEDIATE';
  const deferrable = isSet(option(options, 'deferrable'), 'deferrable', pg)
    ? `DEFERRABLE INITIALLY ${deferred} `
    : 'NOT DEFERRABLE ';
  const args = many(option(options, 'functionParams'), 'the parameters', pg).map((one) =>
    escaped(one, 'a parameter', pg),
  );
  const head = pg.sql`CREATE${isConstraint ? ' CONSTRAINT' : ''} TRIGGER ${name(trigger, 'the trigger', pg)} ${time} ${events}`;
  const scope = pg.sql` ON ${name(table, 'the table', pg)} ${isConstraint ? deferrable : ''}FOR EACH ${each}`;
  const guard = condition && pg.sql` WHEN (${raw(condition, 'the condition', pg)})`;
  const call = pg.sql` EXECUTE PROCEDURE ${name(routine, 'the function', pg)}(${listed(args, ', ', pg.at)})`;
  const own = pg.sql`${head}${scope}${guard}${call}`;
  if (definition === undefined || routine === undefined) return own;
  const none: Value = { kind: 'array', elements: [], at: pg.at };
  const settings = returningTrigger(options, pg) ?? { kind: 'undefined', at: pg.at };
  return pg.sql`${createFunction([routine, none, settings, definition], pg)};\n${own}`;
};

/** The way back of a trigger that was created with its function. */
export const dropTriggerAndFunction: Writer = ([table, trigger, options, definition], pg) => {
  const present = [table, trigger, options].filter((value) => value !== undefined);
  const own = dropOn('TRIGGER')(present, pg);
  const routine = option(options, 'function') ?? trigger;
  if (definition === undefined || routine === undefined) return own;
  const none: Value = { kind: 'array', elements: [], at: pg.at };
  return pg.sql`${own};\n${dropFunction(options === undefined ? [routine, none] : [routine, none, options], pg)}`;
};

/** `key = value` of WITH or SET. */
function settingsOf(options: Value | undefined, pg: Writing): readonly StringValue[] {
  return entriesOf(options, 'the options', pg).map(([key, value]) =>
    value.kind === 'boolean' && value.value ? key : pg.sql`${key} = ${raw(value, 'an option', pg)}`,
  );
}

function columnNames(options: Value | undefined, pg: Writing): SqlPart {
  const columns = option(options, 'columns');
  const isEmpty = columns?.kind === 'array' && columns.elements.length === 0;
  return columns === undefined || isEmpty ? undefined : pg.sql`(${names(columns, 'the columns', pg)})`;
}

function withSettings(list: readonly StringValue[], pg: Writing): SqlPart {
  return list.length === 0 ? undefined : pg.sql` WITH (${listed(list, ', ', pg.at)})`;
}

export const createView: Writer = ([view, options, definition], pg) => {
  const words = ['replace', 'temporary', 'recursive'].map((key) =>
    when(options, key, key === 'replace' ? ' OR REPLACE' : ` ${key.toUpperCase()}`, pg),
  );
  const check = option(options, 'checkOption');
  const tail = isSet(check, 'checkOption', pg)
    ? pg.sql` WITH ${raw(check, 'checkOption', pg)} CHECK OPTION`
    : undefined;
  const own = pg.sql`${name(view, 'the view', pg)}${columnNames(options, pg)}${withSettings(settingsOf(option(options, 'options'), pg), pg)}`;
  return pg.sql`CREATE${words.join('')} VIEW ${own} AS ${raw(definition, 'the query', pg)}${tail}`;
};

function dataClause(options: Value | undefined, pg: Writing): string {
  const data = option(options, 'data');
  return data === undefined ? '' : isSet(data, 'data', pg) ? ' WITH DATA' : ' WITH NO DATA';
}

export const createMaterializedView: Writer = ([view, options, definition], pg) => {
  const guard = when(options, 'ifNotExists', ' IF NOT EXISTS', pg);
  const place = option(options, 'tablespace');
  const settings = withSettings(settingsOf(option(options, 'storageParameters'), pg), pg);
  const own = pg.sql`${name(view, 'the view', pg)}${columnNames(options, pg)}${settings}`;
  const space = place && pg.sql` TABLESPACE ${name(place, 'the tablespace', pg)}`;
  return pg.sql`CREATE MATERIALIZED VIEW${guard} ${own}${space} AS ${raw(definition, 'the query', pg)}${dataClause(options, pg)}`;
};

export const refreshMaterializedView: Writer = ([view, options], pg) =>
  pg.sql`REFRESH MATERIALIZED VIEW${when(options, 'concurrently', ' CONCURRENTLY', pg)} ${name(view, 'the view', pg)}${dataClause(options, pg)}`;

/** SET and RESET of the options of a view. */
export function alterView(what: string, key: 'options' | 'storageParameters'): Writer {
  return ([view, options], pg) => {
    const entries = entriesOf(option(options, key), 'the options', pg);
    const check = option(options, 'checkOption');
    const set = [
      ...entries.flatMap(([option_, value]) =>
        value.kind === 'null' ? [] : [pg.sql`${option_} = ${raw(value, 'an option', pg)}`],
      ),
      ...(check === undefined ? [] : [pg.sql`check_option = ${raw(check, 'checkOption', pg)}`]),
    ];
    const reset = entries.flatMap(([option_, value]) => (value.kind === 'null' ? [option_] : []));
    const own = name(view, 'the view', pg);
    const statements = [
      ...(set.length === 0 ? [] : [pg.sql`ALTER ${what} ${own} SET (${listed(set, ', ', pg.at)})`]),
      ...(reset.length === 0 ? [] : [pg.sql`ALTER ${what} ${own} RESET (${listed(reset, ', ', pg.at)})`]),
    ];
    if (statements.length === 0) obstruct(pg.reading, 'what happens to the view', undefined);
    return listed(statements, ';\n', pg.at);
  };
}

export const alterViewColumn: Writer = ([view, column, options], pg) => {
  const value = option(options, 'default');
  if (value === undefined) obstruct(pg.reading, 'the default', value);
  const action =
    value === undefined || value.kind === 'null'
      ? 'DROP DEFAULT'
      : pg.sql`SET DEFAULT ${escaped(value, 'the default', pg)}`;
  return pg.sql`ALTER VIEW ${name(view, 'the view', pg)} ALTER COLUMN ${name(column, 'the column', pg)} ${action}`;
};

export const renameMaterializedViewColumn: Writer = ([view, from, to], pg) =>
  pg.sql`ALTER MATERIALIZED VIEW ${name(view, 'the view', pg)} RENAME COLUMN ${name(from, 'the column', pg)} TO ${name(to, 'the new name', pg)}`;

function policyClauses(options: Value | undefined, isNew: boolean, pg: Writing): readonly SqlPart[] {
  const role = option(options, 'role');
  const clause = (key: string, words: string): SqlPart => {
    const value = option(options, key);
    return isSet(value, key, pg) ? pg.sql`${words} (${raw(value, key, pg)})` : undefined;
  };
  return [
    role === undefined ? (isNew ? 'TO PUBLIC' : undefined) : pg.sql`TO ${raws(role, 'the role', pg)}`,
    clause('using', 'USING'),
    clause('check', 'WITH CHECK'),
  ];
}

export const createPolicy: Writer = ([table, policy, options], pg) => {
  const command = option(options, 'command');
  const head = pg.sql`CREATE POLICY ${name(policy, 'the policy', pg)} ON ${name(table, 'the table', pg)}`;
  const clauses = spaced(policyClauses(options, true, pg), pg.at);
  return pg.sql`${head} FOR ${command === undefined ? 'ALL' : raw(command, 'the command', pg)}${clauses}`;
};

export const alterPolicy: Writer = ([table, policy, options], pg) =>
  pg.sql`ALTER POLICY ${name(policy, 'the policy', pg)} ON ${name(table, 'the table', pg)}${spaced(policyClauses(options, false, pg), pg.at)}`;

/** The attributes of a role, with what they are when a new role does not say them. */
const attributes = [
  ['superuser', 'SUPERUSER', false],
  ['createdb', 'CREATEDB', false],
  ['createrole', 'CREATEROLE', false],
  ['inherit', 'INHERIT', true],
  ['login', 'LOGIN', false],
  ['replication', 'REPLICATION', false],
  ['bypassrls', 'BYPASSRLS', undefined],
] as const;

function roleClauses(options: Value | undefined, isNew: boolean, pg: Writing): readonly SqlPart[] {
  const memberships = [
    ['inRole', 'IN ROLE'],
    ['role', 'ROLE'],
    ['admin', 'ADMIN'],
  ] as const;
  const [limit, password, valid] = ['limit', 'password', 'valid'].map((key) => option(options, key));
  const encrypted = option(options, 'encrypted');
  const word = encrypted?.kind === 'boolean' && !encrypted.value ? 'UNENCRYPTED' : 'ENCRYPTED';
  return [
    ...attributes.map(([key, attribute, usual]) => {
      const value = option(options, key);
      if (value === undefined && (!isNew || usual === undefined)) return undefined;
      const isOn = value === undefined ? usual === true : isSet(value, key, pg);
      return isOn ? attribute : `NO${attribute}`;
    }),
    limit && pg.sql`CONNECTION LIMIT ${raw(limit, 'the limit', pg)}`,
    password && pg.sql`${word} PASSWORD ${escaped(password, 'the password', pg)}`,
    valid && pg.sql`VALID UNTIL ${escaped(valid, 'the time', pg)}`,
    ...memberships.map(([key, words]) => {
      const value = option(options, key);
      return value && pg.sql`${words} ${raws(value, key, pg)}`;
    }),
  ];
}

export const createRole: Writer = ([role, options], pg) =>
  pg.sql`CREATE ROLE ${name(role, 'the role', pg)} WITH${spaced(roleClauses(options, true, pg), pg.at)}`;

export const alterRole: Writer = ([role, options], pg) =>
  pg.sql`ALTER ROLE ${name(role, 'the role', pg)} WITH${spaced(roleClauses(options, false, pg), pg.at)}`;
