import type { Value } from '../javascript/value.ts';
import { flag, isAbsent, option, optionalText, text } from '../javascript/migrations/arguments.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';

/** What `new TableColumn({…})` was given: the constructor's argument, or an object that stands in its place. */
export function constructed(value: Value | undefined): Value | undefined {
  const last = value?.kind === 'host' && value.root === 'typeorm' ? value.links.at(-1) : undefined;
  return last?.form === 'new' ? last.arguments[0] : value;
}

/** The options of a TableColumn. */
export interface ColumnOptions {
  readonly name: string;
  readonly type: string;
  /** SQL, as it is written. */
  readonly default?: string;
  readonly onUpdate?: string;
  readonly isNullable: boolean;
  readonly isGenerated: boolean;
  readonly generationStrategy?: string;
  readonly generatedIdentity?: string;
  readonly isPrimary: boolean;
  readonly isUnique: boolean;
  readonly isArray: boolean;
  readonly comment?: string;
  readonly length?: string;
  readonly charset?: string;
  readonly collation?: string;
  readonly precision?: string;
  readonly scale?: string;
  readonly unsigned: boolean;
  readonly enum?: readonly string[];
  readonly enumName?: string;
  readonly primaryKeyConstraintName?: string;
  readonly asExpression?: string;
  readonly generatedType?: string;
  readonly spatialFeatureType?: string;
  readonly srid?: string;
}

const textOptions = [
  'onUpdate',
  'generationStrategy',
  'generatedIdentity',
  'comment',
  'length',
  'charset',
  'collation',
  'precision',
  'scale',
  'enumName',
  'primaryKeyConstraintName',
  'asExpression',
  'generatedType',
  'spatialFeatureType',
  'srid',
] as const;

type TextOption = (typeof textOptions)[number];

/** Reads the options of a column; what cannot be told of its name or type stands in the way. */
export function columnOptions(value: Value | undefined, reading: Reading): ColumnOptions {
  const given = constructed(value);
  if (given?.kind !== 'object') obstruct(reading, 'the column', given);
  else if (given.open !== undefined) obstruct(reading, 'a part of the column', given.open);
  const is = (name: string): boolean => flag(option(given, name)) === true;
  const texts: Partial<Record<TextOption, string>> = {};
  for (const name of textOptions) {
    const found = optionalText(option(given, name));
    if (found !== undefined && found !== '') texts[name] = found;
  }
  const values = option(given, 'enum');
  const written = defaultSql(option(given, 'default'), reading);
  return {
    ...texts,
    name: text(option(given, 'name'), "the column's name", reading),
    type: text(option(given, 'type'), "the column's type", reading),
    isNullable: is('isNullable'),
    isGenerated: is('isGenerated'),
    isPrimary: is('isPrimary'),
    isUnique: is('isUnique'),
    isArray: is('isArray'),
    unsigned: is('unsigned'),
    ...(written === undefined ? {} : { default: written }),
    ...(values === undefined ? {} : { enum: enumValues(values, reading) }),
  };
}

/** A default goes into the SQL as it is: numbers and booleans as the language prints them. */
function defaultSql(value: Value | undefined, reading: Reading): string | undefined {
  if (isAbsent(value)) return undefined;
  if (value?.kind === 'boolean') return String(value.value);
  return text(value, 'the default', reading);
}

function enumValues(value: Value, reading: Reading): readonly string[] {
  if (value.kind !== 'array' || value.open !== undefined) {
    obstruct(reading, 'the values of the enum', value.kind === 'array' ? value.open : value);
    return [];
  }
  return value.elements.map((element) => text(element, 'a value of the enum', reading));
}
