import type { DialectName } from '../../model/names.ts';
import type { ColumnKind } from './signatures.ts';

/** What a migration says of a column's type. */
export interface TypeFacets {
  readonly storeType: string | undefined;
  readonly maxLength: number | undefined;
  readonly fixedLength: boolean | undefined;
  readonly unicode: boolean | undefined;
  readonly precision: number | undefined;
  readonly scale: number | undefined;
  /** A row version. */
  readonly timestamp: boolean | undefined;
}

type StoreType = (facets: TypeFacets) => string;

/** The type mapping of a provider. */
type Mapping = Readonly<Record<ColumnKind, string | StoreType>>;

/** EntityFramework.SqlServer: SqlProviderManifest.GetStoreType. */
const sqlserver: Mapping = {
  Binary: ({ maxLength, fixedLength }) => {
    const fits = maxLength !== undefined && maxLength <= 8000;
    if (fixedLength === true) return `binary(${fits ? maxLength : 8000})`;
    return `varbinary(${fits ? maxLength : 'max'})`;
  },
  Boolean: 'bit',
  Byte: 'tinyint',
  DateTime: 'datetime',
  DateTimeOffset: ({ precision }) => `datetimeoffset(${precision ?? 7})`,
  Decimal: ({ precision, scale }) => `decimal(${precision ?? 18}, ${scale ?? 0})`,
  Double: 'float',
  Geography: 'geography',
  Geometry: 'geometry',
  Guid: 'uniqueidentifier',
  HierarchyId: 'hierarchyid',
  Int: 'int',
  Long: 'bigint',
  Short: 'smallint',
  Single: 'real',
  String: ({ maxLength, fixedLength, unicode }) => {
    const [prefix, limit] = unicode === false ? ['', 8000] : ['n', 4000];
    const fits = maxLength !== undefined && maxLength <= limit;
    if (fixedLength === true) return `${prefix}char(${fits ? maxLength : limit})`;
    return `${prefix}varchar(${fits ? maxLength : 'max'})`;
  },
  Time: ({ precision }) => `time(${precision ?? 7})`,
};

const sized: Readonly<Record<string, StoreType>> = {
  ...Object.fromEntries(['decimal', 'numeric'].map((name) => [name, digits(name)])),
  ...Object.fromEntries(
    ['datetime2', 'datetimeoffset', 'time'].map((name): [string, StoreType] => [
      name,
      ({ precision }) => `${name}(${precision ?? 7})`,
    ]),
  ),
  ...Object.fromEntries(['binary', 'varbinary', 'varchar', 'char'].map((name) => [name, long(name, 8000)])),
  ...Object.fromEntries(['nvarchar', 'nchar'].map((name) => [name, long(name, 4000)])),
};

function digits(name: string): StoreType {
  return ({ precision, scale }) => `${name}(${precision ?? 18}, ${scale ?? 0})`;
}

function long(name: string, limit: number): StoreType {
  return ({ maxLength }) => `${name}(${maxLength ?? limit})`;
}

/** EntityFramework6.Npgsql: NpgsqlMigrationSqlGenerator.AppendColumnType. */
const postgres: Mapping = {
  Binary: 'bytea',
  Boolean: 'boolean',
  Byte: 'int2',
  DateTime: ({ precision }) => `timestamp${size(precision)}`,
  DateTimeOffset: ({ precision }) => `timestamptz${size(precision)}`,
  Decimal: ({ precision, scale }) =>
    precision === undefined && scale === undefined ? 'numeric' : `numeric(${precision ?? 19},${scale ?? 4})`,
  Double: 'float8',
  Geography: 'geography',
  Geometry: 'point',
  Guid: 'uuid',
  HierarchyId: 'hierarchyid',
  Int: 'int4',
  Long: 'int8',
  Short: 'int2',
  Single: 'float4',
  String: ({ maxLength, fixedLength }) => {
    if (maxLength === undefined) return 'text';
    return fixedLength === true ? `char(${maxLength})` : `varchar(${maxLength})`;
  },
  Time: ({ precision }) => `interval${size(precision)}`,
};

/** MySql.Data.EntityFramework: MySqlProviderManifest.GetStoreType and MySqlMigrationSqlGenerator.Generate(ColumnModel). */
const mysql: Mapping = {
  Binary: ({ maxLength = Infinity }) => {
    if (maxLength < 255) return `tinyblob`;
    if (maxLength < 16_777_215) return `blob(${maxLength})`;
    return maxLength < 1_073_741_823 ? 'mediumblob' : 'longblob';
  },
  Boolean: 'bool',
  Byte: 'tinyint unsigned',
  DateTime: ({ precision }) => `datetime${size(precision)}`,
  DateTimeOffset: ({ precision }) => `timestamp${size(precision)}`,
  Decimal: ({ precision, scale }) =>
    precision === undefined || scale === undefined ? 'decimal' : `decimal(${precision},${scale})`,
  Double: 'double',
  Geography: 'geometry',
  Geometry: 'geometry',
  Guid: 'char(36) binary',
  HierarchyId: 'hierarchyid',
  Int: 'int',
  Long: 'bigint',
  Short: 'smallint',
  Single: 'float',
  String: ({ maxLength, fixedLength, unicode }) => {
    const prefix = unicode === true ? 'n' : '';
    if (fixedLength === true) return `${prefix}char${size(maxLength)}`;
    if (maxLength === undefined || maxLength > 16_777_215) return 'longtext';
    return maxLength > 65_535 ? 'mediumtext' : `${prefix}varchar(${maxLength})`;
  },
  Time: ({ precision }) => `time${size(precision)}`,
};

/** System.Data.SQLite.EF6: the names that its manifest has for the types; SQLite takes any. */
const sqlite: Mapping = {
  ...sqlserver,
  Binary: 'blob',
  Decimal: ({ precision, scale }) => `decimal(${precision ?? 53},${scale ?? 0})`,
  Int: 'integer',
  Long: 'integer',
  String: ({ maxLength }) => `nvarchar${size(maxLength)}`,
};

const mappings: Readonly<Record<DialectName, Mapping>> = { postgres, mysql, sqlserver, sqlite };

/** The store type that the provider's generator writes for a column. */
export function storeType(dialect: DialectName, kind: ColumnKind, facets: TypeFacets): string {
  const { storeType: written } = facets;
  if (dialect === 'sqlserver' && facets.timestamp === true) return 'rowversion';
  if (written !== undefined && written.trim() !== '') {
    const withSize = dialect === 'sqlserver' && Object.hasOwn(sized, written) ? sized[written] : undefined;
    return withSize?.(facets) ?? written;
  }
  const found = mappings[dialect][kind];
  return typeof found === 'string' ? found : found(facets);
}

function size(length: number | undefined): string {
  return length === undefined || length === 0 ? '' : `(${length})`;
}
