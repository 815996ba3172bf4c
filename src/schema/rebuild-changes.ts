import { partKey, samePart } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { ColumnChange } from '../model/operations/tables.ts';
import type { Schema, Table, TableColumn } from '../model/schema.ts';
import type { Span } from '../model/span.ts';
import type { Column } from '../model/table.ts';
import type { Selected } from './select-list.ts';
import { selectList } from './select-list.ts';

/** A table before and after it was written anew, and the copies between the two. */
interface Rebuilt {
  /** The schema before. */
  readonly schema: Schema;
  readonly old: Table;
  readonly rebuilt: Table;
  readonly copies: readonly Operation<'InsertRows'>[];
  readonly spans: { readonly created: Span; readonly dropped: Span };
}

/** Where the values of a column of the new table come from. */
type Source =
  | { readonly kind: 'column'; readonly old: TableColumn; readonly sql: string; readonly span: Span }
  | { readonly kind: 'expression'; readonly sql: string; readonly span: Span }
  /** Nothing was copied: rows have its default. */
  | { readonly kind: 'none' };

/** The order in which ALTER TABLE would have to do it. */
const phases = ['rename', 'add', 'fill', 'alter', 'drop', 'add again'] as const;

type Change = readonly [phase: (typeof phases)[number], operation: Operation];

/**
 * What a rebuild does to the columns, as if ALTER TABLE had done it: renames, additions, values that the copy computes,
 * alterations, drops. A column that the copy leaves out is dropped, even where one of its name takes its place.
 */
export function changesOfRebuild(rebuild: Rebuilt): readonly Operation[] {
  const { old, rebuilt, spans } = rebuild;
  const values = valuesOf(rebuild);
  const kept = new Set<TableColumn>();
  const changes = rebuilt.columns.flatMap((column) => changesOfColumn(rebuild, column, values, kept));
  const drops = old.columns
    .filter((column) => !kept.has(column))
    .map(({ name }): Change => [
      'drop',
      { kind: 'DropColumn', span: spans.dropped, table: old.name, column: name, cascade: false },
    ]);
  const all = [...changes, ...drops];
  return phases.flatMap((phase) => all.filter(([own]) => own === phase).map(([, operation]) => operation));
}

/** How a column of the new table came to be; an old column that lives on in it is noted as kept. */
function changesOfColumn(
  rebuild: Rebuilt,
  { origin: _origin, copied: _copied, filled: _filled, ...column }: TableColumn,
  values: Values,
  kept: Set<TableColumn>,
): readonly Change[] {
  const { old, spans } = rebuild;
  const base = { span: spans.created, table: old.name } as const;
  const namesake = columnNamed(rebuild, column.name);
  const source = sourceOf(rebuild, values.get(partKey(rebuild.schema.traits, column.name)));
  const alteration = (from: Column): readonly Change[] => {
    const change = differences(from, column);
    const isSame = Object.keys(change).length === 0;
    return isSame ? [] : [['alter', { kind: 'AlterColumn', ...base, column: column.name, change }]];
  };

  if (namesake !== undefined && isKept(namesake, column, source)) {
    kept.add(namesake);
    return alteration(namesake);
  }
  if (source.kind === 'none') {
    return [[namesake === undefined ? 'add' : 'add again', { kind: 'AddColumn', ...base, column }]];
  }
  if (source.kind === 'column' && namesake === undefined && isFree(source.old, rebuild, values, kept)) {
    kept.add(source.old);
    const { name } = source.old;
    return [
      ['rename', { kind: 'RenameColumn', ...base, column: name, newName: column.name }],
      ...alteration(source.old),
    ];
  }
  const value = { sql: source.sql, constant: false, calls: [] };
  const fill: Operation = {
    kind: 'UpdateRows',
    span: source.span,
    table: old.name,
    assignments: [{ column: column.name, value }],
    reads: [],
  };
  if (namesake !== undefined) {
    kept.add(namesake);
    return [['fill', fill], ...alteration(namesake)];
  }
  const start = { ...column, nullable: true };
  return [['add', { kind: 'AddColumn', ...base, column: start }], ['fill', fill], ...alteration(start)];
}

type Values = ReadonlyMap<string, Selected & { readonly span: Span }>;

/** The value that the copies give to each column of the new table, by the column's key; the last copy counts. */
function valuesOf({ schema, old, rebuilt, copies }: Rebuilt): Values {
  const values = new Map<string, Selected & { readonly span: Span }>();
  for (const { columns, source, span } of copies) {
    if (source.kind !== 'query') continue;
    const names = old.columns.map((column) => column.name);
    const written = columns.length > 0 ? columns : rebuilt.columns.map((column) => column.name);
    for (const [at, value] of (selectList(schema.traits, source.query, names) ?? []).entries()) {
      const target = written[at];
      if (target !== undefined) values.set(partKey(schema.traits, target), { ...value, span });
    }
  }
  return values;
}

function sourceOf(rebuild: Rebuilt, value: (Selected & { readonly span: Span }) | undefined): Source {
  if (value === undefined) return { kind: 'none' };
  const { sql, span } = value;
  const old = value.column === undefined ? undefined : columnNamed(rebuild, value.column);
  return old === undefined ? { kind: 'expression', sql, span } : { kind: 'column', old, sql, span };
}

function columnNamed({ schema, old }: Rebuilt, name: string): TableColumn | undefined {
  return old.columns.find((column) => samePart(schema.traits, column.name, name));
}

/** Copied as it is; or not copied, but made again by the database, which computes or numbers it. */
function isKept(namesake: TableColumn, column: Column, source: Source): boolean {
  if (source.kind !== 'none') return source.kind === 'column' && source.old === namesake;
  return column.generated !== undefined || (namesake.identity !== undefined && column.identity !== undefined);
}

/** Whether an old column can live on under another name: no other column has its name and values already. */
function isFree(column: TableColumn, { schema, rebuilt }: Rebuilt, values: Values, kept: Set<TableColumn>): boolean {
  const isThere = rebuilt.columns.some((one) => samePart(schema.traits, one.name, column.name));
  return !kept.has(column) && !(isThere && values.has(partKey(schema.traits, column.name)));
}

/** The facets in which a column differs from what it was. */
function differences(from: Column, to: Column): ColumnChange {
  return {
    ...(from.type.text === to.type.text ? {} : { type: to.type }),
    ...(from.nullable === to.nullable ? {} : { nullable: to.nullable }),
    ...(from.default?.sql === to.default?.sql ? {} : { default: to.default ?? null }),
    ...(from.identity?.generation === to.identity?.generation ? {} : { identity: to.identity ?? null }),
    ...(from.generated?.expression.sql === to.generated?.expression.sql ? {} : { generated: to.generated ?? null }),
    ...(from.collation === to.collation ? {} : { collation: to.collation ?? null }),
  };
}
