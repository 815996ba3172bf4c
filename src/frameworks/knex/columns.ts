import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { Column, Constraint, Expression } from '../../model/table.ts';
import type { Link, Value } from '../javascript/value.ts';
import { describe } from '../javascript/value.ts';
import { flag, isAbsent, option, optionalText, text } from '../javascript/migrations/arguments.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { compileColumn } from '../javascript/migrations/made-sql.ts';
import { notKnown } from '../javascript/migrations/reading.ts';
import { quoted, sqlOf } from './arguments.ts';
import { listOf, typeOf } from './column-types.ts';

/** A column as a call on the table builder makes it. */
export interface ReadColumn {
  readonly column: Column;
  /** Constraints that are written within the column: a check, a primary key. */
  readonly constraints: readonly Constraint[];
  readonly position?: { readonly after: string | undefined };
  /** The facets that the call states. */
  readonly states: { readonly type: boolean; readonly nullable: boolean };
  readonly isAltered: boolean;
  /** The facets that `alter()` takes away without a word. */
  readonly unsaid: readonly ('nullable' | 'default')[];
  /** Operations that come before it: the type of an enum. */
  readonly before: readonly Operation[];
}

/** Modifiers that become operations of their own, or are looked at elsewhere. */
const elsewhere: ReadonlySet<string> = new Set([
  'references',
  'inTable',
  'on',
  'onDelete',
  'onUpdate',
  'withKeyName',
  'deferrable',
  'index',
  'unique',
  'primary',
  'alter',
  'queryContext',
]);

interface Definition {
  nullable: boolean | undefined;
  value: Value | undefined;
  valueOptions: Value | undefined;
  unsigned: boolean;
  comment: string | undefined;
  collation: string | undefined;
  position: { readonly after: string | undefined } | undefined;
  readonly checks: string[];
}

/** `table.string('name', 50).notNullable()…`; `undefined` when the method is none for columns. */
export function readColumn(
  method: string,
  args: readonly Value[],
  modifiers: readonly Link[],
  span: Span,
  reading: Reading,
): ReadColumn | undefined {
  const isIncrements = /^(?:big)?increments$/i.test(method);
  const isEnum = method === 'enum' || method === 'enu';
  const [nameValue, ...rest] = args;
  const isSpecific = method === 'specificType';
  const type = isIncrements
    ? ''
    : isSpecific
      ? text(rest[0], 'the type', reading)
      : isEnum
        ? ''
        : typeOf(method, rest, reading.dialect.traits.name);
  if (type === undefined) return undefined;

  const name = isIncrements && isAbsent(nameValue) ? 'id' : text(nameValue, "the column's name", reading);
  const definition = define(name, modifiers, reading);
  const kind = isEnum ? enumType(name, rest, span, reading) : { type, before: [], check: undefined };
  const alter = modifiers.find((link) => link.name === 'alter');
  const statesNullable = flag(option(alter?.arguments[0], 'alterNullable')) !== false;
  // Only a check has to name the column itself.
  const isNamed = kind.check !== undefined || definition.checks.length > 0;
  const sql = [
    quoted(isNamed ? name : 'c', reading),
    isIncrements ? increments(method, rest[0], reading) : kind.type,
    !isIncrements && definition.unsigned && reading.dialect.traits.name === 'mysql' ? 'unsigned' : '',
    isIncrements ? '' : definition.nullable === false ? 'not null' : definition.nullable === true ? 'null' : '',
    kind.check ?? '',
    ...definition.checks.map((check) => `check (${check})`),
  ].join(' ');
  const { column, constraints: own } = compileColumn(sql, span, reading);
  const constraints = isNamed ? own : own.map((constraint) => renamed(constraint, name));
  return {
    column: withDefault({ ...column, name, ...described(definition) }, method, definition, reading),
    constraints,
    ...(definition.position === undefined ? {} : { position: definition.position }),
    states: {
      type: flag(option(alter?.arguments[0], 'alterType')) !== false,
      nullable: statesNullable,
    },
    isAltered: alter !== undefined,
    unsaid: [
      ...(statesNullable && definition.nullable === undefined ? (['nullable'] as const) : []),
      ...(definition.value === undefined ? (['default'] as const) : []),
    ],
    before: kind.before,
  };
}

/** A key that is written within the column is the column's. */
function renamed(constraint: Constraint, name: string): Constraint {
  return constraint.kind === 'PrimaryKey' || constraint.kind === 'Unique'
    ? { ...constraint, columns: [name] }
    : constraint;
}

function define(name: string, modifiers: readonly Link[], reading: Reading): Definition {
  const definition: Definition = {
    nullable: undefined,
    value: undefined,
    valueOptions: undefined,
    unsigned: false,
    comment: undefined,
    collation: undefined,
    position: undefined,
    checks: [],
  };
  const column = quoted(name, reading);
  const literal = (value: Value | undefined): string => (value === undefined ? '' : (sqlOf(value, reading)?.sql ?? ''));
  for (const link of modifiers) {
    const [first, second] = link.arguments;
    switch (link.name) {
      case 'notNullable':
      case 'notNull':
        definition.nullable = false;
        break;
      case 'nullable':
        definition.nullable = flag(first) ?? true;
        break;
      case 'defaultTo':
      case 'default':
      case 'defaultsTo':
        definition.value = first;
        definition.valueOptions = second;
        break;
      case 'unsigned':
        definition.unsigned = true;
        break;
      case 'comment':
        definition.comment = optionalText(first);
        break;
      case 'collate':
        definition.collation = optionalText(first);
        break;
      case 'first':
        definition.position = { after: undefined };
        break;
      case 'after':
        definition.position = { after: text(first, 'the column before it', reading) };
        break;
      case 'check':
      case 'checkPositive':
      case 'checkNegative':
      case 'checkIn':
      case 'checkNotIn':
      case 'checkBetween':
      case 'checkLength':
      case 'checkRegex': {
        const check = checks[link.name](column, first, second, literal);
        definition.checks.push(check);
        break;
      }
      default:
        if (!elsewhere.has(link.name)) notKnown(reading, link.name);
    }
  }
  return definition;
}

