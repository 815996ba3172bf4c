import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { Expression, ForeignKey, Index, PrimaryKey, Unique } from '../../model/table.ts';
import type { Link, Value } from '../javascript/value.ts';
import { flag, isAbsent, option, optionalText, text, texts } from '../javascript/migrations/arguments.ts';
import { deferrable, referentialAction } from '../javascript/migrations/constraints.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { optionalName, quoted, tableName } from './arguments.ts';
import { conditionOf } from './conditions.ts';
import { derivedName, primaryName } from './names.ts';

/** The table that keys and indexes are made on, and where. */
export interface Target {
  readonly table: QualifiedName;
  readonly span: Span;
}

export function primary(columns: readonly string[], options: Value | undefined, { table, span }: Target): Operation {
  const name = optionalText(options) ?? optionalText(option(options, 'constraintName')) ?? primaryName(table);
  const constraint: PrimaryKey = {
    kind: 'PrimaryKey',
    name,
    columns,
    validated: true,
    ...deferrable(optionalText(option(options, 'deferrable'))),
  };
  return { kind: 'AddPrimaryKey', span, table, constraint };
}

/** A constraint in PostgreSQL and MySQL; an index in the other databases, or where the options say so. */
export function unique(
  columns: readonly string[],
  options: Value | undefined,
  { table, span }: Target,
  reading: Reading,
): Operation {
  const name =
    optionalText(options) ?? optionalText(option(options, 'indexName')) ?? derivedName(table, columns, 'unique');
  const { name: dialect } = reading.dialect.traits;
  const predicate = option(options, 'predicate');
  const asConstraint =
    flag(option(options, 'useConstraint')) ??
    ((dialect === 'postgres' && predicate === undefined) || dialect === 'mysql');
  if (asConstraint) {
    const constraint: Unique = {
      kind: 'Unique',
      name,
      columns,
      validated: true,
      ...deferrable(optionalText(option(options, 'deferrable'))),
    };
    return { kind: 'AddUnique', span, table, constraint };
  }
  const notNull = columns.map((column) => `${quoted(column, reading)} IS NOT NULL`).join(' AND ');
  const where =
    predicateOf(predicate, reading) ?? (dialect === 'sqlserver' ? reading.dialect.expression(notNull) : undefined);
  const created: Index = {
    name,
    parts: columns.map((column) => ({ column })),
    unique: true,
    ...(where === undefined ? {} : { where }),
  };
  return { kind: 'CreateIndex', span, table, index: created, concurrently: false };
}

export function index(
  columns: readonly string[],
  [name, options]: readonly (Value | undefined)[],
  { table, span }: Target,
  reading: Reading,
): Operation {
  const indexName = optionalName(name, "the index's name", reading) ?? derivedName(table, columns, 'index');
  const method =
    optionalText(options) ??
    optionalText(option(options, 'storageEngineIndexType')) ??
    optionalText(option(options, 'indexType'));
  const isUnique = method?.toLowerCase() === 'unique';
  const where = predicateOf(option(options, 'predicate'), reading);
  const created: Index = {
    name: indexName,
    parts: columns.map((column) => ({ column })),
    unique: isUnique,
    ...(method === undefined || isUnique ? {} : { method: method.toLowerCase() }),
    ...(where === undefined ? {} : { where }),
  };
  return { kind: 'CreateIndex', span, table, index: created, concurrently: false };
}

function predicateOf(value: Value | undefined, reading: Reading): Expression | undefined {
  if (value === undefined || isAbsent(value)) return undefined;
  const where = value.kind === 'host' ? conditionOf(value.links, reading) : undefined;
  return where === undefined ? undefined : reading.dialect.expression(where);
}

/** Whether links on a column or after `foreign()` make a foreign key. */
export function hasReference(links: readonly Link[]): boolean {
  return links.some(({ name }) => name === 'references');
}

export function foreign(
  columns: readonly string[],
  keyName: Value | undefined,
  links: readonly Link[],
  { table, span }: Target,
  reading: Reading,
): Operation {
  const argument = (...names: readonly string[]): Value | undefined =>
    links.findLast(({ name }) => names.includes(name))?.arguments[0];
  const references = texts(argument('references'), 'the referenced column', reading);
  const [single = ''] = references;
  const dot = references.length === 1 ? single.lastIndexOf('.') : -1;
  const inTable = argument('inTable', 'on');
  const target =
    dot === -1 || inTable !== undefined ? text(inTable, 'the referenced table', reading) : single.slice(0, dot);
  const constraint: ForeignKey = {
    kind: 'ForeignKey',
    name:
      optionalText(argument('withKeyName')) ??
      optionalName(keyName, "the key's name", reading) ??
      derivedName(table, columns, 'foreign'),
    columns,
    target: tableName(target, undefined),
    targetColumns: dot === -1 ? references : [single.slice(dot + 1)],
    onDelete: referentialAction(optionalText(argument('onDelete'))),
    onUpdate: referentialAction(optionalText(argument('onUpdate'))),
    validated: true,
    ...deferrable(optionalText(argument('deferrable'))),
  };
  return { kind: 'AddForeignKey', span, table, constraint };
}
