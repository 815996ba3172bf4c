import { lookUp } from '../../../model/look-up.ts';
import type { Span } from '../../../model/span.ts';
import type { ModelCall } from './calls.ts';
import { isOn, textAt, textsOf } from './calls.ts';
import type {
  EntityType,
  Key,
  ModelCheck,
  ModelIndex,
  Owner,
  Property,
  Relationship,
  Split,
  StoreName,
} from './model.ts';
import { indexOf, keyOf } from './keys.ts';
import { withFacets } from './properties.ts';
import { ownershipKey, relationshipOf } from './relationships.ts';

/** Calls on an entity's builder, and where their statement begins in the file. */
export interface Said {
  readonly calls: readonly ModelCall[];
  readonly file: string;
  readonly offset: number;
}

/** An owned type is written inside of its owner. */
interface Owned {
  readonly name: string;
  readonly owner: Owner;
  readonly said: readonly Said[];
}

interface Draft {
  base?: string;
  key?: Key;
  table?: StoreName;
  strategy?: NonNullable<EntityType['strategy']>;
  json?: NonNullable<EntityType['json']>;
  isReadElsewhere: boolean;
  excluded: boolean;
  readonly properties: Map<string, Property>;
  readonly alternateKeys: Key[];
  readonly indexes: Map<string, ModelIndex>;
  readonly relationships: Relationship[];
  readonly checks: ModelCheck[];
  readonly splits: Split[];
  readonly required: Set<string>;
  readonly owned: Owned[];
}

/** Where a call stands, and the complex properties around it. */
interface Place {
  readonly entity: string;
  readonly said: Omit<Said, 'calls'>;
  readonly path: readonly string[];
  readonly pathRequired: boolean;
}

type Reader = (draft: Draft, call: ModelCall, place: Place) => void;

/** An entity type and the types that it owns, out of all that is said of it. */
export function entitiesOf(name: string, said: readonly Said[], owner?: Owner): readonly EntityType[] {
  const draft = emptyDraft();
  for (const { calls, ...where } of said) {
    for (const call of calls) read(draft, call, { entity: name, said: where, path: [], pathRequired: true });
  }
  const { owned, required, indexes, ...rest } = draft;
  const [first] = said;
  const at = first === undefined ? { file: '', start: 0, end: 0 } : spanOf(first, first.calls[0]);
  const entity: EntityType = {
    ...rest,
    name,
    at,
    indexes: [...indexes.values()],
    requiredNavigations: required,
    ...(owner === undefined ? {} : { owner: { ...owner, foreignKey: foreignKeyOf(said) ?? owner.foreignKey } }),
  };
  return [entity, ...owned.flatMap((one) => entitiesOf(one.name, one.said, one.owner))];
}

function emptyDraft(): Draft {
  return {
    isReadElsewhere: false,
    excluded: false,
    properties: new Map(),
    alternateKeys: [],
    indexes: new Map(),
    relationships: [],
    checks: [],
    splits: [],
    required: new Set(),
    owned: [],
  };
}

export function spanOf({ file, offset }: Omit<Said, 'calls'>, call: ModelCall | undefined): Span {
  return { file, start: offset + (call?.start ?? 0), end: offset + (call?.end ?? 0) };
}

/** `b.WithOwner().HasForeignKey("OrderId")` */
function foreignKeyOf(said: readonly Said[]): readonly string[] | undefined {
  const call = said.flatMap(({ calls }) => calls).find(({ method }) => method === 'WithOwner');
  return call === undefined ? undefined : ownershipKey(call);
}

function read(draft: Draft, call: ModelCall, place: Place): void {
  lookUp(readers, call.method)?.(draft, call, place);
}

const readsElsewhere: Reader = (draft) => {
  draft.isReadElsewhere = true;
};

const strategy =
  (name: NonNullable<EntityType['strategy']>): Reader =>
  (draft) => {
    draft.strategy = name;
  };

const property: Reader = (draft, call, { said, path, pathRequired }) => {
  const name = textAt(call, 0);
  if (name === undefined) return;
  const full = [...path, name].join('.');
  const clrType = call.typeArguments[0] ?? '';
  const start: Property = draft.properties.get(full) ?? {
    name: full,
    at: spanOf(said, call),
    clrType,
    generatedOnAdd: false,
    annotations: new Map(),
    path,
    pathRequired,
  };
  draft.properties.set(full, withFacets(start, call.chained));
};

