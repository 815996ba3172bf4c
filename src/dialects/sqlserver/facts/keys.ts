import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Table } from '../../../model/schema.ts';
import { constraintOf, findTable, foreignKeysOf, indexOf, tableOfIndex } from '../../../model/schema.ts';
import type { Constraint, Index } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import type { KeyKind } from '../../facts/kinds.ts';
import { columnSaidAt } from '../../facts/relations.ts';
import { noted } from './columns.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { done, isOnline, isResumable } from './online.ts';

const ordered = 'the rows are put in the order of the clustered index, and every other index is built anew';

/** A primary key is clustered unless it says otherwise or the table has a clustered index already. */
function addKey(operation: Operation<'AddPrimaryKey' | 'AddUnique'>, context: Context): Effect {
  const { table, constraint, execution } = operation;
  const byDefault = constraint.kind === 'PrimaryKey' && !hasClustered(findTable(context.schema, table));
  const isClustered = constraint.clustered ?? byDefault;
  const because = isClustered ? ordered : 'a unique index is built from every row';
  const work = { table, rewrites: isClustered, because, offline: 'Sch-M' } as const;
  return done(work, isOnline(execution), isResumable(execution), context);
}

function hasClustered(table: Table | undefined): boolean {
  return (
    (table?.constraints.some(isClusteredKey) ?? false) || (table?.indexes.some((index) => index.clustered) ?? false)
  );
}

function isClusteredKey(constraint: Constraint): boolean {
  if (constraint.kind === 'PrimaryKey') return constraint.clustered !== false;
  return constraint.kind === 'Unique' && constraint.clustered === true;
}

/** WITH NOCHECK looks at no row, and the optimizer does not trust the constraint from then on. */
function checked(
  table: QualifiedName,
  constraint: Constraint,
  others: readonly QualifiedName[],
  because: string,
): Effect {
  if (!constraint.validated) return noted(table, ...others);
  return { ...noted(table, ...others), scans: [table], because };
}

function addForeignKey({ table, constraint, span }: Operation<'AddForeignKey'>, { schema }: Context): Effect {
  const isEmpty = constraint.columns.every((name) => {
    const column = columnSaidAt(schema, table, name, span);
    return column !== undefined && column.default === undefined && column.identity === undefined;
  });
  if (isEmpty) return noted(table, constraint.target);
  const because = `every row of ${displayName(table)} is looked up in ${displayName(constraint.target)}`;
  return checked(table, constraint, [constraint.target], because);
}

function dropConstraint(
  { table: name, name: key, execution, constraint }: Operation<'DropConstraint'>,
  context: Context,
): Effect {
  const table = findTable(context.schema, name);
  const known = key === undefined ? undefined : constraintOf(context.schema, table, key);
  if (known?.kind === 'ForeignKey') return noted(name, known.target);
  const isClustered = known === undefined ? constraint === 'PrimaryKey' : isClusteredKey(known);
  return isClustered ? dropClustered(name, execution, context) : noted(name);
}

function dropClustered(
  table: QualifiedName,
  execution: Operation<'DropConstraint'>['execution'],
  context: Context,
): Effect {
  const because = 'the rows lose their order, and every other index is built anew';
  const work = { table, rewrites: false, because, offline: 'Sch-M' } as const;
  return done(work, isOnline(execution), isResumable(execution), context);
}

/** WITH CHECK CHECK CONSTRAINT looks at every row, so that the constraint is trusted again. */
function alterConstraint({ table, name, attributes }: Operation<'AlterConstraint'>, { schema }: Context): Effect {
  const key = foreignKeysOf(findTable(schema, table)).find((candidate) => candidate.name === name);
  const others = key === undefined ? [] : [key.target];
  if (attributes['trusted'] !== 'true') return noted(table, ...others);
  return {
    ...noted(table, ...others),
    scans: [table],
    because: `every row is checked against ${name ?? 'all constraints'}`,
  };
}

