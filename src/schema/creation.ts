import type { Operation } from '../model/operation.ts';
import type { Schema, Table, TypeObject } from '../model/schema.ts';

/**
 * The operations that make a schema out of nothing, in an order that works: types and sequences, tables without foreign
 * keys, indexes, foreign keys, views, routines, other objects.
 */
export function creationOf(schema: Schema): readonly Operation[] {
  const tables = [...schema.tables.values()];
  return [
    ...[...schema.schemas.values()].map(({ name, origin }): Operation => ({
      kind: 'CreateSchema',
      span: origin.span,
      name,
    })),
    ...[...schema.types.values()].flatMap(createType),
    ...[...schema.sequences.values()].map(({ name, attributes, origin }): Operation => ({
      kind: 'CreateSequence',
      span: origin.span,
      name,
      attributes,
    })),
    ...tables.map(createTable),
    ...tables.flatMap(createIndexes),
    ...tables.flatMap(addForeignKeys),
    ...[...schema.routines.values()].map(({ origin, ...routine }): Operation => ({
      kind: 'CreateRoutine',
      span: origin.span,
      replace: false,
      ...routine,
    })),
    ...[...schema.views.values()].map(({ origin, ...view }): Operation => ({
      kind: 'CreateView',
      span: origin.span,
      replace: false,
      ...view,
    })),
    ...[...schema.objects.values()].map(({ origin, ...object }): Operation => ({
      kind: 'CreateObject',
      span: origin.span,
      replace: false,
      ...object,
    })),
  ];
}

function createTable(table: Table): Operation {
  const { span } = table.origin;
  return {
    kind: 'CreateTable',
    span,
    table: table.name,
    columns: table.columns.map(({ origin: _origin, copied: _copied, filled: _filled, ...column }) => column),
    constraints: table.constraints.filter((constraint) => constraint.kind !== 'ForeignKey'),
    indexes: [],
    ...(table.temporary ? { temporary: true } : {}),
    ...(table.comment === undefined ? {} : { comment: table.comment }),
    ...(table.partitionBy === undefined ? {} : { partitionBy: table.partitionBy }),
    attributes: table.attributes,
  };
}

function createIndexes(table: Table): readonly Operation[] {
  return table.indexes.map(({ origin, ...index }) => ({
    kind: 'CreateIndex',
    span: origin.span,
    table: table.name,
    index,
    concurrently: false,
  }));
}

function addForeignKeys(table: Table): readonly Operation[] {
  return table.constraints.flatMap((constraint) => {
    if (constraint.kind !== 'ForeignKey') return [];
    const { origin, ...key } = constraint;
    return [{ kind: 'AddForeignKey' as const, span: origin.span, table: table.name, constraint: key }];
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
