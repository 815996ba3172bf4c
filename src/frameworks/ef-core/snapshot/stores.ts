import type { QualifiedName } from '../../../model/names.ts';
import { qualified } from '../../csharp/migrations/reading.ts';
import type { EntityType, Model, Property, StoreName } from './model.ts';

type Strategy = NonNullable<EntityType['strategy']>;

/** Questions about where the types of a model are stored. */
export interface Stores {
  readonly model: Model;
  find(name: string): EntityType | undefined;
  /** The type itself, its base, and so on up to the root. */
  lineage(entity: EntityType): readonly EntityType[];
  /** How the types of its hierarchy are divided over tables. */
  strategy(entity: EntityType): Strategy;
  /** The table that holds its rows; `undefined` when it has none, or is part of a JSON document. */
  tableOf(entity: EntityType): QualifiedName | undefined;
  /** A property that it declares or inherits. */
  propertyOf(entity: EntityType, name: string): Property | undefined;
  /** The types of the model that derive from it, directly or not. */
  derivedOf(entity: EntityType): readonly EntityType[];
}

export function storesOf(model: Model): Stores {
  const find = (name: string): EntityType | undefined => model.entities.get(name);
  const lineages = new Map<EntityType, readonly EntityType[]>();
  const tables = new Map<EntityType, QualifiedName | undefined>();
  const strategies = new Map<EntityType, Strategy>();

  function lineage(entity: EntityType): readonly EntityType[] {
    const known = lineages.get(entity);
    if (known !== undefined) return known;
    const line = [entity];
    for (let base = baseOf(entity); base !== undefined && !line.includes(base); base = baseOf(base)) line.push(base);
    lineages.set(entity, line);
    return line;
  }

  function baseOf({ base }: EntityType): EntityType | undefined {
    return base === undefined ? undefined : find(base);
  }

  function rootOf(entity: EntityType): EntityType {
    return lineage(entity).at(-1) ?? entity;
  }

  function derivedOf(entity: EntityType): readonly EntityType[] {
    return [...model.entities.values()].filter((other) => other !== entity && lineage(other).includes(entity));
  }

  /** Older snapshots do not name it: then a derived type with a table of its own tells. */
  function strategy(entity: EntityType): Strategy {
    const root = rootOf(entity);
    const known = strategies.get(root) ?? root.strategy ?? inferred(root);
    strategies.set(root, known);
    return known;
  }

  function inferred(root: EntityType): Strategy {
    const ownTable = derivedOf(root).some(({ table }) => table !== undefined && table.name !== root.table?.name);
    return ownTable ? 'TPT' : 'TPH';
  }

  function tableOf(entity: EntityType): QualifiedName | undefined {
    if (!tables.has(entity)) {
      // A circle of owners ends here.
      tables.set(entity, undefined);
      tables.set(entity, computeTable(entity));
    }
    return tables.get(entity);
  }

  function computeTable(entity: EntityType): QualifiedName | undefined {
    const { table, owner, json, isReadElsewhere } = entity;
    if (json !== undefined || isInJson(entity)) return undefined;
    if (entity.base !== undefined && strategy(entity) === 'TPH') return tableOf(rootOf(entity));
    if (table !== undefined) return named(table);
    if (isReadElsewhere) return undefined;
    const owning = owner === undefined ? undefined : find(owner.entity);
    if (owner?.single === true && owning !== undefined) return tableOf(owning);
    return named({ name: shortName(owner?.navigation ?? entity.name), schema: undefined });
  }

  function isInJson({ owner }: EntityType): boolean {
    const owning = owner === undefined ? undefined : find(owner.entity);
    return owning !== undefined && (owning.json !== undefined || isInJson(owning));
  }

  function named({ name, schema }: StoreName): QualifiedName | undefined {
    return name === null ? undefined : qualified(name, schema ?? model.defaultSchema);
  }

  return {
    model,
    find,
    lineage,
    strategy,
    tableOf,
    derivedOf,
    propertyOf: (entity, name) =>
      lineage(entity)
        .map((one) => one.properties.get(name))
        .find((property) => property !== undefined),
  };
}

/** `Ns.Post` and `Ns.Blog.Post#Ns.Post` are both called Post. */
function shortName(name: string): string {
  return name.replace(/^.*[.+#]/, '');
}
