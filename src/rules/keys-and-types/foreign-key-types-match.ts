import type { ColumnType } from '../../model/column-type.ts';
import type { DialectName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Named, Schema, Table, TableColumn } from '../../model/schema.ts';
import { columnOf, findTable, foreignKeysOf, primaryKeyOf } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import type { ForeignKey } from '../../model/table.ts';
import { tablesPointingTo } from '../../schema/referrers.ts';
import { changedTables } from '../changed-tables.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, MigrationView } from '../rule.ts';
import { withCode } from '../words.ts';

const consequences: Readonly<Record<DialectName, string>> = {
  postgres:
    'PostgreSQL converts one of them in every check and join, or refuses the key; and the narrower side runs out of values before the other',
  mysql: 'MySQL and MariaDB refuse a key between columns that are not of one type, size and sign',
  sqlserver: 'SQL Server refuses a key between columns that are not of one type, length and scale',
  sqlite: 'SQLite compares by affinity: a number never equals the same digits as text, so rows point nowhere',
};

export default defineRule({
  name: 'foreign-key-types-match',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['recommended'],
  summary: 'The two sides of a foreign key have different types',
  options: noOptions,
  on: {
    migration(view, context) {
      const changed = new Set(changedTables(view));
      const pointing = [...changed].flatMap(({ name }) => tablesPointingTo(view.after, name));
      for (const table of new Set([...changed, ...pointing])) {
        for (const key of foreignKeysOf(table)) {
          const target = findTable(view.after, key.target);
          if (target === undefined || !(changed.has(table) || changed.has(target))) continue;
          judge(table, target, key, view, context);
        }
      }
    },
  },
});

interface Pair {
  readonly own: TableColumn;
  readonly other: TableColumn;
}

function judge(table: Table, target: Table, key: Named<ForeignKey>, view: MigrationView, context: Context): void {
  const { id } = view.migration;
  for (const { own, other } of pairsOf(view.after, table, target, key)) {
    if (isAlike(own.type, other.type, context.dialect)) continue;
    const isNew = key.origin.migration === id;
    const at = isNew ? key.origin.span : changeOf(view, [table, target], [own, other]);
    if (at === undefined || (!isNew && !wasAlike(view.before, table, target, own, other, context.dialect))) continue;
    const [name, otherName] = [`${displayName(table.name)}.${own.name}`, `${displayName(target.name)}.${other.name}`];
    context.report({
      at,
      message: `${name} is ${own.type.text}, and ${otherName}, to which it points, is ${other.type.text}`,
      why: consequences[context.dialect],
      remedy: withCode(
        `give both one type, of which the wider is ${wider(own.type, other.type).text}:`,
        context.write([
          own.type === wider(own.type, other.type)
            ? { kind: 'AlterColumn', span: at, table: target.name, column: other.name, change: changeTo(other, own) }
            : { kind: 'AlterColumn', span: at, table: table.name, column: own.name, change: changeTo(own, other) },
        ]),
        `make ${name} ${other.type.text}`,
      ),
      related: [{ span: other.origin.span, message: `${otherName} is made here` }],
    });
  }
}

function changeTo({ nullable }: TableColumn, { type }: TableColumn): { type: ColumnType; nullable: boolean } {
  return { type, nullable };
}

/** Of two integers the one that holds more; otherwise the type that is pointed to. */
function wider(own: ColumnType, other: ColumnType): ColumnType {
  return (own.bits ?? 0) > (other.bits ?? 0) ? own : other;
}

function pairsOf(schema: Schema, table: Table, target: Table, key: Named<ForeignKey>): readonly Pair[] {
  const names = key.targetColumns.length > 0 ? key.targetColumns : (primaryKeyOf(target)?.columns ?? []);
  return key.columns.flatMap((column, at) => {
    const [own, other] = [columnOf(schema, table, column), columnOf(schema, target, names[at] ?? '')];
    return own === undefined || other === undefined ? [] : [{ own, other }];
  });
}

/** Whether the database takes the two for one type; of what is not known well nothing is said. */
function isAlike(one: ColumnType, other: ColumnType, dialect: DialectName): boolean {
  if (one.text === other.text || one.family === 'other' || other.family === 'other') return true;
  if (one.family !== other.family) return dialect === 'sqlite' && isNumber(one) === isNumber(other);
  if (one.family === 'integer') {
    return dialect === 'sqlite' || (one.bits === other.bits && (one.unsigned ?? false) === (other.unsigned ?? false));
  }
  if (dialect === 'mysql') return one.family !== 'decimal' || isSameSize(one, other);
  return dialect !== 'sqlserver' || (one.name === other.name && isSameSize(one, other));
}

function isNumber({ family }: ColumnType): boolean {
  return family === 'integer' || family === 'decimal' || family === 'float' || family === 'boolean';
}

function isSameSize(one: ColumnType, other: ColumnType): boolean {
  return one.length === other.length && one.precision === other.precision && one.scale === other.scale;
}

function wasAlike(
  before: Schema,
  table: Table,
  target: Table,
  own: TableColumn,
  other: TableColumn,
  dialect: DialectName,
): boolean {
  const was = columnOf(before, findTable(before, table.name), own.name);
  const otherWas = columnOf(before, findTable(before, target.name), other.name);
  return was !== undefined && otherWas !== undefined && isAlike(was.type, otherWas.type, dialect);
}

/** Where the migration changes the type of one of the columns. */
function changeOf({ up }: MigrationView, tables: readonly Table[], columns: readonly TableColumn[]): Span | undefined {
  return up.findLast(
    ({ operation }) =>
      operation.kind === 'AlterColumn' &&
      operation.change.type !== undefined &&
      tables.some(({ name }) => name.name.toLowerCase() === operation.table.name.toLowerCase()) &&
      columns.some(({ name }) => name.toLowerCase() === operation.column.toLowerCase()),
  )?.operation.span;
}
