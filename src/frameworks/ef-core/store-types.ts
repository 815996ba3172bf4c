import { lookUp } from '../../model/look-up.ts';
import type { DialectName } from '../../model/names.ts';

/** What a migration says of a column's type when it does not name the store type. */
export interface TypeFacets {
  /** As written between the angle brackets: `string`, `int?`, `byte[]`. */
  readonly clrType: string;
  readonly unicode?: boolean | undefined;
  readonly maxLength?: number | undefined;
  readonly fixedLength?: boolean | undefined;
  readonly rowVersion?: boolean | undefined;
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
}

type StoreType = (facets: TypeFacets) => string;

/** The type mapping of a provider: CLR types in their short spelling. */
type Mapping = Readonly<Record<string, string | StoreType>>;

/** Npgsql.EntityFrameworkCore.PostgreSQL 6 and later (before, DateTime was `timestamp without time zone`). */
const postgres: Mapping = {
  bool: 'boolean',
  byte: 'smallint',
  sbyte: 'smallint',
  short: 'smallint',
  ushort: 'integer',
  int: 'integer',
  uint: ({ rowVersion }) => (rowVersion === true ? 'xid' : 'bigint'),
  long: 'bigint',
  ulong: 'numeric(20,0)',
  float: 'real',
  double: 'double precision',
  decimal: (facets) => `numeric${digits(facets)}`,
  BigInteger: 'numeric',
  char: 'character(1)',
  string: ({ maxLength, fixedLength }) => {
    if (maxLength === undefined) return 'text';
    return fixedLength === true ? `character(${maxLength})` : `character varying(${maxLength})`;
  },
  'byte[]': 'bytea',
  Guid: 'uuid',
  DateTime: ({ precision }) => `timestamp${size(precision)} with time zone`,
  DateTimeOffset: ({ precision }) => `timestamp${size(precision)} with time zone`,
  DateOnly: 'date',
  TimeOnly: ({ precision }) => `time${size(precision)} without time zone`,
  TimeSpan: ({ precision }) => `interval${size(precision)}`,
  JsonDocument: 'jsonb',
  JsonElement: 'jsonb',
  IPAddress: 'inet',
  PhysicalAddress: 'macaddr',
  BitArray: ({ maxLength }) => `bit varying${size(maxLength)}`,
  'Dictionary<string,string>': 'hstore',
};

/** Pomelo.EntityFrameworkCore.MySql. */
const mysql: Mapping = {
  bool: 'tinyint(1)',
  byte: 'tinyint unsigned',
  sbyte: 'tinyint',
  short: 'smallint',
  ushort: 'smallint unsigned',
  int: 'int',
  uint: 'int unsigned',
  long: 'bigint',
  ulong: 'bigint unsigned',
  float: 'float',
  double: 'double',
  decimal: (facets) => `decimal${digits(facets) || '(65,30)'}`,
  char: 'varchar(1)',
  string: ({ maxLength, fixedLength }) => {
    if (maxLength === undefined) return 'longtext';
    return `${fixedLength === true ? 'char' : 'varchar'}(${maxLength})`;
  },
  'byte[]': ({ maxLength, fixedLength, rowVersion }) => {
    if (rowVersion === true) return 'timestamp(6)';
    if (maxLength === undefined) return 'longblob';
    return `${fixedLength === true ? 'binary' : 'varbinary'}(${maxLength})`;
  },
  Guid: 'char(36)',
  DateTime: ({ precision, rowVersion }) => `${rowVersion === true ? 'timestamp' : 'datetime'}(${precision ?? 6})`,
  DateTimeOffset: ({ precision }) => `datetime(${precision ?? 6})`,
  DateOnly: 'date',
  TimeOnly: ({ precision }) => `time(${precision ?? 6})`,
  TimeSpan: ({ precision }) => `time(${precision ?? 6})`,
  JsonDocument: 'json',
  JsonElement: 'json',
};

