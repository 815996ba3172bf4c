import { lookUp } from '../model/look-up.ts';
import { nameKey } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { OtherObjectType } from '../model/operations/objects.ts';
import type { Origin, OtherObject, Schema, Table, TableColumn, TypeObject, View } from '../model/schema.ts';
import type { Span } from '../model/span.ts';
import type { Attributes, Column, Constraint } from '../model/table.ts';
import { commentsOf } from './creation-comments.ts';
import { inOrderOfNeed } from './creation-order.ts';
import { createSequences, settleSequences } from './creation-sequences.ts';

/**
 * The operations that make a schema out of nothing, without what is temporary, in an order that works: each behind what
 * it needs (see `inOrderOfNeed`), and as far as that leaves a choice extensions and types, sequences, tables without
 * foreign keys, indexes, foreign keys, routines, views and their indexes, triggers, policies and the like, comments. What is
 * left of a choice then is settled by the place in the source when somebody says which is earlier.
 */
export function creationOf(schema: Schema, earlier?: Earlier): readonly Operation[] {
  return inOrderOfNeed(schema.traits, inUsualOrder(schema, earlier));
}

/** Which of two places of the source comes first: below zero for the first. */
export type Earlier = (one: Span, other: Span) => number;

function inUsualOrder(schema: Schema, earlier: Earlier | undefined): readonly Operation[] {
  const allOf = <T extends { readonly origin: Origin }>(all: { values(): Iterable<T> }): readonly T[] =>
    earlier === undefined
      ? [...all.values()]
      : [...all.values()].toSorted((one, other) => earlier(one.origin.span, other.origin.span));
  const lasting = allOf(schema.tables).filter((table) => !table.temporary);
  // What else is said of a view as if it were a table (its triggers, its owner) is kept by a table of its name.
  const tables = lasting.filter((table) => !schema.views.has(nameKey(schema.traits, table.name)));
  const sequences = allOf(schema.sequences);
  const isFixed = schema.traits.constraintsAreFixed === true;
  const holdsIndexes = schema.traits.tablesHoldIndexes === true;
  const objects = (place: Place): readonly Operation[] =>
    allOf(schema.objects)
      .filter(({ objectType }) => placeOf(objectType) === place)
      .flatMap(createObject);
  return [
    ...allOf(schema.schemas).map(({ name, origin }): Operation => ({
      kind: 'CreateSchema',
      span: origin.span,
      name,
    })),
    ...objects('first'),
    ...allOf(schema.types).flatMap(createType),
    ...createSequences(schema, sequences),
    ...objects('before tables'),
    ...tables.map((table) => createTable(table, isFixed, holdsIndexes)),
    ...tables.flatMap(settleColumns),
    ...settleSequences(schema, sequences),
    ...(holdsIndexes ? [] : tables.flatMap(createIndexes)),
    ...(isFixed ? [] : tables.flatMap(addLaterConstraints)),
    ...tables.flatMap(joinParents),
    ...allOf(schema.routines).map(({ origin, ...routine }): Operation => ({
      kind: 'CreateRoutine',
      span: origin.span,
      replace: false,
      ...routine,
    })),
    ...allOf(schema.views).map(({ origin, indexes: _indexes, ...view }): Operation => ({
      kind: 'CreateView',
      span: origin.span,
      replace: false,
      ...view,
    })),
    ...allOf(schema.views).flatMap(createIndexes),
    ...lasting.flatMap(createTriggers),
    ...objects('last'),
    ...commentsOf(schema),
  ];
}

type Place = 'first' | 'before tables' | 'last';

/** What tables, types and routines can be made of comes before them; what is about them comes last. */
function placeOf(type: OtherObjectType): Place {
  return lookUp(places, type) ?? 'last';
}

const places: Readonly<Record<string, Place>> = {
  'access-method': 'first',
  collation: 'first',
  extension: 'first',
  'foreign-data-wrapper': 'first',
  language: 'first',
  role: 'first',
  server: 'first',
  tablespace: 'first',
  'text-search': 'first',
  aggregate: 'before tables',
  cast: 'before tables',
  conversion: 'before tables',
  operator: 'before tables',
  'operator-class': 'before tables',
  'operator-family': 'before tables',
  transform: 'before tables',
};

function createObject({ origin, alterations = [], ...object }: OtherObject): readonly Operation[] {
  const { span } = origin;
  const { definition: _definition, ...named } = object;
  return [
    { kind: 'CreateObject', span, replace: false, ...object },
    ...alterations.map((definition): Operation => ({ kind: 'AlterObject', span, ...named, definition })),
  ];
}

/** A table as one of its own: what makes it a child or a partition comes when all tables are there. */
function createTable(table: Table, isFixed: boolean, holdsIndexes: boolean): Operation {
  const { span } = table.origin;
  return {
    kind: 'CreateTable',
    span,
    table: table.name,
    columns: table.columns.map(createdColumn),
    constraints: table.constraints.filter((constraint) => isFixed || !comesLater(constraint)),
    indexes: holdsIndexes ? table.indexes.map(({ origin: _origin, ...index }) => index) : [],
    ...(table.comment === undefined ? {} : { comment: table.comment }),
    ...(table.partitionBy === undefined ? {} : { partitionBy: table.partitionBy }),
    attributes: createdWith(table),
  };
}

