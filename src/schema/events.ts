import type { QualifiedName } from '../model/names.ts';
import { displayName, nameKey } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { ColumnChange } from '../model/operations/tables.ts';
import type { Origin, Schema, Table, TableColumn } from '../model/schema.ts';
import { columnOf } from '../model/schema.ts';
import type { ColumnType } from '../model/column-type.ts';
import type { Span } from '../model/span.ts';
import { creationOf } from './creation.ts';
import { changedKeys } from './table-changes.ts';

interface OnTable {
  readonly table: QualifiedName;
}

/** What happened to the tables and columns of a schema between two points; rows may have to be prepared for it. */
export type SchemaEvent =
  | (OnTable & { readonly kind: 'EntityAdded'; readonly added: Table })
  | (OnTable & { readonly kind: 'EntityDeleted'; readonly deleted: Table })
  | (OnTable & { readonly kind: 'EntityRenamed'; readonly newName: QualifiedName })
  | (OnTable & { readonly kind: 'PropertyAdded'; readonly column: TableColumn })
  | (OnTable & { readonly kind: 'PropertyDeleted'; readonly column: TableColumn })
  | (OnTable & { readonly kind: 'PropertyRenamed'; readonly column: string; readonly newName: string })
  | (OnTable & {
      readonly kind: 'TypeChanged';
      readonly column: TableColumn;
      readonly from: ColumnType;
    })
  | (OnTable & { readonly kind: 'NullabilityChanged'; readonly column: TableColumn });

/**
 * The events that lead from one schema to another, tables in the order of their names. What has the same origin under
 * another name was renamed; two schemas of different migrations have no origins in common. Temporary tables, and tables of
 * which one side does not know all columns, are compared as far as they are known.
 */
export function eventsBetween(from: Schema, to: Schema): readonly SchemaEvent[] {
  const keys = [...changedKeys(from.tables, to.tables)].sort();
  const before = lasting(from, keys);
  const after = lasting(to, keys);
  const gone = [...before].filter(([key]) => !after.has(key));
  const come = [...after].filter(([key]) => !before.has(key));
  const renames = new Map<Table, Table>();
  for (const [, old] of gone) {
    const heir = come.find(
      ([, table]) => isSameOrigin(old.origin, table.origin) && ![...renames.values()].includes(table),
    );
    if (heir !== undefined) renames.set(old, heir[1]);
  }
  const heirs = new Set(renames.values());
  const events: readonly (readonly [key: string, readonly SchemaEvent[]])[] = [
    ...gone.map(([key, old]) => {
      const heir = renames.get(old);
      return [key, heir === undefined ? [deletion(old)] : renaming(to, old, heir)] as const;
    }),
    ...come.flatMap(([key, table]) =>
      heirs.has(table) ? [] : [[key, [{ kind: 'EntityAdded', table: table.name, added: table }]] as const],
    ),
    ...[...before].flatMap(([key, old]) => {
      const table = after.get(key);
      return table === undefined ? [] : [[key, columnEvents(to, old, table)] as const];
    }),
  ];
  return events.toSorted(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, own]) => own);
}

function lasting({ tables }: Schema, keys: readonly string[]): ReadonlyMap<string, Table> {
  return new Map(
    keys.flatMap((key) => {
      const table = tables.get(key);
      return table === undefined || table.temporary ? [] : [[key, table]];
    }),
  );
}

function deletion(deleted: Table): SchemaEvent {
  return { kind: 'EntityDeleted', table: deleted.name, deleted };
}

function renaming(schema: Schema, old: Table, heir: Table): readonly SchemaEvent[] {
  return [{ kind: 'EntityRenamed', table: old.name, newName: heir.name }, ...columnEvents(schema, old, heir)];
}

function isSameOrigin(one: Origin, other: Origin): boolean {
  return one.migration === other.migration && one.span.file === other.span.file && one.span.start === other.span.start;
}

function columnEvents(schema: Schema, old: Table, table: Table): readonly SchemaEvent[] {
  const gone = old.columns.filter((column) => columnOf(schema, table, column.name) === undefined);
  const come = table.columns.filter((column) => columnOf(schema, old, column.name) === undefined);
  const heirs = new Map<TableColumn, TableColumn>();
  for (const column of gone) {
    const taken = new Set(heirs.values());
    const candidates = come.filter((one) => !taken.has(one) && isSameOrigin(one.origin, column.origin));
    const heir = candidates.find((one) => one.type.text === column.type.text) ?? candidates[0];
    if (heir !== undefined) heirs.set(column, heir);
  }
  const renamed = new Set(heirs.values());
  const { name } = table;
  return [
    ...gone.flatMap((column): readonly SchemaEvent[] => {
      const heir = heirs.get(column);
      if (heir === undefined) return table.complete ? [{ kind: 'PropertyDeleted', table: name, column }] : [];
      const rename: SchemaEvent = { kind: 'PropertyRenamed', table: name, column: column.name, newName: heir.name };
      return [rename, ...facetEvents(name, column, heir)];
    }),
    ...come.flatMap((column): readonly SchemaEvent[] =>
      renamed.has(column) ? [] : [{ kind: 'PropertyAdded', table: name, column }],
    ),
    ...old.columns.flatMap((column) => {
      const same = columnOf(schema, table, column.name);
      return same === undefined ? [] : facetEvents(name, column, same);
    }),
  ];
}

