import { lookUp } from '../../model/look-up.ts';
import type { Named } from '../../model/schema.ts';
import type { Attributes, Constraint, ForeignKey, Index, IndexPart, ReferentialAction } from '../../model/table.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import type { Row } from '../rows.ts';
import { optionalTextIn, textIn } from '../rows.ts';
import { unescaped } from './checks.ts';
import { grouped } from './grouped.ts';
import type { Catalog } from './introspect.ts';

/** The server knows indexes only; keys on whole columns count as constraints, as in the dialect's reader. */
type KnownIndex = { readonly constraint: Named<Constraint> } | { readonly index: Named<Index> };

/** The indexes of all tables. */
export async function readIndexes(catalog: Catalog): Promise<ReadonlyMap<string, readonly KnownIndex[]>> {
  const rows = await catalog.query(
    // To the keys of a table with system versioning MariaDB adds the column in which a row's time ends.
    `SELECT s.* FROM information_schema.statistics s
     LEFT JOIN information_schema.columns c
       ON c.table_schema = s.table_schema AND c.table_name = s.table_name AND c.column_name = s.column_name
     WHERE s.table_schema = ? AND coalesce(c.generation_expression, '') <> 'ROW END'
     ORDER BY s.table_name, s.index_name, s.seq_in_index`,
    [catalog.database],
  );
  const byIndex = grouped(
    rows.map((row) => [`${textIn(row, 'TABLE_NAME')}\n${textIn(row, 'INDEX_NAME')}`, row] as const),
  );
  return grouped(
    [...byIndex.values()].flatMap((parts) => {
      const [first] = parts;
      return first === undefined ? [] : [[textIn(first, 'TABLE_NAME'), indexOf(catalog, first, parts)] as const];
    }),
  );
}

const ownMethods: Readonly<Record<string, string>> = { FULLTEXT: 'fulltext', SPATIAL: 'spatial', HASH: 'hash' };

function indexOf(catalog: Catalog, first: Row, rows: readonly Row[]): KnownIndex {
  const name = textIn(first, 'INDEX_NAME');
  const method = lookUp(ownMethods, textIn(first, 'INDEX_TYPE'));
  const comment = textIn(first, 'INDEX_COMMENT');
  const isHidden = textIn(first, 'IGNORED') === 'YES' || textIn(first, 'IS_VISIBLE') === 'NO';
  const parts = rows.map((row) => partOf(catalog, row, method));
  const unique = textIn(first, 'NON_UNIQUE') === '0';
  const attributes = { ...(comment === '' ? {} : { comment }), ...(isHidden ? hidden(catalog) : {}) };
  const facets = Object.keys(attributes).length === 0 ? {} : { attributes };
  const columns = parts.flatMap(({ column, ...more }) =>
    column === undefined || Object.keys(more).length > 0 ? [] : [column],
  );
  const base = { name, validated: true, origin: catalogOrigin };
  if (name === 'PRIMARY') return { constraint: { kind: 'PrimaryKey', ...base, columns, ...facets } };
  const isConstraint = unique && columns.length === parts.length && method === undefined && !('attributes' in facets);
  if (isConstraint) return { constraint: { kind: 'Unique', ...base, columns } };
  return {
    index: { name, parts, unique, ...(method === undefined ? {} : { method }), ...facets, origin: catalogOrigin },
  };
}

/** MySQL's invisible index is kept from the planner; so is MariaDB's, which calls it ignored. */
function hidden({ isMariadb }: Catalog): Attributes {
  return isMariadb ? { ignored: 'yes' } : { visible: 'no' };
}

/** The length that a spatial index prints is that of its boxes. */
function partOf({ reader, isMariadb }: Catalog, row: Row, method: string | undefined): IndexPart {
  const expression = optionalTextIn(row, 'EXPRESSION');
  const prefix = method === 'spatial' ? undefined : optionalTextIn(row, 'SUB_PART');
  return {
    ...(expression === undefined
      ? { column: textIn(row, 'COLUMN_NAME') }
      : { expression: reader.dialect.expression(isMariadb ? expression : unescaped(expression)) }),
    ...(prefix === undefined ? {} : { prefix: Number(prefix) }),
    ...(textIn(row, 'COLLATION') === 'D' ? { descending: true } : {}),
  };
}

const actions: Readonly<Record<string, ReferentialAction>> = {
  'NO ACTION': 'no-action',
  RESTRICT: 'restrict',
  CASCADE: 'cascade',
  'SET NULL': 'set-null',
  'SET DEFAULT': 'set-default',
};

/** The foreign keys of all tables. */
export async function readForeignKeys({
  query,
  database,
}: Catalog): Promise<ReadonlyMap<string, readonly Named<ForeignKey>[]>> {
  const rows = await query(
    `SELECT k.table_name AS tableName, k.constraint_name AS name, k.column_name AS columnName,
       k.referenced_table_name AS target, k.referenced_column_name AS targetColumn,
       r.delete_rule AS onDelete, r.update_rule AS onUpdate
     FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
       ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
       AND r.table_name = k.table_name
     WHERE k.table_schema = ? AND k.referenced_table_name IS NOT NULL
     ORDER BY k.table_name, k.constraint_name, k.ordinal_position`,
    [database],
  );
  const byKey = grouped(rows.map((row) => [`${textIn(row, 'tableName')}\n${textIn(row, 'name')}`, row] as const));
  return grouped(
    [...byKey.values()].flatMap((parts) => {
      const [first] = parts;
      return first === undefined ? [] : [[textIn(first, 'tableName'), foreignKeyOf(first, parts)] as const];
    }),
  );
}

function foreignKeyOf(first: Row, parts: readonly Row[]): Named<ForeignKey> {
  return {
    kind: 'ForeignKey',
    name: textIn(first, 'name'),
    columns: parts.map((part) => textIn(part, 'columnName')),
    target: { name: textIn(first, 'target') },
    targetColumns: parts.map((part) => textIn(part, 'targetColumn')),
    onDelete: lookUp(actions, textIn(first, 'onDelete')) ?? 'no-action',
    onUpdate: lookUp(actions, textIn(first, 'onUpdate')) ?? 'no-action',
    validated: true,
    origin: catalogOrigin,
  };
}
