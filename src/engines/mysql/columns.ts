import type { DialectTraits } from '../../model/names.ts';
import type { TableColumn } from '../../model/schema.ts';
import type { Column, Expression } from '../../model/table.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import type { Row } from '../rows.ts';
import { optionalTextIn, textIn } from '../rows.ts';
import type { KnownCheck } from './checks.ts';
import { unescaped } from './checks.ts';
import { grouped } from './grouped.ts';
import type { Catalog } from './introspect.ts';

/** The columns of all tables, in their order. */
export async function readColumns(
  catalog: Catalog,
  traits: DialectTraits,
  checks: ReadonlyMap<string, readonly KnownCheck[]>,
): Promise<ReadonlyMap<string, readonly TableColumn[]>> {
  const rows = await catalog.query(
    'SELECT * FROM information_schema.columns WHERE table_schema = ? ORDER BY table_name, ordinal_position',
    [catalog.database],
  );
  return grouped(
    rows.map((row) => {
      const table = textIn(row, 'TABLE_NAME');
      const name = textIn(row, 'COLUMN_NAME');
      const isJson =
        checks.get(table)?.some(({ isOfType, check }) => isOfType && check.columns[0] === name) === true &&
        textIn(row, 'COLLATION_NAME') === 'utf8mb4_bin';
      return [table, columnOf(catalog, row, isJson)] as const;
    }),
  );
}

/** MariaDB has no JSON: it makes a text of it that is checked. */
function columnOf(catalog: Catalog, row: Row, isJson: boolean): TableColumn {
  const { dialect } = catalog.reader;
  const type = dialect.columnType(isJson ? 'json' : textIn(row, 'COLUMN_TYPE'));
  const extra = textIn(row, 'EXTRA').toUpperCase();
  const generation = textIn(row, 'GENERATION_EXPRESSION');
  const systemTime = /^ROW (START|END)$/i.exec(generation)?.[1]?.toLowerCase();
  const value = generation === '' ? defaultOf(catalog, row, type) : undefined;
  const onUpdate = /ON UPDATE (\S+)/.exec(extra)?.[1];
  const updated = onUpdate === undefined ? undefined : valueOf(catalog, onUpdate);
  const collation = isJson ? undefined : optionalTextIn(row, 'COLLATION_NAME');
  const comment = textIn(row, 'COLUMN_COMMENT');
  const srid = optionalTextIn(row, 'SRS_ID');
  const attributes = {
    ...(extra.includes('INVISIBLE') ? { visible: 'no' } : {}),
    ...(extra.includes('WITHOUT SYSTEM VERSIONING') ? { 'system-versioning': 'no' } : {}),
    ...(systemTime === undefined ? {} : { 'system-time': systemTime }),
    ...(srid === undefined ? {} : { srid }),
  };
  return {
    name: textIn(row, 'COLUMN_NAME'),
    type,
    nullable: textIn(row, 'IS_NULLABLE') === 'YES',
    ...(value === undefined ? {} : { default: value }),
    ...(extra.includes('AUTO_INCREMENT') ? { identity: { generation: 'auto-increment' } } : {}),
    ...(generation === '' || systemTime !== undefined ? {} : { generated: generatedAs(catalog, generation, extra) }),
    ...(updated === undefined ? {} : { onUpdate: updated }),
    ...(collation === undefined ? {} : { collation }),
    ...(comment === '' ? {} : { comment }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    origin: catalogOrigin,
  };
}

function generatedAs({ reader, isMariadb }: Catalog, sql: string, extra: string): NonNullable<Column['generated']> {
  return { expression: reader.dialect.expression(isMariadb ? sql : unescaped(sql)), stored: extra.includes('STORED') };
}

/** MariaDB prints a default as SQL; MySQL prints the value of a literal, and marks expressions. */
function defaultOf(catalog: Catalog, row: Row, type: Column['type']): Expression | undefined {
  const printed = optionalTextIn(row, 'COLUMN_DEFAULT');
  if (printed === undefined || (catalog.isMariadb && printed.toUpperCase() === 'NULL')) return undefined;
  if (catalog.isMariadb) return valueOf(catalog, printed);
  if (/DEFAULT_GENERATED/i.test(textIn(row, 'EXTRA'))) {
    return valueOf(catalog, /^CURRENT_TIMESTAMP/i.test(printed) ? printed : `(${unescaped(printed)})`);
  }
  const isNumber = type.family === 'integer' || type.family === 'decimal' || type.family === 'float';
  if (isNumber || printed.startsWith("b'")) return valueOf(catalog, printed);
  return catalog.reader.dialect.literal({ type: 'string', value: printed });
}

/** A value as it can stand after DEFAULT, in the normal form of the dialect's reader. */
function valueOf({ reader }: Catalog, sql: string): Expression | undefined {
  const [operation] = reader.read(`ALTER TABLE t ALTER COLUMN c SET DEFAULT ${sql}`);
  return operation?.kind === 'AlterColumn' ? (operation.change.default ?? undefined) : undefined;
}