type CheckWriter = (
  column: string,
  first: Value | undefined,
  second: Value | undefined,
  literal: (value: Value | undefined) => string,
) => string;

const checks = {
  check: (_column, first) => optionalText(first) ?? 'TRUE',
  checkPositive: (column) => `${column} > 0`,
  checkNegative: (column) => `${column} < 0`,
  checkIn: (column, values) => `${column} in (${listOf(values)})`,
  checkNotIn: (column, values) => `${column} not in (${listOf(values)})`,
  checkBetween: (column, interval, _second, literal) => {
    const elements = interval?.kind === 'array' ? interval.elements : [];
    const pairs = elements[0]?.kind === 'array' ? elements : [interval];
    return pairs
      .map((pair) => (pair?.kind === 'array' ? pair.elements : []))
      .map(([from, to]) => `${column} between ${literal(from)} and ${literal(to)}`)
      .join(' or ');
  },
  checkLength: (column, operator, length, literal) =>
    `length(${column}) ${optionalText(operator) ?? '='} ${literal(length)}`,
  checkRegex: (column, pattern, _second, literal) => `${column} ~ ${literal(pattern)}`,
} satisfies Readonly<Record<string, CheckWriter>>;

function increments(method: string, options: Value | undefined, { dialect }: Reading): string {
  const isBig = /^big/i.test(method);
  const key = flag(option(options, 'primaryKey')) === false ? '' : ' primary key';
  switch (dialect.traits.name) {
    case 'postgres':
      return `${isBig ? 'bigserial' : 'serial'}${key}`;
    case 'mysql':
      return `${isBig ? 'bigint' : 'int'} unsigned not null${key === '' ? '' : ` auto_increment${key}`}`;
    case 'sqlserver':
      return `${isBig ? 'bigint' : 'int'} identity(1,1) not null${key}`;
    case 'sqlite':
      return 'integer not null primary key autoincrement';
  }
}

function enumType(
  name: string,
  [values, options]: readonly Value[],
  span: Span,
  reading: Reading,
): { readonly type: string; readonly check: string | undefined; readonly before: readonly Operation[] } {
  const list = listOf(values);
  switch (reading.dialect.traits.name) {
    case 'mysql':
      return { type: `enum(${list})`, check: undefined, before: [] };
    case 'sqlserver':
      return { type: 'nvarchar(100)', check: undefined, before: [] };
    case 'sqlite':
      return { type: 'text', check: `check (${quoted(name, reading)} in (${list}))`, before: [] };
    case 'postgres': {
      if (flag(option(options, 'useNative')) !== true) {
        return { type: 'text', check: `check (${quoted(name, reading)} in (${list}))`, before: [] };
      }
      const schema = optionalText(option(options, 'schemaName'));
      const typeName: QualifiedName = {
        ...(schema === undefined ? {} : { schema }),
        name: text(option(options, 'enumName'), "the enum's name", reading),
      };
      const elements = values?.kind === 'array' ? values.elements : [];
      const definition = { kind: 'enum' as const, values: elements.map((value) => optionalText(value) ?? '') };
      const exists = flag(option(options, 'existingType')) === true;
      const type = quoted(schema === undefined ? typeName.name : `${schema}.${typeName.name}`, reading);
      return {
        type,
        check: undefined,
        before: exists ? [] : [{ kind: 'CreateType', span, name: typeName, definition }],
      };
    }
  }
}

function described({ comment, collation }: Definition): Pick<Column, 'comment' | 'collation'> {
  return { ...(comment === undefined ? {} : { comment }), ...(collation === undefined ? {} : { collation }) };
}

function withDefault(column: Column, method: string, { value, valueOptions }: Definition, reading: Reading): Column {
  if (value === undefined || value.kind === 'undefined') return column;
  const { name } = reading.dialect.traits;
  // MySQL takes a default of NULL for none, and knex leaves it out.
  if (value.kind === 'null' && name === 'mysql') return column;
  const named = optionalText(option(valueOptions, 'constraintName'));
  return {
    ...column,
    default: defaultOf(value, method, reading),
    ...(named === undefined || name !== 'sqlserver' ? {} : { defaultName: named }),
  };
}

/** The default as SQL; one that only a run can tell is a constant of unknown text, and a problem. */
function defaultOf(value: Value, method: string, reading: Reading): Expression {
  const isBoolean = /^bool(?:ean)?$/.test(method);
  const known =
    isBoolean && value.kind === 'number' ? { ...value, kind: 'boolean' as const, value: value.value !== 0 } : value;
  const expression = sqlOf(known, reading);
  if (expression !== undefined) return expression;
  reading.problems.push({
    span: value.at,
    message: `the default cannot be told: ${describe(value)}`,
    about: 'value',
  });
  return { sql: '?', constant: true, calls: [] };
}
