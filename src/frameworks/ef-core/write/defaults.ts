import type { Dialect } from '../../../dialects/dialect.ts';
import { lookUp } from '../../../model/look-up.ts';
import type { ColumnType } from '../../../model/column-type.ts';
import type { Expression, Literal } from '../../../model/table.ts';
import { clrTypeFor } from './clr-types.ts';
import { stringCode } from '../../csharp/migrations/code.ts';

/** A value in C# and what the provider makes of it. */
interface ValueCode {
  readonly literal: Literal;
  readonly code: string;
}

/**
 * A default as an argument: the C# value of the column's own type that gives the same SQL, where there is one, and the
 * SQL otherwise.
 */
export function defaultArgument(
  value: Expression,
  type: ColumnType | undefined,
  dialect: Dialect,
): readonly [name: string, code: string] {
  const clrType = type === undefined ? '' : clrTypeFor(type, dialect.traits.name);
  const candidate = value.constant ? valueCode(value.sql, clrType) : undefined;
  const same = candidate !== undefined && dialect.literal(candidate.literal).sql === value.sql;
  return same ? ['defaultValue', candidate.code] : ['defaultValueSql', stringCode(value.sql)];
}

/** How a number of each type is written, so that it is boxed as that type. */
const numbers: Readonly<Record<string, (digits: string) => string>> = {
  byte: (digits) => `(byte)${digits}`,
  sbyte: (digits) => `(sbyte)${digits}`,
  short: (digits) => `(short)${digits}`,
  ushort: (digits) => `(ushort)${digits}`,
  int: (digits) => digits,
  uint: (digits) => `${digits}u`,
  long: (digits) => `${digits}L`,
  ulong: (digits) => `${digits}ul`,
  decimal: (digits) => `${digits}m`,
  double: (digits) => (digits.includes('.') ? digits : `${digits}.0`),
  float: (digits) => `${digits}f`,
};

const timestamp = /'(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})'/;

function valueCode(sql: string, clrType: string): ValueCode | undefined {
  const number = lookUp(numbers, clrType);
  if (number !== undefined) {
    const fits = (/^(?:decimal|double|float)$/.test(clrType) ? /^-?\d+(?:\.\d+)?$/ : /^-?\d+$/).test(sql);
    return fits ? { literal: { type: 'number', text: sql }, code: number(sql) } : undefined;
  }
  const text = /^N?'((?:[^']|'')*)'$/.exec(sql)?.[1]?.replaceAll("''", "'");
  switch (clrType) {
    case 'bool': {
      const value = /^(?:true|1|b'1')$/i.test(sql);
      return { literal: { type: 'boolean', value }, code: String(value) };
    }
    case 'string':
      return text === undefined ? undefined : { literal: { type: 'string', value: text }, code: stringCode(text) };
    case 'Guid':
      return text === undefined
        ? undefined
        : { literal: { type: 'uuid', text }, code: `new Guid(${stringCode(text)})` };
    case 'DateTime': {
      const parts = timestamp.exec(sql)?.slice(1).map(Number);
      if (parts === undefined) return undefined;
      const literal: Literal = { type: 'timestamp', text: timestamp.exec(sql)?.[0].replaceAll("'", '') ?? '' };
      return { literal, code: `new DateTime(${parts.join(', ')}, 0, DateTimeKind.Unspecified)` };
    }
    default:
      return undefined;
  }
}
