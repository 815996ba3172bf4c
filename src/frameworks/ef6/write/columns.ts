import type { Dialect } from '../../../dialects/dialect.ts';
import type { ColumnType } from '../../../model/column-type.ts';
import type { Column, Expression } from '../../../model/table.ts';
import { stringCode } from '../../csharp/migrations/code.ts';
import type { ColumnKind } from '../signatures.ts';
import { storeType } from '../store-types.ts';

/** What a column or its change says, as far as the column builder can. */
type Facets = Partial<Pick<Column, 'type' | 'nullable' | 'identity'>> & { readonly default?: Expression | null };

/** `c.String(nullable: false, maxLength: 50)`; `undefined` without a type. */
export function columnCode(facets: Facets, dialect: Dialect, name?: string): string | undefined {
  if (facets.type === undefined) return undefined;
  const { type, nullable, default: value } = facets;
  const kind = kindOf(type);
  const size = sizeOf(type, kind);
  const list = [
    ...(nullable === false ? ['nullable: false'] : []),
    ...size,
    ...(facets.identity === undefined ? [] : ['identity: true']),
    ...(value === undefined || value === null ? [] : [defaultCode(value, kind)]),
    ...(name === undefined ? [] : [`name: ${stringCode(name)}`]),
    ...(isUsual(type, kind, dialect) ? [] : [`storeType: ${stringCode(sized(type, dialect))}`]),
  ];
  return `c.${kind}(${list.join(', ')})`;
}

/** The method of the column builder for a type. */
function kindOf({ family, bits = 32, text, zoned }: ColumnType): ColumnKind {
  switch (family) {
    case 'integer':
      return bits <= 8 ? 'Byte' : bits <= 16 ? 'Short' : bits <= 32 ? 'Int' : 'Long';
    case 'decimal':
      return 'Decimal';
    case 'float':
      return bits === 32 && !text.includes('double') ? 'Single' : 'Double';
    case 'boolean':
      return 'Boolean';
    case 'binary':
      return 'Binary';
    case 'date':
      return 'DateTime';
    case 'timestamp':
      return zoned === true ? 'DateTimeOffset' : 'DateTime';
    case 'time':
    case 'interval':
      return 'Time';
    case 'uuid':
      return 'Guid';
    case 'geometric':
      return text === 'geography' ? 'Geography' : 'Geometry';
    case 'text':
    case 'json':
    case 'xml':
    case 'enum':
    case 'bits':
    case 'network':
    case 'array':
    case 'other':
      return 'String';
  }
}

function sizeOf({ length, fixed, precision, scale, name }: ColumnType, kind: ColumnKind): readonly string[] {
  switch (kind) {
    case 'String':
    case 'Binary':
      return [
        ...(length === undefined ? [] : [`maxLength: ${length}`]),
        ...(fixed === true ? ['fixedLength: true'] : []),
        ...(kind === 'String' && /^(?:var)?char$/.test(name) ? ['unicode: false'] : []),
      ];
    case 'Decimal':
      return [
        ...(precision === undefined ? [] : [`precision: ${precision}`]),
        ...(scale === undefined ? [] : [`scale: ${scale}`]),
      ];
    case 'DateTime':
    case 'DateTimeOffset':
    case 'Time':
      return precision === undefined ? [] : [`precision: ${precision}`];
    default:
      return [];
  }
}

/** Whether the provider takes this very type without being told its name. */
function isUsual(type: ColumnType, kind: ColumnKind, dialect: Dialect): boolean {
  const unicode = !/^(?:var)?char$/.test(type.name);
  const { length: maxLength, fixed: fixedLength, precision, scale } = type;
  const facets = { storeType: undefined, maxLength, fixedLength, unicode, precision, scale, timestamp: undefined };
  return dialect.columnType(storeType(dialect.traits.name, kind, facets)).text === type.text;
}

/** SQL Server's generator puts the size behind the name. */
function sized(type: ColumnType, dialect: Dialect): string {
  return dialect.traits.name === 'sqlserver' && !type.text.includes('(max)') ? type.name : type.text;
}

function defaultCode({ sql, constant }: Expression, kind: ColumnKind): string {
  const value = constant ? valueCode(sql, kind) : undefined;
  return value === undefined ? `defaultValueSql: ${stringCode(sql)}` : `defaultValue: ${value}`;
}

/** A value in C#, where it is plain. */
function valueCode(sql: string, kind: ColumnKind): string | undefined {
  switch (kind) {
    case 'Byte':
    case 'Int':
    case 'Long':
    case 'Short':
      return /^-?\d+$/.test(sql) ? sql : undefined;
    case 'Decimal':
      return /^-?\d+(?:\.\d+)?$/.test(sql) ? `${sql}m` : undefined;
    case 'Boolean':
      return /^(?:1|true)$/i.test(sql) ? 'true' : /^(?:0|false)$/i.test(sql) ? 'false' : undefined;
    case 'String': {
      const text = /^N?'((?:[^']|'')*)'$/.exec(sql)?.[1];
      return text === undefined ? undefined : stringCode(text.replaceAll("''", "'"));
    }
    default:
      return undefined;
  }
}
