import type { Dialect } from '../../../dialects/dialect.ts';
import type { DialectName } from '../../../model/names.ts';
import type { Column } from '../../../model/table.ts';
import { literalOf } from '../../csharp/migrations/literals.ts';
import { ownAnnotations } from '../annotations.ts';
import { identityOf, isStoredByDefault, momentsOf } from '../columns.ts';
import { storeType } from '../store-types.ts';
import type { Property } from './model.ts';

/** How a property's column is used, as far as it decides its type and its nullability. */
export interface ColumnUse {
  readonly name: string;
  /** The only column of a primary key. */
  readonly isOnlyKey: boolean;
  readonly isIndexed: boolean;
  /** Rows of another type, or without the part that it belongs to, leave it empty. */
  readonly isOptional: boolean;
  readonly isKey: boolean;
}

/** The length of text and bytes in keys and indexes where the model gives none. */
const indexedLengths: Readonly<Record<DialectName, number | undefined>> = {
  sqlserver: 450,
  mysql: 255,
  postgres: undefined,
  sqlite: undefined,
};

/** Providers that number an integer key by convention when its value is generated. */
const numberedByConvention: ReadonlySet<DialectName> = new Set<DialectName>(['mysql', 'sqlite']);

export function columnOf(property: Property, use: ColumnUse, dialect: Dialect): Column {
  const { name: provider } = dialect.traits;
  const length = property.maxLength ?? (use.isIndexed ? indexedLengths[provider] : undefined);
  const store = property.columnType ?? storeType(provider, { ...property, maxLength: length }) ?? property.clrType;
  const type = dialect.columnType(store);
  const literal = property.default === undefined ? undefined : literalOf(property.default, provider);
  const said = property.defaultSql ?? '';
  const value = said !== '' ? dialect.expression(said) : literal === undefined ? undefined : dialect.literal(literal);
  const isNumbered =
    property.generatedOnAdd && use.isOnlyKey && type.family === 'integer' && numberedByConvention.has(provider);
  const annotations = ownAnnotations(property.annotations, provider);
  const identity =
    identityOf(annotations, type) ??
    (isNumbered && value === undefined ? { generation: 'auto-increment' as const } : undefined);
  const { computedSql = '', stored = isStoredByDefault(dialect), collation } = property;
  return {
    name: use.name,
    type,
    nullable: !use.isKey && (use.isOptional || !isRequired(property)),
    ...(value === undefined || literal?.type === 'null' ? {} : { default: value }),
    ...momentsOf(annotations, dialect, type),
    ...(identity === undefined ? {} : { identity }),
    ...(computedSql === '' ? {} : { generated: { expression: dialect.expression(computedSql), stored } }),
    ...(collation === undefined ? {} : { collation }),
  };
}

/** Types that hold nothing beside `null`; of other types EF Core writes `?` when they can. */
const referenceTypes =
  /^(?:string|String|object|Object|.*\[\]|(?:I?List|ICollection|IEnumerable|I?Dictionary|HashSet)<.*>|JsonDocument|IPAddress|PhysicalAddress|BitArray|NpgsqlTsVector|NpgsqlTsQuery|Uri|Version|Geometry\w*|Point|Polygon|LineString|Multi(?:Point|Polygon|LineString)|Vector|LTree|HierarchyId|DateTimeZone|Period)$/;

function isRequired({ clrType, required }: Property): boolean {
  if (required !== undefined) return required;
  return !clrType.endsWith('?') && !referenceTypes.test(clrType.replace(/^(?:\w+\.)+(?=\w)/, ''));
}
