import type { DialectName } from '../../model/names.ts';

/** How a provider shows itself. */
interface Provider {
  readonly dialect: DialectName;
  /** The values of `MigrationBuilder.ActiveProvider`, which are package names too. */
  readonly names: readonly string[];
  /** The method that asks for it: `migrationBuilder.IsNpgsql()`. */
  readonly question: string;
  /** What only its own scaffolder calls. */
  readonly extension: RegExp;
  /** Its annotations; a model that several providers share carries those of all. */
  readonly annotation: RegExp;
  /** A segment of a path. */
  readonly folder: RegExp;
  /** Store types that only this provider writes; all occurrences. */
  readonly types: RegExp;
}

export const providers: readonly Provider[] = [
  {
    dialect: 'postgres',
    names: ['Npgsql.EntityFrameworkCore.PostgreSQL'],
    question: 'IsNpgsql',
    extension: /\bNpgsql(?:ModelBuilder|PropertyBuilder|EntityTypeBuilder|IndexBuilder)Extensions\b/,
    annotation: /"Npgsql:\w+/,
    folder: /postgres|npgsql|pgsql/i,
    types:
      /"(?:character varying|timestamp with(?:out)? time zone|uuid|bytea|jsonb|boolean|double precision|text\[\])\b/g,
  },
  {
    dialect: 'mysql',
    names: ['Pomelo.EntityFrameworkCore.MySql', 'MySql.EntityFrameworkCore', 'MySql.Data.EntityFrameworkCore'],
    question: 'IsMySql',
    extension: /\bMySql(?:ModelBuilder|PropertyBuilder|EntityTypeBuilder|IndexBuilder)Extensions\b/,
    annotation: /"MySql:\w+/,
    folder: /mysql|mariadb/i,
    types: /"(?:longtext|datetime\(6\)|tinyint\(1\)|char\(36\)|varchar\(\d+\)|longblob|\w+ unsigned)/g,
  },
  {
    dialect: 'sqlserver',
    names: ['Microsoft.EntityFrameworkCore.SqlServer'],
    question: 'IsSqlServer',
    extension: /\bSqlServer(?:ModelBuilder|PropertyBuilder|EntityTypeBuilder|IndexBuilder)Extensions\b/,
    annotation: /"SqlServer:\w+/,
    folder: /sqlserver|mssql/i,
    types: /"(?:nvarchar\(|nvarchar\b|datetime2|datetimeoffset|uniqueidentifier|varbinary\(max\)|bit"|rowversion)/g,
  },
  {
    dialect: 'sqlite',
    names: ['Microsoft.EntityFrameworkCore.Sqlite'],
    question: 'IsSqlite',
    extension: /\bSqlite(?:ModelBuilder|PropertyBuilder|EntityTypeBuilder)Extensions\b/,
    annotation: /"Sqlite:\w+/,
    folder: /sqlite/i,
    types: /"(?:TEXT|INTEGER|REAL|BLOB)"/g,
  },
];

/** The dialect of a value of `ActiveProvider`. */
export function dialectOfProvider(name: string): DialectName | undefined {
  return providers.find(({ names }) => names.includes(name))?.dialect;
}