/** What PostgreSQL only lets ALTER TABLE say of a column; a NOT NULL with a name counts among it. */
const laterOfColumn: ReadonlySet<string> = new Set([
  'statistics',
  'n_distinct',
  'n_distinct_inherited',
  'not-null-constraint',
  'not-null-validated',
]);

function createdColumn({ origin: _origin, copied: _copied, filled: _filled, ...column }: TableColumn): Column {
  const { attributes, ...rest } = column;
  if (attributes === undefined) return column;
  const [later, kept] = partOf(attributes);
  const isLaterNotNull = Object.keys(later).some((key) => key.startsWith('not-null'));
  return {
    ...rest,
    nullable: rest.nullable || isLaterNotNull,
    ...(Object.keys(kept).length === 0 ? {} : { attributes: kept }),
  };
}

function settleColumns(table: Table): readonly Operation[] {
  return table.columns.flatMap(({ name, nullable, attributes = {}, origin }): readonly Operation[] => {
    const [later] = partOf(attributes);
    const keys = Object.keys(later);
    if (keys.length === 0) return [];
    const isNotNull = !nullable && keys.some((key) => key.startsWith('not-null'));
    const change = { attributes: later, ...(isNotNull ? { nullable } : {}) };
    return [{ kind: 'AlterColumn', span: origin.span, table: table.name, column: name, change }];
  });
}

function partOf(attributes: Attributes): readonly [later: Attributes, kept: Attributes] {
  const entries = Object.entries(attributes);
  return [
    Object.fromEntries(entries.filter(([key]) => laterOfColumn.has(key))),
    Object.fromEntries(entries.filter(([key]) => !laterOfColumn.has(key))),
  ];
}

/** What CREATE TABLE cannot say. */
const laterAttributes: ReadonlySet<string> = new Set([
  'row-security',
  'force-row-security',
  'owner',
  'replica-identity',
]);

/** An attribute that was reset is as if it had never been set. */
function createdWith(table: Table): Attributes {
  return Object.fromEntries(
    Object.entries(table.attributes).filter(([key, value]) => value !== '' && !laterAttributes.has(key)),
  );
}

/** The attributes that only ALTER TABLE can set, then the table's place below its parents. */
function joinParents(table: Table): readonly Operation[] {
  const { span } = table.origin;
  const later = Object.entries(table.attributes).filter(([key, value]) => value !== '' && laterAttributes.has(key));
  return [
    ...later.map(([key, value]): Operation => ({
      kind: 'AlterTable',
      span,
      table: table.name,
      attributes: { [key]: value },
    })),
    ...table.parents.map((parent): Operation =>
      table.bound === undefined
        ? { kind: 'AlterInheritance', span, table: table.name, parent, inherits: true }
        : { kind: 'AttachPartition', span, table: parent, partition: table.name, bound: table.bound },
    ),
  ];
}

function createIndexes({ name: table, indexes = [] }: Table | View): readonly Operation[] {
  return indexes.map(({ origin, ...index }) => ({
    kind: 'CreateIndex',
    span: origin.span,
    table,
    index,
    concurrently: false,
  }));
}

/** Foreign keys need all tables; a new table's checks count as validated whatever is said of them. */
function comesLater(constraint: Constraint): boolean {
  return constraint.kind === 'ForeignKey' || (constraint.kind === 'Check' && !constraint.validated);
}

function addLaterConstraints(table: Table): readonly Operation[] {
  return table.constraints.filter(comesLater).flatMap(({ origin, ...constraint }): readonly Operation[] => {
    const base = { span: origin.span, table: table.name };
    if (constraint.kind === 'ForeignKey') return [{ kind: 'AddForeignKey', ...base, constraint }];
    return constraint.kind === 'Check' ? [{ kind: 'AddCheck', ...base, constraint }] : [];
  });
}

function createTriggers(table: Table): readonly Operation[] {
  return table.triggers.flatMap(({ name, enabled, origin, ...trigger }): readonly Operation[] => {
    const base = { span: origin.span, table: table.name };
    const create: Operation = { kind: 'CreateTrigger', ...base, name, replace: false, ...trigger };
    return enabled ? [create] : [create, { kind: 'SetTrigger', ...base, name, enabled }];
  });
}

function createType(type: TypeObject): readonly Operation[] {
  const base = { kind: 'CreateType' as const, span: type.origin.span, name: type.name };
  switch (type.kind) {
    case 'enum':
      return [{ ...base, definition: { kind: 'enum', values: type.values } }];
    case 'composite':
      return [{ ...base, definition: { kind: 'composite', columns: type.columns } }];
    case 'domain':
      if (type.base === undefined) return [];
      return [
        {
          ...base,
          definition: {
            kind: 'domain',
            base: type.base,
            nullable: type.nullable ?? true,
            constraints: type.constraints,
          },
        },
      ];
    case 'table':
    case 'other':
      return [{ ...base, definition: { kind: type.kind, text: type.text ?? '' } }];
  }
}
