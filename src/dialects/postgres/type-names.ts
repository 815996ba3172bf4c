import type { ColumnType } from '../../model/column-type.ts';

/** What is known of a built-in type, under the name that `format_type` prints. */
export type BuiltInType = Omit<ColumnType, 'text'> & {
  /** How the arguments of the type are meant. */
  readonly arguments?: 'length' | 'precision' | 'precision-and-scale' | 'interval';
  /** What follows the arguments: `timestamp(3) with time zone`. */
  readonly suffix?: string;
};

const geometric: Pick<BuiltInType, 'family'> = { family: 'geometric' };
const network: Pick<BuiltInType, 'family'> = { family: 'network' };
const other: Pick<BuiltInType, 'family'> = { family: 'other' };

/** The built-in types by the name under which pg_type has them, and by the aliases that the grammar does not resolve. */
export const builtInTypes: Readonly<Record<string, BuiltInType>> = {
  int2: { name: 'smallint', family: 'integer', bits: 16 },
  int4: { name: 'integer', family: 'integer', bits: 32 },
  int8: { name: 'bigint', family: 'integer', bits: 64 },
  smallserial: { name: 'smallint', family: 'integer', bits: 16 },
  serial2: { name: 'smallint', family: 'integer', bits: 16 },
  serial: { name: 'integer', family: 'integer', bits: 32 },
  serial4: { name: 'integer', family: 'integer', bits: 32 },
  bigserial: { name: 'bigint', family: 'integer', bits: 64 },
  serial8: { name: 'bigint', family: 'integer', bits: 64 },
  oid: { name: 'oid', family: 'integer', bits: 32, unsigned: true },
  float4: { name: 'real', family: 'float', bits: 32 },
  float8: { name: 'double precision', family: 'float', bits: 64 },
  numeric: { name: 'numeric', family: 'decimal', arguments: 'precision-and-scale' },
  money: { name: 'money', family: 'decimal', precision: 19, scale: 2 },
  bool: { name: 'boolean', family: 'boolean' },
  text: { name: 'text', family: 'text' },
  citext: { name: 'citext', family: 'text' },
  varchar: { name: 'character varying', family: 'text', arguments: 'length' },
  bpchar: { name: 'character', family: 'text', fixed: true, arguments: 'length' },
  char: { name: '"char"', family: 'text', length: 1 },
  name: { name: 'name', family: 'text', length: 63 },
  bytea: { name: 'bytea', family: 'binary' },
  bit: { name: 'bit', family: 'bits', fixed: true, arguments: 'length' },
  varbit: { name: 'bit varying', family: 'bits', arguments: 'length' },
  date: { name: 'date', family: 'date' },
  time: { name: 'time', family: 'time', zoned: false, arguments: 'precision', suffix: ' without time zone' },
  timetz: { name: 'time', family: 'time', zoned: true, arguments: 'precision', suffix: ' with time zone' },
  timestamp: {
    name: 'timestamp',
    family: 'timestamp',
    zoned: false,
    arguments: 'precision',
    suffix: ' without time zone',
  },
  timestamptz: {
    name: 'timestamp',
    family: 'timestamp',
    zoned: true,
    arguments: 'precision',
    suffix: ' with time zone',
  },
  interval: { name: 'interval', family: 'interval', arguments: 'interval' },
  uuid: { name: 'uuid', family: 'uuid' },
  json: { name: 'json', family: 'json' },
  jsonb: { name: 'jsonb', family: 'json' },
  xml: { name: 'xml', family: 'xml' },
  inet: { name: 'inet', ...network },
  cidr: { name: 'cidr', ...network },
  macaddr: { name: 'macaddr', ...network },
  macaddr8: { name: 'macaddr8', ...network },
  point: { name: 'point', ...geometric },
  line: { name: 'line', ...geometric },
  lseg: { name: 'lseg', ...geometric },
  box: { name: 'box', ...geometric },
  path: { name: 'path', ...geometric },
  polygon: { name: 'polygon', ...geometric },
  circle: { name: 'circle', ...geometric },
  geometry: { name: 'geometry', ...geometric },
  geography: { name: 'geography', ...geometric },
  tsvector: { name: 'tsvector', ...other },
  tsquery: { name: 'tsquery', ...other },
};

/** The types that are a type, NOT NULL and a sequence in one word. */
export const serialTypes: ReadonlySet<string> = new Set([
  'smallserial',
  'serial2',
  'serial',
  'serial4',
  'bigserial',
  'serial8',
]);

/** Fields of an interval as the grammar packs them into its first argument (src/include/utils/datetime.h, timestamp.h). */
const intervalFields: readonly (readonly [mask: number, name: string])[] = [
  [1 << 2, 'year'],
  [1 << 1, 'month'],
  [1 << 3, 'day'],
  [1 << 10, 'hour'],
  [1 << 11, 'minute'],
  [1 << 12, 'second'],
];

const everyField = 0x7fff;

/** The field restriction of an interval: ` day to second`; nothing when there is none. */
export function intervalRange(mask: number): string {
  if (mask === everyField) return '';
  const fields = intervalFields.filter(([bit]) => (mask & bit) !== 0).map(([, name]) => name);
  const first = fields.at(0);
  const last = fields.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? ` ${first}` : ` ${first} to ${last}`;
}
