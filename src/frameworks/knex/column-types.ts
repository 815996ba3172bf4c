import { lookUp } from '../../model/look-up.ts';
import type { DialectName } from '../../model/names.ts';
import type { Value } from '../javascript/value.ts';
import { flag, integer, option, optionalText } from '../javascript/migrations/arguments.ts';

/** The type that knex writes for a column method with its arguments after the name. */
type TypeWriter = (args: readonly Value[]) => string;

interface Types {
  readonly postgres: TypeWriter;
  readonly mysql: TypeWriter;
  readonly sqlserver: TypeWriter;
  readonly sqlite: TypeWriter;
}

/** What each column method gives in each client of knex 3, out of its column compilers. */
const types: Readonly<Record<string, Types>> = {
  tinyint: { ...all('tinyint'), postgres: fixed('smallint'), mysql: sized('tinyint') },
  smallint: { ...all('smallint'), sqlite: fixed('integer') },
  mediumint: { ...all('integer'), mysql: fixed('mediumint'), sqlserver: fixed('int') },
  integer: { ...all('integer'), mysql: sized('int'), sqlserver: fixed('int') },
  int: { ...all('integer'), mysql: sized('int'), sqlserver: fixed('int') },
  biginteger: all('bigint'),
  bigint: all('bigint'),
  serial: all('serial'),
  decimal: { ...each(decimal), sqlite: fixed('float') },
  float: { ...each(floating), postgres: fixed('real'), sqlserver: fixed('float'), sqlite: fixed('float') },
  double: { ...all('double precision'), mysql: double, sqlserver: fixed('float'), sqlite: fixed('float') },
  real: all('real'),
  bit: {
    ...each(([length]) => (integer(length) === undefined ? 'bit' : `bit(${integer(length) ?? 1})`)),
    sqlserver: fixed('bit'),
  },
  boolean: { ...all('boolean'), sqlserver: fixed('bit') },
  bool: { ...all('boolean'), sqlserver: fixed('bit') },
  date: all('date'),
  datetime: { ...all('datetime'), postgres: zoned, mysql: precise('datetime'), sqlserver: fixed('datetime2') },
  timestamp: {
    postgres: zoned,
    mysql: precise('timestamp'),
    sqlserver: ([options]) => (flag(option(options, 'useTz')) === true ? 'datetimeoffset' : 'datetime2'),
    sqlite: fixed('datetime'),
  },
  time: { ...all('time'), mysql: precise('time') },
  year: all('year'),
  geometry: all('geometry'),
  geography: all('geography'),
  point: all('point'),
  char: each(([length]) => `char(${integer(length) ?? 255})`),
  varchar: { ...each(varchar), sqlserver: (args) => `n${varchar(args)}` },
  string: { ...each(varchar), sqlserver: (args) => `n${varchar(args)}` },
  text: { ...all('text'), mysql: mysqlText, sqlserver: fixed('nvarchar(max)') },
  tinytext: { ...all('text'), mysql: fixed('tinytext'), sqlserver: fixed('nvarchar(max)') },
  mediumtext: { ...all('text'), mysql: fixed('mediumtext'), sqlserver: fixed('nvarchar(max)') },
  longtext: { ...all('text'), mysql: fixed('longtext'), sqlserver: fixed('nvarchar(max)') },
  binary: {
    ...all('blob'),
    postgres: fixed('bytea'),
    mysql: ([length]) => binary(length) ?? 'blob',
    sqlserver: ([length]) => binary(length) ?? 'varbinary(max)',
  },
  varbinary: each(([length]) => `varbinary(${integer(length) ?? 255})`),
  tinyblob: all('tinyblob'),
  mediumblob: all('mediumblob'),
  blob: all('blob'),
  longblob: all('longblob'),
  json: { ...all('json'), sqlserver: fixed('nvarchar(max)') },
  jsonb: { ...all('json'), postgres: fixed('jsonb'), sqlserver: fixed('nvarchar(max)') },
  uuid: { ...all('char(36)'), postgres: fixed('uuid'), mysql: uuid, sqlserver: uuidOfSqlServer },
  set: each(([values]) => `set(${listOf(values)})`),
};

/** The type of a column; `undefined` when the method is none for columns. */
export function typeOf(method: string, args: readonly Value[], dialect: DialectName): string | undefined {
  return lookUp(types, method.toLowerCase())?.[dialect](args);
}

function fixed(type: string): TypeWriter {
  return () => type;
}

function each(write: TypeWriter): Types {
  return { postgres: write, mysql: write, sqlserver: write, sqlite: write };
}

function all(type: string): Types {
  return each(fixed(type));
}

function sized(type: string): TypeWriter {
  return ([length]) => (integer(length) === undefined ? type : `${type}(${integer(length) ?? ''})`);
}

function varchar([length]: readonly Value[]): string {
  return `varchar(${integer(length) ?? optionalText(length) ?? 255})`;
}

function decimal([precision, scale]: readonly Value[]): string {
  return precision?.kind === 'null' ? 'decimal' : `decimal(${integer(precision) ?? 8}, ${integer(scale) ?? 2})`;
}

function floating([precision, scale]: readonly Value[]): string {
  return `float(${integer(precision) ?? 8}, ${integer(scale) ?? 2})`;
}

function double([precision, scale]: readonly Value[]): string {
  return integer(precision) === undefined ? 'double' : `double(${integer(precision) ?? 8}, ${integer(scale) ?? 2})`;
}

function zoned([first, second]: readonly Value[]): string {
  const useTz = first?.kind === 'object' ? (flag(option(first, 'useTz')) ?? true) : flag(first) !== true;
  const precision = integer(first?.kind === 'object' ? option(first, 'precision') : second);
  return `${useTz ? 'timestamptz' : 'timestamp'}${precision === undefined ? '' : `(${precision})`}`;
}

function precise(type: string): TypeWriter {
  return ([first]) => {
    const precision = integer(first?.kind === 'object' ? option(first, 'precision') : first);
    return precision === undefined ? type : `${type}(${precision})`;
  };
}

function mysqlText([size]: readonly Value[]): string {
  const named = optionalText(size);
  if (named === 'medium' || named === 'mediumtext') return 'mediumtext';
  return named === 'long' || named === 'longtext' ? 'longtext' : 'text';
}

function binary(length: Value | undefined): string | undefined {
  return integer(length) === undefined ? undefined : `varbinary(${integer(length) ?? ''})`;
}

function uuid([options]: readonly Value[]): string {
  return flag(option(options, 'useBinaryUuid')) === true ? 'binary(16)' : 'char(36)';
}

function uuidOfSqlServer([options]: readonly Value[]): string {
  return flag(option(options, 'useBinaryUuid')) === true ? 'binary(16)' : 'uniqueidentifier';
}

/** The values of an enum as SQL strings. */
export function listOf(values: Value | undefined): string {
  const elements = values?.kind === 'array' ? values.elements : [];
  return elements.map((element) => `'${(optionalText(element) ?? '').replaceAll("'", "''")}'`).join(', ');
}
