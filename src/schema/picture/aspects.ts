import type { ColumnType } from '../../model/column-type.ts';
import { partKey } from '../../model/names.ts';
import type { Named, Schema, TableColumn } from '../../model/schema.ts';
import type { Constraint, Expression, Index, IndexPart } from '../../model/table.ts';

/** One way in which two things of the same name differ, in words for people. */
export interface Aspect {
  readonly what: string;
  readonly replayed: string;
  readonly pictured: string;
}

type Compare<T> = (replayed: T, pictured: T) => readonly Aspect[];

function aspect(what: string, replayed: string, pictured: string): readonly Aspect[] {
  return replayed === pictured ? [] : [{ what, replayed, pictured }];
}

export function columnAspects(schema: Schema): Compare<TableColumn> {
  return (one, other) => [
    ...(isSameType(schema, one.type, other.type) ? [] : aspect('type', one.type.text, other.type.text)),
    ...aspect('nullability', nullability(one), nullability(other)),
    ...(isFiller(one, other) ? [] : aspect('default', sqlOf(one.default), sqlOf(other.default))),
    ...aspect('expression', sqlOf(one.generated?.expression), sqlOf(other.generated?.expression)),
    // What a picture does not say is the provider's own choice.
    ...(other.collation === undefined ? [] : aspect('collation', one.collation ?? 'none', other.collation)),
  ];
}

function nullability({ nullable }: TableColumn): string {
  return nullable ? 'NULL' : 'NOT NULL';
}

function sqlOf(expression: Expression | undefined): string {
  return expression?.sql ?? 'none';
}

/** Types that SQLite keeps apart: lengths and the names of other types mean nothing to it. */
const affinities: ReadonlySet<string> = new Set(['integer', 'text', 'binary', 'float']);

function isSameType({ traits }: Schema, one: ColumnType, other: ColumnType): boolean {
  if (one.text === other.text) return true;
  if (traits.name !== 'sqlite') return false;
  return one.family === other.family || !(affinities.has(one.family) && affinities.has(other.family));
}

/** A constant for the rows that were there when the column came, which is all that the scaffolder gives it a default for. */
function isFiller({ default: one }: TableColumn, { default: other }: TableColumn): boolean {
  return one?.constant === true && other === undefined;
}

export function constraintAspects(schema: Schema): Compare<Named<Constraint>> {
  const key = (name: string): string => partKey(schema.traits, name);
  return (one, other) => [
    ...(hasNames(schema, one) && key(one.name) !== key(other.name) ? aspect('name', one.name, other.name) : []),
    // Tools sort the columns of a primary key as they like.
    ...(one.kind === 'PrimaryKey'
      ? aspect('columns', sorted(one.columns.map(key)), sorted(other.columns.map(key)))
      : []),
    ...(one.kind === 'ForeignKey' && other.kind === 'ForeignKey'
      ? aspect('ON DELETE', deletion(one.onDelete), deletion(other.onDelete))
      : []),
    ...(one.kind === 'Check' && other.kind === 'Check'
      ? aspect('condition', one.expression.sql, other.expression.sql)
      : []),
  ];
}

function sorted(names: readonly string[]): string {
  return names.toSorted().join(', ');
}

/** Whether anything asks for the name: SQLite has no statement that does, and MySQL's primary keys have none. */
function hasNames({ traits }: Schema, { kind }: Constraint): boolean {
  return traits.name !== 'sqlite' && !(kind === 'PrimaryKey' && traits.primaryKeyHasNoName === true);
}

/** RESTRICT and NO ACTION differ in when they refuse, which no picture is made to tell. */
function deletion(action: string): string {
  return action === 'restrict' ? 'NO ACTION' : action.replace('-', ' ').toUpperCase();
}

export function indexAspects(schema: Schema): Compare<Named<Index>> {
  const key = (name: string): string => partKey(schema.traits, name);
  const parts = (index: Index): string => index.parts.map((part) => partText(part, key)).join(', ');
  const include = (index: Index): string => [...(index.include ?? [])].map(key).join(', ') || 'none';
  return (one, other) => [
    ...(key(one.name) === key(other.name) ? [] : aspect('name', one.name, other.name)),
    ...aspect('columns', parts(one), parts(other)),
    ...aspect('uniqueness', uniqueness(one), uniqueness(other)),
    ...aspect('filter', sqlOf(one.where), sqlOf(other.where)),
    ...aspect('included columns', include(one), include(other)),
    ...aspect('method', one.method ?? 'the usual one', other.method ?? 'the usual one'),
  ];
}

function uniqueness({ unique }: Index): string {
  return unique ? 'unique' : 'not unique';
}

function partText({ column, expression, descending }: IndexPart, key: (name: string) => string): string {
  const name = column === undefined ? (expression?.sql ?? '') : key(column);
  return descending === true ? `${name} DESC` : name;
}
