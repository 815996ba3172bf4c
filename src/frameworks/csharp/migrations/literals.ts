import { lookUp } from '../../../model/look-up.ts';
import type { DialectName } from '../../../model/names.ts';
import type { Literal } from '../../../model/table.ts';
import type { Moment, Value } from '../value.ts';

/** A C# value as the provider would write it into SQL; `undefined` when the value is no constant of a known type. */
export function literalOf(value: Value, dialect: DialectName): Literal | undefined {
  switch (value.kind) {
    case 'string':
      return { type: 'string', value: value.written.text };
    case 'number':
      return { type: 'number', text: value.text };
    case 'boolean':
      return { type: 'boolean', value: value.value };
    case 'null':
      return { type: 'null' };
    case 'default':
      return lookUp(defaults, (value.type ?? '').replace(/\?$/, '')) ?? { type: 'null' };
    case 'moment':
      return { type: 'timestamp', text: value.text + offsetOf(value, dialect) };
    case 'uuid':
      return { type: 'uuid', text: value.text };
    case 'bytes':
      return { type: 'bytes', hex: value.hex };
    case 'array':
    case 'member':
    case 'type':
    case 'unknown':
      return undefined;
  }
}

const zero: Literal = { type: 'number', text: '0' };

const defaults: Readonly<Record<string, Literal>> = {
  ...Object.fromEntries(
    ['byte', 'sbyte', 'short', 'ushort', 'int', 'uint', 'long', 'ulong', 'decimal', 'double', 'float'].map((type) => [
      type,
      zero,
    ]),
  ),
  bool: { type: 'boolean', value: false },
  Guid: { type: 'uuid', text: '00000000-0000-0000-0000-000000000000' },
  DateTime: { type: 'timestamp', text: '0001-01-01 00:00:00' },
};

/** Npgsql keeps UTC in `timestamp with time zone`; MySQL has no type with an offset. */
function offsetOf(moment: Moment, dialect: DialectName): string {
  const keeps = moment.type === 'DateTimeOffset' ? dialect !== 'mysql' : dialect === 'postgres';
  return keeps ? (moment.offset ?? '') : '';
}
