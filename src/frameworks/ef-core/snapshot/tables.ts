import type { Dialect } from '../../../dialects/dialect.ts';
import type { DialectName, QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Check, Column, PrimaryKey, Unique } from '../../../model/table.ts';
import { qualified } from '../../csharp/migrations/reading.ts';
import { ownAnnotations } from '../annotations.ts';
import { enums } from '../operations/database.ts';
import { clustering } from '../operations/keys.ts';
import { columnOf } from './columns.ts';
import { foreignKeysOf, indexesOf } from './links.ts';
import type { Member } from './members.ts';
import { columnName, keyOf, memberOf, sameTable } from './members.ts';
import type { Key, Model, Property } from './model.ts';
import type { Namer } from './names.ts';
import { namer } from './names.ts';
import type { Stores } from './stores.ts';
import { storesOf } from './stores.ts';

/** A table and the types that have columns in it; the first is the one whose rows it holds. */
export interface ModelTable {
  readonly name: QualifiedName;
  readonly at: Span;
  readonly members: readonly Member[];
}

/** What the mapping of a model to tables looks things up in. */
export interface Mapping {
  readonly stores: Stores;
  readonly dialect: Dialect;
  readonly nameOf: Namer;
}

/** The operations that create the database of a model, as EF Core maps it to tables. */
export function operationsOf(model: Model, dialect: Dialect): readonly Operation[] {
  const stores = storesOf(model);
  const mapping: Mapping = { stores, dialect, nameOf: namer(model.maxIdentifierLength) };
  const tables = tablesOf(stores);
  return [
    ...enums(model.annotations, new Map(), model.at),
    ...model.sequences.map(({ name, schema, at }): Operation => ({
      kind: 'CreateSequence',
      span: at,
      name: qualified(name, schema ?? model.defaultSchema),
      attributes: {},
    })),
    ...tables.map((table) => createTable(table, tables, mapping)),
    ...splitTables(stores, mapping),
    ...tables.flatMap((table) => indexesOf(table, mapping)),
    ...tables.flatMap((table) => foreignKeysOf(table, mapping)),
  ];
}

function tablesOf(stores: Stores): readonly ModelTable[] {
  const tables = new Map<string, ModelTable>();
  for (const entity of stores.model.entities.values()) {
    const member = memberOf(entity, stores);
    if (member === undefined) continue;
    const key = displayName(member.table);
    const known = tables.get(key)?.members ?? [];
    const members = member.isGuest ? [...known, member] : [member, ...known];
    tables.set(key, { name: member.table, at: members[0]?.entity.at ?? entity.at, members });
  }
  return [...tables.values()].filter(({ members }) => !members.some(({ entity }) => entity.excluded));
}

function createTable({ name, at, members }: ModelTable, tables: readonly ModelTable[], mapping: Mapping): Operation {
  const { stores } = mapping;
  const keys = members.flatMap((member) => (member.isGuest ? [] : (primaryKey(member, mapping) ?? []))).slice(0, 1);
  const implied = impliedKeys(members, tables, mapping);
  const uniques = members.flatMap((member) =>
    [
      ...member.entity.alternateKeys,
      ...implied.filter((one) => one.entity === member.entity).map(({ key }) => key),
    ].map((key) => unique(member, key, mapping)),
  );
  const columns = merged(
    members.flatMap((member) => [
      ...member.properties.map((property) => columnIn(member, property, keys, uniques, mapping)),
      ...jsonColumns(member, stores, mapping.dialect),
    ]),
  );
  const checks = members.flatMap(({ entity }) => entity.checks.map((one): Check => checkOf(one, mapping.dialect)));
  return {
    kind: 'CreateTable',
    span: at,
    table: name,
    columns,
    constraints: [...keys, ...byName(uniques), ...byName(checks)],
    indexes: [],
  };
}

function checkOf({ name, sql }: { readonly name: string; readonly sql: string }, dialect: Dialect): Check {
  return { kind: 'Check', name, validated: true, expression: dialect.expression(sql), columns: [] };
}

/** Types that share a column say the same of it, except for whether it can be empty. */
function merged(columns: readonly Column[]): readonly Column[] {
  const byName = new Map<string, Column>();
  for (const column of columns) {
    const known = byName.get(column.name);
    byName.set(
      column.name,
      known === undefined ? column : { ...column, ...known, nullable: known.nullable && column.nullable },
    );
  }
  return [...byName.values()];
}

function byName<T extends { readonly name?: string }>(constraints: readonly T[]): readonly T[] {
  return [...new Map(constraints.map((one) => [one.name, one])).values()];
}

function columnIn(
  { entity, table, isOptional }: Member,
  property: Property,
  keys: readonly PrimaryKey[],
  uniques: readonly Unique[],
  { stores, dialect }: Mapping,
): Column {
  const name = columnName(entity, property.name, table, stores);
  const key = keys[0]?.columns ?? [];
  const isKey = [...keys, ...uniques].some(({ columns }) => columns.includes(name));
  const inIndex = stores
    .lineage(entity)
    .some(({ indexes, relationships, alternateKeys }) =>
      [...indexes, ...relationships, ...alternateKeys].some(({ properties }) => properties.includes(property.name)),
    );
  const use = {
    name,
    isKey,
    isOnlyKey: key.length === 1 && key[0] === name,
    isIndexed: isKey || inIndex,
    isOptional: isOptional || !property.pathRequired,
  };
  return columnOf(property, use, dialect);
}

