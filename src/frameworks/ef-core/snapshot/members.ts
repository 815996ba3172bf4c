import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { EntityType, Key, Property } from './model.ts';
import type { Stores } from './stores.ts';

/** A type in one of the tables that hold its rows. */
export interface Member {
  readonly entity: EntityType;
  readonly table: QualifiedName;
  /** Those with a column in this table. */
  readonly properties: readonly Property[];
  /** Its part of the row can be missing: an optional owned type, a type that derives from the table's. */
  readonly isOptional: boolean;
  /** Another type's rows are the table's; this one has columns in them. */
  readonly isGuest: boolean;
}

export function sameTable(one: QualifiedName | undefined, other: QualifiedName | undefined): boolean {
  return one !== undefined && other !== undefined && displayName(one) === displayName(other);
}

/** The types of a model in their tables; `undefined` for a type without one. */
export function memberOf(entity: EntityType, stores: Stores): Member | undefined {
  const table = stores.tableOf(entity);
  if (table === undefined) return undefined;
  const host = hostOf(entity, table, stores);
  const isDerived = entity.base !== undefined && stores.strategy(entity) === 'TPH';
  return {
    entity,
    table,
    properties: propertiesOf(entity, stores),
    isOptional: isDerived || (host !== undefined && !host.isRequired),
    isGuest: isDerived || host !== undefined,
  };
}

function propertiesOf(entity: EntityType, stores: Stores): readonly Property[] {
  const own = [...entity.properties.values()];
  const [, ...bases] = stores.lineage(entity);
  const elsewhere = new Set(entity.splits.flatMap(({ properties }) => [...properties.keys()]));
  const key = new Set(keyOf(entity, stores)?.properties ?? []);
  const kept = own.filter(({ name }) => key.has(name) || !elsewhere.has(name));
  const inherited = bases.flatMap((base) => [...base.properties.values()]);
  switch (stores.strategy(entity)) {
    case 'TPH':
      return kept;
    case 'TPT':
      return [...kept, ...inherited.filter(({ name }) => key.has(name))];
    case 'TPC':
      return [...kept, ...inherited];
  }
}

/** The type whose rows an owned, or one-to-one, type shares. */
interface Host {
  readonly entity: EntityType;
  readonly isRequired: boolean;
}

function hostOf(entity: EntityType, table: QualifiedName, stores: Stores): Host | undefined {
  const owning = entity.owner === undefined ? undefined : stores.find(entity.owner.entity);
  if (entity.owner !== undefined && owning !== undefined) {
    if (!entity.owner.single || !sameTable(stores.tableOf(owning), table)) return undefined;
    const above = hostOf(owning, table, stores);
    const isDerived = owning.base !== undefined && stores.strategy(owning) === 'TPH';
    const isRequired = requires(owning, entity.owner.navigation, stores);
    return { entity: owning, isRequired: isRequired && !isDerived && above?.isRequired !== false };
  }
  const key = keyOf(entity, stores)?.properties.join();
  for (const { principal, properties, inverse } of entity.relationships) {
    const other = stores.find(principal);
    if (other === undefined || other === entity || properties.join() !== key) continue;
    if (stores.lineage(entity).includes(other) || !sameTable(stores.tableOf(other), table)) continue;
    return { entity: other, isRequired: inverse !== undefined && requires(other, inverse, stores) };
  }
  return undefined;
}

function requires(entity: EntityType, navigation: string, stores: Stores): boolean {
  return stores.lineage(entity).some(({ requiredNavigations }) => requiredNavigations.has(navigation));
}

export function keyOf(entity: EntityType, stores: Stores): Key | undefined {
  return stores.lineage(entity).find(({ key }) => key !== undefined)?.key;
}

/** The column of a property in a table. */
export function columnName(entity: EntityType, name: string, table: QualifiedName, stores: Stores): string {
  const property = stores.propertyOf(entity, name);
  const host = hostOf(entity, table, stores);
  const place = host === undefined ? -1 : (keyOf(entity, stores)?.properties.indexOf(name) ?? -1);
  const hostKey = host === undefined ? undefined : keyOf(host.entity, stores)?.properties[place];
  if (host !== undefined && hostKey !== undefined) return columnName(host.entity, hostKey, table, stores);
  if (property?.columnName !== undefined) return property.columnName;
  return [...navigations(entity, table, stores), ...name.split('.')].join('_');
}

/** The names that owned types put before their columns: those of the navigations, from the table's own type on. */
function navigations(entity: EntityType, table: QualifiedName, stores: Stores): readonly string[] {
  const host = entity.owner === undefined ? undefined : hostOf(entity, table, stores);
  if (entity.owner === undefined || host === undefined) return [];
  return [...navigations(host.entity, table, stores), entity.owner.navigation];
}