/** Methods whose indexes are never built online, and the lock meanwhile. "CREATE INDEX", "CREATE XML INDEX", "CREATE SPATIAL INDEX". */
const special: ReadonlySet<string> = new Set(['xml', 'primary xml', 'spatial', 'json', 'vector']);

/** The first release that builds a columnstore index online. "Perform Index Operations Online". */
const onlineColumnstoreSince = { clustered: 2019, nonclustered: 2017 } as const;

function createIndex({ table, index, execution, concurrently }: Operation<'CreateIndex'>, context: Context): Effect {
  if (index.method === 'fulltext') {
    return { ...noted(table), because: 'rows are read in the background, after the statement', transactional: false };
  }
  const isClustered = index.clustered ?? false;
  const isRebuilt = execution?.['drop-existing'] === 'on';
  const isSpecial = special.has(index.method ?? '');
  const work = {
    table,
    rewrites: isClustered,
    because: isClustered ? ordered : 'the index is built from every row',
    offline: isClustered || isRebuilt || isSpecial ? 'Sch-M' : 'S',
    offlineOnly: whyOffline(index, context),
  } as const;
  return done(work, concurrently || isOnline(execution), isResumable(execution), context);
}

function whyOffline({ method, clustered }: Index, { server }: Context): string | undefined {
  if (special.has(method ?? '')) return `${method ?? ''} indexes are not built online`;
  if (method !== 'columnstore') return undefined;
  const since = onlineColumnstoreSince[clustered === true ? 'clustered' : 'nonclustered'];
  return server.year >= since ? undefined : `such columnstore indexes are built online from ${since} on`;
}

function dropIndex({ name, table, execution }: Operation<'DropIndex'>, context: Context): Effect | undefined {
  const owner = tableOfIndex(context.schema, name, table);
  const target = owner?.name ?? table;
  if (target === undefined) return undefined;
  const isClustered = indexOf(context.schema, owner, name.name)?.clustered ?? false;
  return isClustered ? dropClustered(target, execution, context) : noted(target);
}

function alterIndex({ table, attributes }: Operation<'AlterIndex'>): Effect | undefined {
  if (table === undefined) return undefined;
  if (attributes['disabled'] !== 'yes') return noted(table);
  return { ...noted(table), because: 'nobody reads a table whose clustered index is disabled, until that is rebuilt' };
}

/** ALTER INDEX ... REBUILD: of a clustered index, or of all, the rows are written anew. */
function reindex({ target, name, table, concurrently }: Operation<'Reindex'>, context: Context): Effect | undefined {
  const owner = table ?? (target === 'table' ? name : undefined);
  if (owner === undefined) return undefined;
  const known = findTable(context.schema, owner);
  const index = name === undefined ? undefined : indexOf(context.schema, known, name.name);
  const key = name === undefined ? undefined : constraintOf(context.schema, known, name.name);
  const isClustered = target === 'table' || index?.clustered === true || (key !== undefined && isClusteredKey(key));
  const because = isClustered ? 'the rows are written anew in order' : 'the index is built anew from every row';
  return done({ table: owner, rewrites: isClustered, because, offline: 'Sch-M' }, concurrently, false, context);
}

export const keyEffects: Effects<KeyKind> = {
  AddPrimaryKey: addKey,
  AddUnique: addKey,
  AddCheck: ({ table, constraint }) => checked(table, constraint, [], 'every row is checked against the condition'),
  AddForeignKey: addForeignKey,
  AddExclusion: () => undefined,
  DropConstraint: dropConstraint,
  ValidateConstraint: () => undefined,
  RenameConstraint: ({ table }) => noted(table),
  AlterConstraint: alterConstraint,
  CreateIndex: createIndex,
  DropIndex: dropIndex,
  RenameIndex: ({ table }) => (table === undefined ? undefined : { locks: locksOn('Sch-M', table) }),
  AlterIndex: alterIndex,
  Reindex: reindex,
};
