import { lookUp } from '../../../model/look-up.ts';
import type { Value } from '../../csharp/value.ts';
import { writtenAt } from '../../csharp/strings.ts';
import type { ModelCall } from './calls.ts';
import { isOn, numberAt, textAt } from './calls.ts';
import type { Property } from './model.ts';

type Said = Partial<Omit<Property, 'annotations'>> & { readonly annotations?: readonly (readonly [string, Value])[] };

type Reader = (call: ModelCall) => Said;

/** A property with what the calls on its builder say; what is said last counts. */
export function withFacets(property: Property, calls: readonly ModelCall[]): Property {
  return calls.reduce((soFar, call) => {
    const { annotations = [], ...said } = lookUp(readers, call.method)?.(call) ?? {};
    return { ...soFar, ...said, annotations: new Map([...soFar.annotations, ...annotations]) };
  }, property);
}

function member(type: string, name: string): Value {
  return { kind: 'member', type, name };
}

/** A provider's own method in place of the annotation that it sets. */
const strategy =
  (annotation: string, name: string): Reader =>
  () => ({ annotations: [[annotation, member('', name)]] });

/** `UseIdentityColumn(seed, increment)` */
const sqlServerIdentity: Reader = (call) => {
  const numbers = [numberAt(call, 0) ?? 1, numberAt(call, 1) ?? 1];
  const written = writtenAt(numbers.join(', '), call);
  return { annotations: [['SqlServer:Identity', { kind: 'string', written }]] };
};

const readers: Readonly<Record<string, Reader>> = {
  HasColumnName: (call) => optional('columnName', textAt(call, 0)),
  HasColumnType: (call) => optional('columnType', textAt(call, 0)),
  HasMaxLength: (call) => ({ maxLength: numberAt(call, 0) }),
  HasPrecision: (call) => ({ precision: numberAt(call, 0), scale: numberAt(call, 1) }),
  IsUnicode: (call) => ({ unicode: isOn(call) }),
  IsFixedLength: (call) => ({ fixedLength: isOn(call) }),
  IsRowVersion: () => ({ rowVersion: true, generatedOnAdd: true }),
  IsRequired: (call) => ({ required: isOn(call) }),
  HasDefaultValue: (call) => {
    const [value] = call.values;
    return value === undefined ? {} : { default: value };
  },
  HasDefaultValueSql: (call) => ({ defaultSql: textAt(call, 0) ?? '' }),
  HasComputedColumnSql: (call) => {
    const stored = call.values[1];
    return {
      computedSql: textAt(call, 0) ?? '',
      ...(stored?.kind === 'boolean' ? { stored: stored.value } : {}),
    };
  },
  UseCollation: (call) => optional('collation', textAt(call, 0)),
  ValueGeneratedOnAdd: () => ({ generatedOnAdd: true }),
  ValueGeneratedOnAddOrUpdate: () => ({ generatedOnAdd: true }),
  ValueGeneratedNever: () => ({ generatedOnAdd: false }),
  HasAnnotation: (call) => {
    const [name, value] = [textAt(call, 0), call.values[1]];
    return name === undefined || value === undefined ? {} : { annotations: [[name, value]] };
  },
  UseIdentityByDefaultColumn: strategy('Npgsql:ValueGenerationStrategy', 'IdentityByDefaultColumn'),
  UseIdentityAlwaysColumn: strategy('Npgsql:ValueGenerationStrategy', 'IdentityAlwaysColumn'),
  UseSerialColumn: strategy('Npgsql:ValueGenerationStrategy', 'SerialColumn'),
  UseMySqlIdentityColumn: strategy('MySql:ValueGenerationStrategy', 'IdentityColumn'),
  UseMySqlComputedColumn: strategy('MySql:ValueGenerationStrategy', 'ComputedColumn'),
  UseIdentityColumn: sqlServerIdentity,
  UseSqlServerIdentityColumn: sqlServerIdentity,
};

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  if (value === undefined) return {};
  const entry: Partial<Record<K, string>> = {};
  entry[key] = value;
  return entry;
}