function facetEvents(table: QualifiedName, old: TableColumn, column: TableColumn): readonly SchemaEvent[] {
  return [
    ...(old.type.text === column.type.text
      ? []
      : [{ kind: 'TypeChanged', table, column, from: old.type } satisfies SchemaEvent]),
    ...(old.nullable === column.nullable ? [] : [{ kind: 'NullabilityChanged', table, column } satisfies SchemaEvent]),
  ];
}

/** An event in one line for people, the kind apart: `users.email varchar(320) NOT NULL`. */
export function describeEvent(event: SchemaEvent): string {
  const table = displayName(event.table);
  switch (event.kind) {
    case 'EntityAdded':
      return `${table} (${event.added.columns.map(({ name }) => name).join(', ')})`;
    case 'EntityDeleted':
      return table;
    case 'EntityRenamed':
      return `${table} to ${displayName(event.newName)}`;
    case 'PropertyAdded':
      return `${table}.${event.column.name} ${facets(event.column)}`;
    case 'PropertyDeleted':
      return `${table}.${event.column.name}`;
    case 'PropertyRenamed':
      return `${table}.${event.column} to ${event.newName}`;
    case 'TypeChanged':
      return `${table}.${event.column.name} from ${event.from.text} to ${event.column.type.text}`;
    case 'NullabilityChanged':
      return `${table}.${event.column.name} ${event.column.nullable ? 'can be NULL' : 'cannot be NULL any more'}`;
  }
}

function facets({ type, nullable, default: value }: TableColumn): string {
  const [is, stands] = [nullable ? 'NULL' : 'NOT NULL', value === undefined ? '' : ` DEFAULT ${value.sql}`];
  return `${type.text} ${is}${stands}`;
}

/** The operations that do what the events say, in an order that works: renames, additions, changes, and last deletions. */
export function operationsOf(events: readonly SchemaEvent[], to: Schema, span: Span): readonly Operation[] {
  const added = events.flatMap((event) => (event.kind === 'EntityAdded' ? [event.added] : []));
  return [
    ...events.flatMap((event) => renameOf(event, span)),
    ...creationOf(only(to, added)),
    ...events.flatMap((event) => additionOf(event, span)),
    ...alterationsOf(events, to, span),
    ...events.flatMap((event) => deletionOf(event, span)),
  ];
}

/** The schema with these tables and nothing else. */
function only(schema: Schema, tables: readonly Table[]): Schema {
  const wanted = new Set(tables.map(({ name }) => nameKey(schema.traits, name)));
  return {
    ...schema,
    tables: schema.tables.filter((_, key) => wanted.has(key)),
    views: schema.views.clear(),
    routines: schema.routines.clear(),
    types: schema.types.clear(),
    sequences: schema.sequences.filter(
      ({ ownedBy }) => ownedBy !== undefined && wanted.has(nameKey(schema.traits, ownedBy.table)),
    ),
    schemas: schema.schemas.clear(),
    objects: schema.objects.clear(),
  };
}

function renameOf(event: SchemaEvent, span: Span): readonly Operation[] {
  if (event.kind === 'EntityRenamed') {
    return [{ kind: 'RenameTable', span, table: event.table, newName: event.newName }];
  }
  if (event.kind !== 'PropertyRenamed') return [];
  return [{ kind: 'RenameColumn', span, table: event.table, column: event.column, newName: event.newName }];
}

function additionOf(event: SchemaEvent, span: Span): readonly Operation[] {
  if (event.kind !== 'PropertyAdded') return [];
  const { origin: _origin, copied: _copied, filled: _filled, ...column } = event.column;
  return [{ kind: 'AddColumn', span, table: event.table, column }];
}

/** One change for each column, even if two events are about it. */
function alterationsOf(events: readonly SchemaEvent[], { traits }: Schema, span: Span): readonly Operation[] {
  const changed = new Map<TableColumn, { readonly table: QualifiedName; readonly kinds: Set<SchemaEvent['kind']> }>();
  for (const event of events) {
    if (event.kind !== 'TypeChanged' && event.kind !== 'NullabilityChanged') continue;
    const known = changed.get(event.column);
    if (known === undefined) changed.set(event.column, { table: event.table, kinds: new Set([event.kind]) });
    else known.kinds.add(event.kind);
  }
  return [...changed].map(([column, { table, kinds }]): Operation => {
    const { type, nullable } = column;
    const stated = {
      ...(kinds.has('TypeChanged') ? { type } : {}),
      ...(kinds.has('NullabilityChanged') ? { nullable } : {}),
    };
    const change = traits.name === 'postgres' ? stated : wholeChange(column, traits.name === 'mysql');
    return { kind: 'AlterColumn', span, table, column: column.name, change };
  });
}

/** What has to be said of a column along with its type; MySQL takes away what is not said again. */
function wholeChange(column: TableColumn, isRestated: boolean): ColumnChange {
  const { type, nullable, collation } = column;
  const collated = collation === undefined ? {} : { collation };
  if (!isRestated) return { type, nullable, ...collated };
  const { default: value, identity, generated, onUpdate, comment, attributes } = column;
  return {
    restated: true,
    type,
    nullable,
    ...collated,
    ...(value === undefined ? {} : { default: value }),
    ...(identity === undefined ? {} : { identity }),
    ...(generated === undefined ? {} : { generated }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
    ...(comment === undefined ? {} : { comment }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

function deletionOf(event: SchemaEvent, span: Span): readonly Operation[] {
  if (event.kind === 'EntityDeleted') return [{ kind: 'DropTable', span, table: event.table, cascade: false }];
  if (event.kind !== 'PropertyDeleted') return [];
  return [{ kind: 'DropColumn', span, table: event.table, column: event.column.name, cascade: false }];
}
