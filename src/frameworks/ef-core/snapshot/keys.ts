import { lookUp } from '../../../model/look-up.ts';
import type { Span } from '../../../model/span.ts';
import type { Value } from '../../csharp/value.ts';
import type { ModelCall } from './calls.ts';
import { isOn, textAt, textsOf } from './calls.ts';
import type { Key, ModelIndex } from './model.ts';

/** Providers' own methods of keys and indexes, and the annotation that each of them sets. */
const annotationOf: Readonly<Record<string, string>> = {
  IncludeProperties: 'Npgsql:IndexInclude',
  HasMethod: 'Npgsql:IndexMethod',
  HasOperators: 'Npgsql:IndexOperators',
  HasSortOrder: 'Npgsql:IndexSortOrder',
  HasNullSortOrder: 'Npgsql:IndexNullSortOrder',
  IsClustered: 'SqlServer:Clustered',
  IsFullText: 'MySql:FullTextIndex',
  IsSpatial: 'MySql:SpatialIndex',
  HasPrefixLength: 'MySql:IndexPrefixLength',
};

function annotationsOf(calls: readonly ModelCall[]): readonly (readonly [string, Value])[] {
  return calls.flatMap((call): readonly (readonly [string, Value])[] => {
    if (call.method === 'HasAnnotation') {
      const [name, value] = [textAt(call, 0), call.values[1]];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }
    if (call.method === 'AreNullsDistinct') return [['Npgsql:NullsDistinct', { kind: 'boolean', value: isOn(call) }]];
    const name = lookUp(annotationOf, call.method);
    if (name === undefined) return [];
    const [value] = call.values;
    const many: Value = { kind: 'array', elements: call.values };
    return [[name, call.values.length > 1 ? many : (value ?? { kind: 'boolean', value: true })]];
  });
}

function nameOf(calls: readonly ModelCall[]): { readonly name?: string } {
  const call = calls.find(({ method }) => method === 'HasName' || method === 'HasDatabaseName');
  const name = call === undefined ? undefined : textAt(call, 0);
  return name === undefined ? {} : { name };
}

/** `b.HasKey("A", "B").HasName("PK_X")` */
export function keyOf(call: ModelCall, at: Span, earlier?: Key): Key {
  return {
    ...earlier,
    properties: textsOf(call.values),
    at,
    annotations: new Map([...(earlier?.annotations ?? []), ...annotationsOf(call.chained)]),
    ...nameOf(call.chained),
  };
}

/** `b.HasIndex("A", "B")`, or `b.HasIndex(new[] { "A" }, "IX_Name")`: a name that the model itself knows. */
export function indexOf(call: ModelCall, at: Span, earlier?: ModelIndex): ModelIndex {
  const [first] = call.values;
  const named = first?.kind === 'array' ? textAt(call, 1) : undefined;
  const said = new Map(call.chained.map((one) => [one.method, one]));
  const unique = said.get('IsUnique');
  const filter = said.get('HasFilter');
  const filterText = filter === undefined ? undefined : textAt(filter, 0);
  const descending = said.get('IsDescending');
  const key = keyOf(call, at, earlier);
  return {
    unique: false,
    ...earlier,
    ...(named === undefined ? {} : { name: named }),
    ...key,
    properties: first?.kind === 'array' ? textsOf([first]) : key.properties,
    ...(unique === undefined ? {} : { unique: isOn(unique) }),
    ...(filterText === undefined ? {} : { filter: filterText }),
    ...(descending === undefined
      ? {}
      : { descending: descending.values.map((value) => value.kind === 'boolean' && value.value) }),
  };
}