/** Microsoft.EntityFrameworkCore.SqlServer. */
const sqlserver: Mapping = {
  bool: 'bit',
  byte: 'tinyint',
  sbyte: 'smallint',
  short: 'smallint',
  ushort: 'int',
  int: 'int',
  uint: 'bigint',
  long: 'bigint',
  ulong: 'decimal(20,0)',
  float: 'real',
  double: 'float',
  decimal: (facets) => `decimal${digits(facets) || '(18,2)'}`,
  char: ({ unicode }) => (unicode === false ? 'varchar(1)' : 'nvarchar(1)'),
  string: ({ unicode, maxLength, fixedLength }) => {
    const limit = unicode === false ? 8000 : 4000;
    const length = maxLength === undefined || maxLength < 0 || maxLength > limit ? 'max' : String(maxLength);
    const name = fixedLength === true && length !== 'max' ? 'char' : 'varchar';
    return `${unicode === false ? '' : 'n'}${name}(${length})`;
  },
  'byte[]': ({ maxLength, fixedLength, rowVersion }) => {
    if (rowVersion === true) return 'rowversion';
    const length = maxLength === undefined || maxLength < 0 || maxLength > 8000 ? 'max' : String(maxLength);
    return `${fixedLength === true && length !== 'max' ? 'binary' : 'varbinary'}(${length})`;
  },
  Guid: 'uniqueidentifier',
  DateTime: ({ precision }) => `datetime2${size(precision)}`,
  DateTimeOffset: ({ precision }) => `datetimeoffset${size(precision)}`,
  DateOnly: 'date',
  TimeOnly: ({ precision }) => `time${size(precision)}`,
  TimeSpan: ({ precision }) => `time${size(precision)}`,
};

/** Microsoft.EntityFrameworkCore.Sqlite. */
const sqlite: Mapping = {
  ...Object.fromEntries(
    ['bool', 'byte', 'sbyte', 'short', 'ushort', 'int', 'uint', 'long', 'ulong'].map((type) => [type, 'INTEGER']),
  ),
  ...Object.fromEntries(
    ['string', 'char', 'decimal', 'Guid', 'DateTime', 'DateTimeOffset', 'DateOnly', 'TimeOnly', 'TimeSpan'].map(
      (type) => [type, 'TEXT'],
    ),
  ),
  float: 'REAL',
  double: 'REAL',
  'byte[]': 'BLOB',
};

const mappings: Readonly<Record<DialectName, Mapping>> = { postgres, mysql, sqlserver, sqlite };

/** Long spellings, as a person may write them. */
const shortSpellings: Readonly<Record<string, string>> = {
  Boolean: 'bool',
  Byte: 'byte',
  SByte: 'sbyte',
  Int16: 'short',
  UInt16: 'ushort',
  Int32: 'int',
  UInt32: 'uint',
  Int64: 'long',
  UInt64: 'ulong',
  Single: 'float',
  Double: 'double',
  Decimal: 'decimal',
  Char: 'char',
  String: 'string',
  'Byte[]': 'byte[]',
};

/** The store type that the provider takes for a CLR type; `undefined` when it has none for it. */
export function storeType(dialect: DialectName, facets: TypeFacets): string | undefined {
  const written = facets.clrType.replace(/\?$/, '').replace(/^(?:\w+\.)+(?=\w)/, '');
  const clrType = lookUp(shortSpellings, written) ?? written;
  const found = mappings[dialect][clrType];
  if (typeof found === 'string') return found;
  if (found !== undefined) return found({ ...facets, clrType });

  const element = /^(.+)\[\]$/.exec(clrType)?.[1] ?? /^List<(.+)>$/.exec(clrType)?.[1];
  if (dialect !== 'postgres' || element === undefined) return undefined;
  const elementType = storeType(dialect, { ...facets, clrType: element });
  return elementType === undefined ? undefined : `${elementType}[]`;
}

function size(length: number | undefined): string {
  return length === undefined ? '' : `(${length})`;
}

function digits({ precision, scale }: TypeFacets): string {
  if (precision === undefined) return '';
  return scale === undefined ? `(${precision})` : `(${precision},${scale})`;
}
