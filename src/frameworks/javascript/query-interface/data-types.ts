import { lookUp } from '../../../model/look-up.ts';
import type { DialectName } from '../../../model/names.ts';
import { integer, option, optionalText } from '../migrations/arguments.ts';
import { stringLiteral } from '../migrations/made-sql.ts';
import type { HostValue, Link, Value } from '../value.ts';

/** A data type as Sequelize writes it, apart from enums, whose values are kept. */
export type DataType =
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly isArray: boolean };

/** A type and what was called on it: `STRING(20)`, `INTEGER.UNSIGNED`. */
interface Given {
  readonly key: string;
  readonly args: readonly Value[];
  readonly has: (modifier: string) => boolean;
}

type Writer = (given: Given, dialect: DialectName) => string;

const roots: ReadonlySet<string> = new Set(['Sequelize', 'sequelize', 'queryInterface']);
const onTheWay: ReadonlySet<string> = new Set(['DataTypes', 'Sequelize', 'sequelize', 'default', 'constructor']);

/** The links of a chain on Sequelize's own exports, without those on the way: `DataTypes.STRING` is `STRING`. */
export function exportLinks(value: Value | undefined): readonly Link[] {
  if (value?.kind !== 'host' || !roots.has(value.root)) return [];
  const begin = value.links.findIndex(({ name, form }) => form !== 'property' || !onTheWay.has(name));
  return begin === -1 ? [] : value.links.slice(begin);
}

/** What a value says of a type; `undefined`: it is no type that is known. */
export function dataTypeOf(value: Value | undefined, dialect: DialectName): DataType | undefined {
  const text = optionalText(value);
  if (text !== undefined) return { kind: 'sql', sql: text };
  const links = exportLinks(value);
  const [first] = links;
  if (first === undefined) return undefined;
  if (first.name === 'literal') {
    const sql = optionalText(first.arguments[0]);
    return sql === undefined ? undefined : { kind: 'sql', sql };
  }
  if (first.name === 'ENUM') return { kind: 'enum', values: enumValues(first.arguments), isArray: false };
  if (first.name === 'ARRAY') return arrayOf(first.arguments[0], dialect);
  const write = lookUp(writers, first.name);
  if (write === undefined) return undefined;
  const modifiers = new Set(links.slice(1).map(({ name }) => name));
  const options = first.arguments[0];
  const has = (modifier: string): boolean => {
    const set = option(options, modifier.toLowerCase());
    return modifiers.has(modifier) || (set?.kind === 'boolean' && set.value);
  };
  return { kind: 'sql', sql: write({ key: first.name, args: first.arguments, has }, dialect) };
}

function arrayOf(element: Value | undefined, dialect: DialectName): DataType | undefined {
  const type = dataTypeOf(element?.kind === 'object' ? option(element, 'type') : element, dialect);
  if (type === undefined) return undefined;
  return type.kind === 'enum' ? { ...type, isArray: true } : { kind: 'sql', sql: `${type.sql}[]` };
}

/** `ENUM('a', 'b')`, `ENUM(['a', 'b'])` or `ENUM({ values: ['a', 'b'] })`. */
export function enumValues(args: readonly Value[]): readonly string[] {
  const [first] = args;
  const given = first?.kind === 'object' ? option(first, 'values') : first;
  const values = given?.kind === 'array' ? given.elements : args;
  return values.map((value) => optionalText(value) ?? '');
}

function same(sql: string): Writer {
  return () => sql;
}

function perDialect(forms: Readonly<Record<DialectName, string>>): Writer {
  return (_given, dialect) => forms[dialect];
}

function lengthOf({ args: [first] }: Given): string | undefined {
  return optionalText(first) ?? optionalText(option(first, 'length'));
}

const whole: Writer = (given, dialect) => {
  if (dialect !== 'mysql') return given.key;
  const length = lengthOf(given);
  return `${given.key}${length === undefined ? '' : `(${length})`}${numberModifiers(given)}`;
};

function numberModifiers({ has }: Given): string {
  return `${has('UNSIGNED') ? ' UNSIGNED' : ''}${has('ZEROFILL') ? ' ZEROFILL' : ''}`;
}

function floating(key: string): Writer {
  return (given, dialect) => {
    const [length, decimals] = given.args.map((value) => integer(value));
    const size = length === undefined ? '' : `(${length}${decimals === undefined ? '' : `,${decimals}`})`;
    return dialect === 'mysql' ? `${key}${size}${numberModifiers(given)}` : key;
  };
}

const decimal: Writer = (given, dialect) => {
  const [first, second] = given.args;
  const precision = integer(first) ?? integer(option(first, 'precision'));
  const scale = integer(second) ?? integer(option(first, 'scale'));
  // Zero is left out.
  const size = [precision, scale].filter((part) => part !== undefined && part !== 0).join(',');
  return `DECIMAL${size === '' ? '' : `(${size})`}${dialect === 'mysql' ? numberModifiers(given) : ''}`;
};