function primaryKey(member: Member, { stores, dialect, nameOf }: Mapping): PrimaryKey | undefined {
  const { entity, table } = member;
  const key = keyOf(entity, stores);
  if (key === undefined || key.properties.length === 0) return undefined;
  const isOwn = entity.key !== undefined;
  return {
    kind: 'PrimaryKey',
    name: (isOwn ? key.name : undefined) ?? nameOf(['PK', table.name], () => false),
    validated: true,
    columns: key.properties.map((property) => columnName(entity, property, table, stores)),
    ...clustering(ownAnnotations(key.annotations, dialect.traits.name)),
  };
}

function unique({ entity, table }: Member, key: Key, { stores, dialect, nameOf }: Mapping): Unique {
  const columns = key.properties.map((property) => columnName(entity, property, table, stores));
  return {
    kind: 'Unique',
    name: key.name ?? nameOf(['AK', table.name, ...columns], () => false),
    validated: true,
    columns,
    ...clustering(ownAnnotations(key.annotations, dialect.traits.name)),
  };
}

/** An alternate key that a relationship points to is only written down there. */
function impliedKeys(
  members: readonly Member[],
  tables: readonly ModelTable[],
  { stores }: Mapping,
): readonly { readonly entity: Member['entity']; readonly key: Key }[] {
  const own = new Set(members.map(({ entity }) => entity));
  return tables
    .flatMap((table) => table.members)
    .flatMap(({ entity }) => entity.relationships)
    .flatMap(({ principal, principalProperties: properties, at }) => {
      const entity = stores.find(principal);
      if (entity === undefined || properties === undefined || !own.has(entity)) return [];
      const keys = [keyOf(entity, stores), ...entity.alternateKeys];
      const isKnown = keys.some((key) => key?.properties.join() === properties.join());
      return isKnown ? [] : [{ entity, key: { properties, annotations: new Map(), at } }];
    });
}

const jsonTypes: Readonly<Record<DialectName, string>> = {
  postgres: 'jsonb',
  mysql: 'json',
  sqlserver: 'nvarchar(max)',
  sqlite: 'TEXT',
};

/** The columns that hold owned types as JSON. */
function jsonColumns({ entity, isOptional }: Member, stores: Stores, dialect: Dialect): readonly Column[] {
  const owned = [...stores.model.entities.values()].filter(
    ({ owner, json }) => json !== undefined && owner?.entity === entity.name,
  );
  return owned.flatMap(({ owner, json }) => {
    if (owner === undefined) return [];
    const isRequired =
      owner.single && stores.lineage(entity).some((one) => one.requiredNavigations.has(owner.navigation));
    return [
      {
        name: json?.column ?? owner.navigation,
        type: dialect.columnType(json?.type ?? jsonTypes[dialect.traits.name]),
        nullable: isOptional || !isRequired,
      },
    ];
  });
}

/** Tables that take some columns of a type, beside its key. */
function splitTables(stores: Stores, mapping: Mapping): readonly Operation[] {
  return [...stores.model.entities.values()].flatMap((entity) => {
    const main = stores.tableOf(entity);
    const key = keyOf(entity, stores);
    if (main === undefined || key === undefined) return [];
    return entity.splits.flatMap(({ table: { name, schema }, properties }): readonly Operation[] => {
      if (name === null) return [];
      const table = qualified(name, schema ?? stores.model.defaultSchema);
      if (sameTable(main, table)) return [];
      const columnFor = (property: string): string =>
        properties.get(property) ?? columnName(entity, property, main, stores);
      const columns = key.properties.map(columnFor);
      const constraint: PrimaryKey = {
        kind: 'PrimaryKey',
        name: mapping.nameOf(['PK', name], () => false),
        validated: true,
        columns,
      };
      const stored = [...properties.keys()].flatMap((property) => stores.propertyOf(entity, property) ?? []);
      return [
        {
          kind: 'CreateTable',
          span: entity.at,
          table,
          columns: stored.map((property) => {
            const isKey = key.properties.includes(property.name);
            const use = {
              name: columnFor(property.name),
              isKey,
              isOnlyKey: false,
              isIndexed: isKey,
              isOptional: false,
            };
            return columnOf(property, use, mapping.dialect);
          }),
          constraints: [constraint],
          indexes: [],
        },
        {
          kind: 'AddForeignKey',
          span: entity.at,
          table,
          constraint: {
            kind: 'ForeignKey',
            name: mapping.nameOf(['FK', name, main.name, ...columns], () => false),
            validated: true,
            columns,
            target: main,
            targetColumns: key.properties.map((property) => columnName(entity, property, main, stores)),
            onDelete: 'cascade',
            onUpdate: 'no-action',
          },
        },
      ];
    });
  });
}
