import { lookUp } from '../../../model/look-up.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { ForeignKey, Index, ReferentialAction } from '../../../model/table.ts';
import { ownAnnotations } from '../annotations.ts';
import { indexOf } from '../operations/indexes.ts';
import { referentialActions } from '../operations/keys.ts';
import type { Member } from './members.ts';
import { columnName, keyOf, sameTable } from './members.ts';
import type { EntityType, ModelIndex } from './model.ts';
import type { Mapping, ModelTable } from './tables.ts';

/** The indexes of a table: those of the types that it holds, which can be the same one. */
export function indexesOf(table: ModelTable, mapping: Mapping): readonly Operation[] {
  const found = new Map<string, Index>();
  return table.members.flatMap((member) =>
    declaredIn(member, mapping).flatMap((entity) =>
      entity.indexes.flatMap((index): readonly Operation[] => {
        const made = indexIn(member, index, found, mapping);
        if (made?.name === undefined || found.has(made.name)) return [];
        found.set(made.name, made);
        return [{ kind: 'CreateIndex', span: index.at, table: table.name, index: made, concurrently: false }];
      }),
    ),
  );
}

/** The types whose indexes and relationships are those of a member's table; tables of their own repeat the bases'. */
function declaredIn({ entity }: Member, { stores }: Mapping): readonly EntityType[] {
  return stores.strategy(entity) === 'TPC' ? stores.lineage(entity) : [entity];
}

function indexIn(
  { entity, table, properties }: Member,
  index: ModelIndex,
  found: ReadonlyMap<string, Index>,
  { stores, dialect, nameOf }: Mapping,
): Index | undefined {
  const columns = index.properties.map((property) => columnName(entity, property, table, stores));
  if (!index.properties.every((name) => stores.propertyOf(entity, name) !== undefined)) return undefined;
  if (properties.length === 0) return undefined;
  const made = (name: string): Index =>
    indexOf(
      {
        name,
        columns,
        unique: index.unique,
        where: index.filter === undefined ? undefined : dialect.expression(index.filter),
        descending: index.descending,
      },
      ownAnnotations(index.annotations, dialect.traits.name),
    );
  const isOther = (name: string): boolean => {
    const other = found.get(name);
    return other !== undefined && JSON.stringify(other) !== JSON.stringify(made(name));
  };
  return made(index.name ?? nameOf(['IX', table.name, ...columns], isOther));
}

/** The foreign keys of a table, to other tables only: rows that are shared need none. */
export function foreignKeysOf(table: ModelTable, mapping: Mapping): readonly Operation[] {
  const found = new Map<string, ForeignKey>();
  return table.members.flatMap((member) =>
    linksOf(member, mapping).flatMap((link): readonly Operation[] => {
      const made = foreignKeyOf(member, link, found, mapping);
      if (made?.name === undefined || found.has(made.name)) return [];
      found.set(made.name, made);
      return [{ kind: 'AddForeignKey', span: link.at, table: table.name, constraint: made }];
    }),
  );
}

interface Link {
  readonly principal: EntityType;
  readonly properties: readonly string[];
  readonly principalProperties: readonly string[];
  readonly onDelete: string | undefined;
  readonly name: string | undefined;
  readonly at: Span;
}

function linksOf(member: Member, mapping: Mapping): readonly Link[] {
  const { stores } = mapping;
  const { owner, at } = member.entity;
  const owning = owner === undefined ? undefined : stores.find(owner.entity);
  const ownership: readonly Link[] =
    owner === undefined || owning === undefined
      ? []
      : [
          {
            principal: owning,
            properties: owner.foreignKey,
            principalProperties: keyOf(owning, stores)?.properties ?? [],
            onDelete: 'Cascade',
            name: undefined,
            at,
          },
        ];
  const declared = declaredIn(member, mapping).flatMap(({ relationships }) =>
    relationships.flatMap((one): readonly Link[] => {
      const principal = stores.find(one.principal);
      if (principal === undefined) return [];
      const principalProperties = one.principalProperties ?? keyOf(principal, stores)?.properties ?? [];
      return [{ ...one, name: one.name, principal, principalProperties }];
    }),
  );
  return [...ownership, ...declared];
}

function foreignKeyOf(
  { entity, table }: Member,
  { principal, properties, principalProperties, onDelete, name }: Link,
  found: ReadonlyMap<string, ForeignKey>,
  { stores, nameOf }: Mapping,
): ForeignKey | undefined {
  const target = targetOf(principal, stores);
  if (target === undefined || properties.length === 0) return undefined;
  const columns = properties.map((property) => columnName(entity, property, table, stores));
  const targetColumns = principalProperties.map((property) => columnName(principal, property, target, stores));
  if (sameTable(target, table) && columns.join() === targetColumns.join()) return undefined;
  const made = (chosen: string): ForeignKey => ({
    kind: 'ForeignKey',
    name: chosen,
    validated: true,
    columns,
    target,
    targetColumns,
    onDelete: actionOf(onDelete),
    onUpdate: 'no-action',
  });
  const isOther = (chosen: string): boolean => {
    const other = found.get(chosen);
    return other !== undefined && JSON.stringify(other) !== JSON.stringify(made(chosen));
  };
  return made(name ?? nameOf(['FK', table.name, target.name, ...columns], isOther));
}

/** Where the key can point to: rows of a type whose derived types have tables of their own are in no single table. */
function targetOf(principal: EntityType, stores: Mapping['stores']): QualifiedName | undefined {
  const isSpread = stores.strategy(principal) === 'TPC' && stores.derivedOf(principal).length > 0;
  return isSpread ? undefined : stores.tableOf(principal);
}

/** What the database does; ClientSetNull and its like are done by the program. */
function actionOf(behaviour: string | undefined): ReferentialAction {
  return (behaviour === undefined ? undefined : lookUp(referentialActions, behaviour)) ?? 'no-action';
}
