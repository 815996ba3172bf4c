/** What kind of value a type holds, across dialects. */
export type TypeFamily =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'text'
  | 'binary'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'interval'
  | 'uuid'
  | 'json'
  | 'xml'
  | 'enum'
  | 'bits'
  | 'network'
  | 'geometric'
  | 'array'
  | 'other';

/** A column's type in the dialect's own normal form. Two types are the same type when `text` is equal. */
export interface ColumnType {
  /** The whole type, normalised: `varchar(20)`, `bigint unsigned`, `timestamp with time zone`. */
  readonly text: string;
  /** The base name without arguments, normalised: `varchar`. */
  readonly name: string;
  readonly family: TypeFamily;
  /** Integers: the width in bits. Floats: the width in bits too. */
  readonly bits?: number;
  /** Text, binary and bits: the most that it holds (characters, bytes, bits); absent when there is no limit or it is unknown. */
  readonly length?: number;
  /** Text and binary: short values are padded to the length. */
  readonly fixed?: boolean;
  readonly precision?: number;
  readonly scale?: number;
  readonly unsigned?: boolean;
  /** Timestamps and times that keep a time zone. */
  readonly zoned?: boolean;
  /** Arrays: the type of what they hold. */
  readonly element?: ColumnType;
  /** Enums and sets: the values that the type itself lists. */
  readonly values?: readonly string[];
}

/** Whether every value of `from` fits `to` unchanged; `undefined` when the two do not say enough. */
export function holds(to: ColumnType, from: ColumnType): boolean | undefined {
  if (to.text === from.text) return true;
  if (isOpen(to) || isOpen(from)) return undefined;
  if (to.family === 'text' && to.length === undefined) return true;
  if (to.family !== from.family) return holdsAcross(to, from);

  switch (to.family) {
    case 'integer':
      return holdsInteger(to, from);
    case 'decimal':
      return holdsDecimal(to, from);
    case 'float':
      return (to.bits ?? 64) >= (from.bits ?? 64);
    case 'text':
    case 'binary':
    case 'bits':
      return holdsLength(to, from);
    case 'timestamp':
    case 'time':
      return holdsTime(to, from);
    case 'enum':
      return holdsValues(to, from);
    case 'boolean':
    case 'date':
    case 'interval':
    case 'uuid':
    case 'json':
    case 'xml':
    case 'network':
    case 'geometric':
    case 'array':
    case 'other':
      return undefined;
  }
}

/** Types of which too little is known to compare them. */
function isOpen(type: ColumnType): boolean {
  return type.family === 'other' || type.family === 'array';
}

const narrowing: ReadonlySet<string> = new Set([
  'timestamp>date',
  'timestamp>time',
  'decimal>integer',
  'float>integer',
  'float>decimal',
  'decimal>float',
  'text>integer',
  'text>decimal',
  'text>float',
  'text>boolean',
  'text>date',
  'text>time',
  'text>timestamp',
  'text>uuid',
  'text>enum',
  'integer>boolean',
  'decimal>boolean',
  'text>json',
  'text>xml',
  'text>network',
]);

function holdsAcross(to: ColumnType, from: ColumnType): boolean | undefined {
  if (narrowing.has(`${from.family}>${to.family}`)) return false;
  if (from.family === 'integer' && to.family === 'decimal') {
    if (to.precision === undefined) return true;
    return to.precision - (to.scale ?? 0) >= digitsOfInteger(from);
  }
  if (from.family === 'date' && to.family === 'timestamp') return true;
  if (from.family === 'uuid' && to.family === 'text') return to.length === undefined || to.length >= 36;
  if (from.family === 'enum' && to.family === 'text') return holdsEnumText(to, from);
  return undefined;
}

function holdsInteger(to: ColumnType, from: ColumnType): boolean {
  const toBits = to.bits ?? 32;
  const fromBits = from.bits ?? 32;
  if ((to.unsigned ?? false) === (from.unsigned ?? false)) return toBits >= fromBits;
  return to.unsigned === true ? false : toBits > fromBits;
}

function holdsDecimal(to: ColumnType, from: ColumnType): boolean {
  if (to.precision === undefined) return true;
  if (from.precision === undefined) return false;
  const toScale = to.scale ?? 0;
  const fromScale = from.scale ?? 0;
  return toScale >= fromScale && to.precision - toScale >= from.precision - fromScale;
}

function holdsLength(to: ColumnType, from: ColumnType): boolean {
  if (to.length === undefined) return true;
  return from.length !== undefined && to.length >= from.length;
}

/** A zone that is taken away is lost; one that is added comes from the session, which is not known here. */
function holdsTime(to: ColumnType, from: ColumnType): boolean | undefined {
  if ((to.precision ?? 6) < (from.precision ?? 6)) return false;
  if (to.zoned === from.zoned) return true;
  return to.zoned === true ? undefined : false;
}

function holdsValues(to: ColumnType, from: ColumnType): boolean | undefined {
  if (to.values === undefined || from.values === undefined) return undefined;
  const values = new Set(to.values);
  return from.values.every((value) => values.has(value));
}

function holdsEnumText(to: ColumnType, from: ColumnType): boolean | undefined {
  if (to.length === undefined) return true;
  const limit = to.length;
  return from.values?.every((value) => value.length <= limit);
}

function digitsOfInteger(type: ColumnType): number {
  return Math.ceil((type.bits ?? 32) * Math.log10(2));
}
