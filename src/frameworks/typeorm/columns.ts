import type { DialectName, QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { Column, Constraint } from '../../model/table.ts';
import { lookUp } from '../../model/look-up.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { compileColumn, quoted, stringLiteral } from '../javascript/migrations/made-sql.ts';
import { defaultName } from './names.ts';
import type { ColumnOptions } from './options.ts';

/** A column as the driver's query runner writes it. */
export interface MadeColumn {
  readonly column: Column;
  /** A check that is written within it (enums of SQLite). */
  readonly constraints: readonly Constraint[];
  /** PostgreSQL: the type of an enum, which is created if there is none of the name. */
  readonly before: readonly Operation[];
}

export function makeColumn(options: ColumnOptions, table: QualifiedName, span: Span, reading: Reading): MadeColumn {
  const dialect = reading.dialect.traits.name;
  const definition = [quoted(options.name, dialect), ...definitions[dialect](options, table)].filter(Boolean).join(' ');
  const { column, constraints } = compileColumn(definition, span, reading);
  const { comment } = options;
  return {
    column: {
      ...column,
      ...(comment === undefined || dialect === 'sqlite' || dialect === 'sqlserver' ? {} : { comment }),
      ...(dialect === 'sqlserver' && column.default !== undefined
        ? { defaultName: defaultName(table, options.name) }
        : {}),
    },
    constraints: constraints.filter(({ kind }) => kind !== 'PrimaryKey'),
    before: dialect === 'postgres' ? enumType(options, table, span) : [],
  };
}

type Definition = (options: ColumnOptions, table: QualifiedName) => readonly string[];

const notNull = ({ isNullable }: ColumnOptions): string => (isNullable ? '' : 'NOT NULL');

/** What stands behind the name in each driver's `buildCreateColumnSql`. */
const definitions: Readonly<Record<DialectName, Definition>> = {
  postgres: (options, table) => [
    postgresType(options, table),
    options.generatedType === 'STORED' && options.asExpression !== undefined
      ? `GENERATED ALWAYS AS (${options.asExpression}) STORED`
      : '',
    options.collation === undefined ? '' : `COLLATE "${options.collation}"`,
    notNull(options),
    options.default === undefined ? '' : `DEFAULT ${options.default}`,
    isUuid(options) && options.default === undefined ? 'DEFAULT uuid_generate_v4()' : '',
  ],
  mysql: (options) => [
    fullType(options, mysqlLengths),
    options.charset === undefined ? '' : `CHARACTER SET ${options.charset}`,
    options.collation === undefined ? '' : `COLLATE ${options.collation}`,
    options.asExpression === undefined ? '' : `AS (${options.asExpression}) ${options.generatedType ?? 'VIRTUAL'}`,
    options.isNullable ? 'NULL' : 'NOT NULL',
    isIncrement(options) ? 'AUTO_INCREMENT' : '',
    options.default === undefined ? '' : `DEFAULT ${options.default}`,
    options.onUpdate === undefined ? '' : `ON UPDATE ${options.onUpdate}`,
  ],
  sqlite: (options) => [
    options.enum === undefined ? fullType(options, {}) : 'varchar',
    options.enum === undefined || options.isArray
      ? ''
      : `CHECK ("${options.name}" IN (${options.enum.map(stringLiteral).join(',')}))`,
    isIncrement(options) ? 'PRIMARY KEY AUTOINCREMENT' : '',
    options.collation === undefined ? '' : `COLLATE ${options.collation}`,
    notNull(options),
    options.asExpression === undefined
      ? options.default === undefined
        ? ''
        : `DEFAULT (${options.default})`
      : `AS (${options.asExpression}) ${options.generatedType ?? 'VIRTUAL'}`,
  ],
  sqlserver: (options) => [
    options.asExpression === undefined ? fullType(options, sqlServerLengths) : '',
    options.collation === undefined ? '' : `COLLATE ${options.collation}`,
    options.asExpression === undefined
      ? notNull(options)
      : `AS (${options.asExpression})${options.generatedType === 'STORED' ? ` PERSISTED ${notNull(options)}` : ''}`,
    isIncrement(options) ? 'IDENTITY(1,1)' : '',
    options.default === undefined ? '' : `DEFAULT ${options.default}`,
    isUuid(options) && options.default === undefined ? 'DEFAULT NEWSEQUENTIALID()' : '',
  ],
};

function isIncrement({ isGenerated, generationStrategy }: ColumnOptions): boolean {
  return isGenerated && generationStrategy === 'increment';
}

function isUuid({ isGenerated, generationStrategy }: ColumnOptions): boolean {
  return isGenerated && generationStrategy === 'uuid';
}

function isEnum({ type }: ColumnOptions): boolean {
  return type === 'enum' || type === 'simple-enum';
}

const serials: Readonly<Record<string, string>> = {
  integer: 'SERIAL',
  int: 'SERIAL',
  int4: 'SERIAL',
  smallint: 'SMALLSERIAL',
  int2: 'SMALLSERIAL',
  bigint: 'BIGSERIAL',
  int8: 'BIGSERIAL',
};

function postgresType(options: ColumnOptions, table: QualifiedName): string {
  const { type, isGenerated, isArray, generationStrategy, generatedIdentity, spatialFeatureType, srid } = options;
  if (isEnum(options)) return `${enumPath(options, table)}${isArray ? ' array' : ''}`;
  if (isGenerated && generationStrategy === 'identity') {
    return `${type} GENERATED ${generatedIdentity ?? 'BY DEFAULT'} AS IDENTITY`;
  }
  if (isGenerated && generationStrategy !== 'uuid') return lookUp(serials, type) ?? type;
  const size = precisionOf(options);
  const zoned = /^(time|timestamp) (with|without) time zone$/.exec(type);
  if (zoned !== null) {
    const [, base = '', zone] = zoned;
    return `${base}${size}${zone === 'with' ? ' with time zone' : ''}${isArray ? ' array' : ''}`;
  }
  if (spatialFeatureType !== undefined) {
    return `${type}(${[spatialFeatureType, srid].filter((part) => part !== undefined).join(',')})`;
  }
  return fullType(options, {});
}

/** The lengths that the drivers write when none is given. */
const mysqlLengths = { varchar: '255', nvarchar: '255', 'national varchar': '255', varbinary: '255' };
const sqlServerLengths = { varchar: '255', nvarchar: '255', varbinary: '255' };

function fullType(options: ColumnOptions, lengths: Readonly<Record<string, string>>): string {
  const { type, isArray, unsigned } = options;
  const length = options.length ?? lookUp(lengths, type);
  const values = options.enum === undefined ? '' : `(${options.enum.map(stringLiteral).join(', ')})`;
  const size = length === undefined ? precisionOf(options) : `(${length})`;
  return `${type}${values === '' ? size : values}${unsigned ? ' UNSIGNED' : ''}${isArray ? ' array' : ''}`;
}

function precisionOf({ precision, scale }: ColumnOptions): string {
  if (precision === undefined) return '';
  return scale === undefined ? `(${precision})` : `(${precision},${scale})`;
}

/** `table_column_enum` in the table's schema, unless it has a name of its own. */
function enumName({ name, enumName: given }: ColumnOptions, { schema, name: table }: QualifiedName): QualifiedName {
  const own = given ?? `${table}_${name.toLowerCase()}_enum`;
  return schema === undefined ? { name: own } : { schema, name: own };
}

function enumPath(options: ColumnOptions, table: QualifiedName): string {
  const { schema, name } = enumName(options, table);
  return [...(schema === undefined ? [] : [schema]), name].map((part) => quoted(part, 'postgres')).join('.');
}

function enumType(options: ColumnOptions, table: QualifiedName, span: Span): readonly Operation[] {
  if (!isEnum(options)) return [];
  const definition = { kind: 'enum', values: options.enum ?? [] } as const;
  return [
    { kind: 'CreateType', span, name: enumName(options, table), definition, guards: [{ kind: 'if-not-exists' }] },
  ];
}