const string: Writer = (given, dialect) => {
  const length = lengthOf(given) ?? '255';
  const isBinary = given.has('BINARY') || given.args[1]?.kind === 'boolean';
  if (!isBinary) return dialect === 'sqlserver' ? `NVARCHAR(${length})` : `VARCHAR(${length})`;
  return {
    postgres: 'BYTEA',
    mysql: `VARCHAR(${length}) BINARY`,
    sqlite: `VARCHAR BINARY(${length})`,
    sqlserver: `BINARY(${length})`,
  }[dialect];
};

const char: Writer = (given, dialect) => {
  const length = lengthOf(given) ?? '255';
  if (!given.has('BINARY')) return `CHAR(${length})`;
  return dialect === 'postgres' ? 'BYTEA' : dialect === 'sqlite' ? `CHAR BINARY(${length})` : `CHAR(${length}) BINARY`;
};

const text: Writer = (given, dialect) => {
  const length = lengthOf(given)?.toLowerCase();
  if (dialect === 'sqlserver') return length === 'tiny' ? 'NVARCHAR(256)' : 'NVARCHAR(MAX)';
  return dialect === 'mysql' && isSize(length) ? `${length.toUpperCase()}TEXT` : 'TEXT';
};

const blob: Writer = (given, dialect) => {
  const length = lengthOf(given)?.toLowerCase();
  if (dialect === 'postgres') return 'BYTEA';
  if (dialect === 'sqlserver') return length === 'tiny' ? 'VARBINARY(256)' : 'VARBINARY(MAX)';
  return isSize(length) ? `${length.toUpperCase()}BLOB` : 'BLOB';
};

function isSize(length: string | undefined): length is string {
  return length === 'tiny' || length === 'medium' || length === 'long';
}

const date: Writer = (given, dialect) => {
  const length = lengthOf(given);
  return {
    postgres: 'TIMESTAMP WITH TIME ZONE',
    mysql: length === undefined ? 'DATETIME' : `DATETIME(${length})`,
    sqlite: 'DATETIME',
    sqlserver: 'DATETIMEOFFSET',
  }[dialect];
};

const ranges: Readonly<Record<string, string>> = {
  INTEGER: 'int4range',
  BIGINT: 'int8range',
  DECIMAL: 'numrange',
  DATEONLY: 'daterange',
  DATE: 'tstzrange',
};

const geo: Writer = ({ key, args }, dialect) => {
  const [type, srid] = args.map((value) => optionalText(value));
  if (dialect === 'mysql') return type ?? key;
  return type === undefined ? key : `${key}(${[type, srid].filter((part) => part !== undefined).join(',')})`;
};

/** Every data type of Sequelize 6, as its dialects write it. */
const writers: Readonly<Record<string, Writer>> = {
  STRING: string,
  CHAR: char,
  TEXT: text,
  CITEXT: perDialect({ postgres: 'CITEXT', sqlite: 'TEXT COLLATE NOCASE', mysql: 'CITEXT', sqlserver: 'CITEXT' }),
  TINYINT: whole,
  SMALLINT: whole,
  MEDIUMINT: whole,
  INTEGER: whole,
  BIGINT: whole,
  NUMBER: whole,
  FLOAT: floating('FLOAT'),
  REAL: floating('REAL'),
  DOUBLE: floating('DOUBLE PRECISION'),
  DECIMAL: decimal,
  NUMERIC: decimal,
  BOOLEAN: perDialect({ postgres: 'BOOLEAN', mysql: 'TINYINT(1)', sqlite: 'TINYINT(1)', sqlserver: 'BIT' }),
  TIME: same('TIME'),
  DATE: date,
  DATEONLY: same('DATE'),
  HSTORE: same('HSTORE'),
  JSON: same('JSON'),
  JSONB: same('JSONB'),
  BLOB: blob,
  UUID: perDialect({ postgres: 'UUID', mysql: 'CHAR(36) BINARY', sqlite: 'UUID', sqlserver: 'CHAR(36)' }),
  RANGE: ({ args: [subtype] }) => lookUp(ranges, exportLinks(subtype)[0]?.name ?? 'INTEGER') ?? 'int4range',
  GEOMETRY: geo,
  GEOGRAPHY: geo,
  CIDR: same('CIDR'),
  INET: same('INET'),
  MACADDR: same('MACADDR'),
  TSVECTOR: same('TSVECTOR'),
};

/** The values of an enum as SQL strings. */
export function enumList(values: readonly string[]): string {
  return values.map(stringLiteral).join(', ');
}

/** Whether a value stands for something that Sequelize computes itself and never hands to the database. */
export function isComputedDefault(value: HostValue): boolean {
  return /^(?:NOW|UUIDV1|UUIDV4)$/.test(exportLinks(value)[0]?.name ?? '');
}
