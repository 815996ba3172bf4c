import type { ColumnType } from '../../../model/column-type.ts';
import type { DialectName } from '../../../model/names.ts';

/**
 * The CLR type that the provider's scaffolder would read a store type as. The store type is always written beside it,
 * so that a doubtful choice changes nothing but the C#.
 */
export function clrTypeFor(type: ColumnType, dialect: DialectName): string {
  switch (type.family) {
    case 'integer':
      return integer(type, dialect);
    case 'decimal':
      return 'decimal';
    case 'float':
      return type.bits === 32 ? 'float' : 'double';
    case 'boolean':
      return 'bool';
    case 'binary':
      return 'byte[]';
    case 'date':
      return 'DateOnly';
    case 'time':
      return 'TimeOnly';
    case 'timestamp':
      return type.zoned === true && dialect === 'sqlserver' ? 'DateTimeOffset' : 'DateTime';
    case 'interval':
      return 'TimeSpan';
    case 'uuid':
      return 'Guid';
    case 'bits':
      return dialect === 'postgres' ? 'BitArray' : 'ulong';
    case 'network':
      return dialect === 'postgres' ? 'IPAddress' : 'string';
    case 'text':
      // Pomelo keeps a Guid in it.
      return dialect === 'mysql' && type.text === 'char(36)' ? 'Guid' : 'string';
    case 'array':
      return 'string[]';
    case 'json':
    case 'xml':
    case 'enum':
    case 'geometric':
    case 'other':
      return 'string';
  }
}

function integer({ text, bits = 64, unsigned = false }: ColumnType, dialect: DialectName): string {
  if (text === 'tinyint(1)' && dialect === 'mysql') return 'bool';
  if (dialect === 'sqlite') return 'int';
  if (bits <= 8) return unsigned || dialect === 'sqlserver' ? 'byte' : 'sbyte';
  if (bits <= 16) return unsigned ? 'ushort' : 'short';
  if (bits <= 32) return unsigned ? 'uint' : 'int';
  return unsigned ? 'ulong' : 'long';
}