/** Its members are columns of the same table. */
const complexProperty: Reader = (draft, call, { path, pathRequired, ...place }) => {
  const [name] = textsOf(call.values);
  if (name === undefined) return;
  const isRequired = call.body.some((inner) => inner.method === 'IsRequired' && isOn(inner));
  const inside: Place = { ...place, path: [...path, name], pathRequired: pathRequired && isRequired };
  for (const inner of call.body) read(draft, inner, inside);
};

const owns =
  (single: boolean): Reader =>
  (draft, call, { entity, said }) => {
    const texts = textsOf(call.values);
    const navigation = texts.at(-1) ?? '';
    const name = `${entity}.${navigation}#${texts[0] ?? ''}`;
    const owner: Owner = { entity, navigation, single, foreignKey: [] };
    draft.owned.push({ name, owner, said: [{ ...said, calls: call.body }] });
  };

const check: Reader = (draft, call, { said }) => {
  const [name = '', sql] = textsOf(call.values);
  const given = [...call.chained, ...call.body].find(({ method }) => method === 'HasName');
  if (sql === undefined) return;
  draft.checks.push({ name: (given && textAt(given, 0)) ?? name, sql, at: spanOf(said, call) });
};

/** What can be called on an entity's builder, as far as it decides what the database looks like. */
const readers: Readonly<Record<string, Reader>> = {
  Property: property,
  PrimitiveCollection: property,
  ComplexProperty: complexProperty,
  OwnsOne: owns(true),
  OwnsMany: owns(false),
  HasBaseType: (draft, call) => {
    const base = textAt(call, 0);
    if (base !== undefined) draft.base = base;
  },
  HasKey: (draft, call, { said }) => {
    draft.key = keyOf(call, spanOf(said, call), draft.key);
  },
  HasAlternateKey: (draft, call, { said }) => {
    draft.alternateKeys.push(keyOf(call, spanOf(said, call)));
  },
  HasIndex: (draft, call, { said }) => {
    const id = JSON.stringify(textsOf(call.values));
    draft.indexes.set(id, indexOf(call, spanOf(said, call), draft.indexes.get(id)));
  },
  HasOne: (draft, call, { entity, said }) => {
    const found = relationshipOf(call, entity, spanOf(said, call));
    if (found !== undefined) draft.relationships.push(found);
  },
  Navigation: (draft, call) => {
    const name = textAt(call, 0);
    if (name !== undefined && call.chained.some((one) => one.method === 'IsRequired' && isOn(one)))
      draft.required.add(name);
  },
  ToTable: (draft, call, place) => {
    // The first argument is left out when only the builder of the table is used: `b.ToTable(t => t.HasTrigger("x"))`.
    if (call.values.length > 0) draft.table = { name: textAt(call, 0) ?? null, schema: textAt(call, 1) };
    for (const inner of call.body) read(draft, inner, place);
    if (call.chained.some((one) => one.method === 'ExcludeFromMigrations' && isOn(one))) draft.excluded = true;
  },
  ToView: (draft, call, place) => {
    if (textAt(call, 0) !== undefined) readsElsewhere(draft, call, place);
  },
  ToFunction: readsElsewhere,
  ToSqlQuery: readsElsewhere,
  ExcludeFromMigrations: (draft, call) => {
    draft.excluded = isOn(call);
  },
  ToJson: (draft, call) => {
    draft.json = { type: undefined, ...draft.json, column: textAt(call, 0) };
  },
  HasColumnType: (draft, call) => {
    draft.json = { column: undefined, ...draft.json, type: textAt(call, 0) };
  },
  HasCheckConstraint: check,
  UseTphMappingStrategy: strategy('TPH'),
  UseTptMappingStrategy: strategy('TPT'),
  UseTpcMappingStrategy: strategy('TPC'),
  SplitToTable: (draft, call) => {
    const columns = call.body.flatMap((inner) => {
      const name = inner.method === 'Property' ? textAt(inner, 0) : undefined;
      const column = inner.chained.find(({ method }) => method === 'HasColumnName');
      return name === undefined ? [] : [[name, column && textAt(column, 0)] as const];
    });
    const table: StoreName = { name: textAt(call, 0) ?? null, schema: textAt(call, 1) };
    draft.splits.push({ table, properties: new Map(columns) });
  },
};
