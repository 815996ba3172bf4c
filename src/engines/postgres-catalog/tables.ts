import type { Named, Table, TableColumn, Trigger } from '../../model/schema.ts';
import type { Attributes, Column, Constraint, Index } from '../../model/table.ts';
import type { CatalogReader } from '../catalog-reader.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import type { Query } from './introspect.ts';
import { nameOf, notOfExtension, userSchemas } from './names.ts';

interface TableRow {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  readonly persistence: string;
  readonly row_security: boolean;
  readonly force_row_security: boolean;
  readonly options: readonly string[];
  readonly partition_by: string | null;
  readonly bound: string | null;
  readonly parents: readonly { readonly schema: string; readonly name: string }[];
}

interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly not_null: boolean;
  readonly default: string | null;
  readonly identity: string;
  readonly generated: string;
  readonly collation: string | null;
  readonly comment: string | null;
  readonly sequence: { readonly start: string; readonly increment: string } | null;
}

interface DefinitionRow {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

interface TriggerRow extends DefinitionRow {
  readonly enabled: boolean;
}

const tablesQuery = `
  SELECT c.oid::text, n.nspname AS schema, c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
    c.relpersistence AS persistence, c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security,
    coalesce(c.reloptions, '{}') AS options, pg_get_partkeydef(c.oid) AS partition_by,
    pg_get_expr(c.relpartbound, c.oid) AS bound,
    coalesce((
      SELECT json_agg(json_build_object('schema', pn.nspname, 'name', p.relname) ORDER BY i.inhseqno)
      FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
      WHERE i.inhrelid = c.oid), '[]') AS parents
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f') AND (${userSchemas} OR c.relpersistence = 't') AND ${notOfExtension('pg_class', 'c.oid')}
  ORDER BY c.oid`;

/** A serial is nothing of its own here: a default that takes the next number of a sequence, which the column owns. */
const columnsQuery = `
  SELECT a.attrelid::text AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    a.attnotnull AS not_null, pg_get_expr(ad.adbin, ad.adrelid) AS default, a.attidentity AS identity,
    a.attgenerated AS generated, col_description(a.attrelid, a.attnum) AS comment,
    (SELECT CASE WHEN cn.nspname = 'pg_catalog' THEN '' ELSE cn.nspname || '.' END || co.collname
      FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
      WHERE co.oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation,
    (SELECT json_build_object('start', s.seqstart::text, 'increment', s.seqincrement::text)
      FROM pg_depend d JOIN pg_sequence s ON s.seqrelid = d.objid
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid
        AND d.refobjsubid = a.attnum AND d.deptype = 'i') AS sequence
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f')
  ORDER BY a.attrelid, a.attnum`;

/**
 * NOT NULL is the columns' own; triggers' constraints come with the triggers. A foreign key to a partitioned table has a
 * shadow for every partition, on the same table, which nobody wrote.
 */
const constraintsQuery = `
  SELECT co.conrelid::text AS table, co.conname AS name,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', co.conrelid::regclass, co.conname, pg_get_constraintdef(co.oid))
      AS definition
  FROM pg_constraint co
  WHERE co.conrelid <> 0 AND co.contype IN ('p', 'u', 'c', 'f', 'x') AND NOT EXISTS (
    SELECT FROM pg_constraint parent WHERE parent.oid = co.conparentid AND parent.conrelid = co.conrelid)
  ORDER BY co.oid`;

const indexesQuery = `
  SELECT i.indrelid::text AS table, c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE NOT EXISTS (SELECT FROM pg_constraint co WHERE co.conindid = i.indexrelid AND co.contype IN ('p', 'u', 'x'))
  ORDER BY i.indexrelid`;

const triggersQuery = `
  SELECT t.tgrelid::text AS table, t.tgname AS name, t.tgenabled <> 'D' AS enabled, pg_get_triggerdef(t.oid) AS definition
  FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgparentid = 0 ORDER BY t.oid`;

export async function readTables(query: Query, reader: CatalogReader): Promise<readonly Table[]> {
  const tables = await query<TableRow>(tablesQuery);
  const columns = await byTable<ColumnRow>(query, columnsQuery);
  const constraints = await byTable<DefinitionRow>(query, constraintsQuery);
  const indexes = await byTable<DefinitionRow>(query, indexesQuery);
  const triggers = await byTable<TriggerRow>(query, triggersQuery);
  return tables.rows.map((row) => ({
    name: row.persistence === 't' ? { name: row.name } : nameOf(row),
    columns: (columns.get(row.oid) ?? []).map((column) => columnOf(reader, column)),
    constraints: (constraints.get(row.oid) ?? []).flatMap((one) => constraintOf(reader, one)),
    indexes: (indexes.get(row.oid) ?? []).flatMap((one) => indexOf(reader, one)),
    triggers: (triggers.get(row.oid) ?? []).flatMap((one) => triggerOf(reader, one)),
    ...(row.comment === null ? {} : { comment: row.comment }),
    attributes: attributesOf(row),
    temporary: row.persistence === 't',
    ...(row.partition_by === null ? {} : { partitionBy: row.partition_by }),
    parents: row.parents.map(nameOf),
    ...(row.bound === null ? {} : { bound: row.bound }),
    complete: true,
    populated: false,
    origin: catalogOrigin,
  }));
}

async function byTable<Row extends { readonly table: string }>(
  query: Query,
  sql: string,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const { rows } = await query<Row>(sql);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.table);
    if (group === undefined) groups.set(row.table, [row]);
    else group.push(row);
  }
  return groups;
}

function attributesOf(row: TableRow): Attributes {
  return {
    ...(row.persistence === 'u' ? { logged: 'false' } : {}),
    ...(row.row_security ? { 'row-security': 'true' } : {}),
    ...(row.force_row_security ? { 'force-row-security': 'true' } : {}),
    ...Object.fromEntries(row.options.map(optionOf)),
  };
}

/** `fillfactor=70` */
function optionOf(option: string): [name: string, value: string] {
  const [name = '', ...value] = option.split('=');
  return [name, value.join('=')];
}

function columnOf({ dialect }: CatalogReader, row: ColumnRow): TableColumn {
  const identity = identityOf(row);
  const value = row.default === null ? undefined : dialect.expression(row.default);
  return {
    name: row.name,
    type: dialect.columnType(row.type),
    nullable: !row.not_null,
    ...(value === undefined || row.generated !== '' ? {} : { default: value }),
    ...(value === undefined || row.generated === ''
      ? {}
      : { generated: { expression: value, stored: row.generated === 's' } }),
    ...(identity === undefined ? {} : { identity }),
    ...(row.collation === null ? {} : { collation: row.collation }),
    ...(row.comment === null ? {} : { comment: row.comment }),
    origin: catalogOrigin,
  };
}

function identityOf({ identity, sequence }: ColumnRow): Column['identity'] {
  if (sequence === null) return undefined;
  return {
    generation: identity === 'a' ? 'always' : 'by-default',
    ...(sequence.start === '1' ? {} : { start: sequence.start }),
    ...(sequence.increment === '1' ? {} : { increment: sequence.increment }),
  };
}

function constraintOf(reader: CatalogReader, { name, definition }: DefinitionRow): readonly Named<Constraint>[] {
  return reader
    .read(definition)
    .flatMap((operation) =>
      'constraint' in operation && typeof operation.constraint === 'object'
        ? [{ ...operation.constraint, name, origin: catalogOrigin }]
        : [],
    );
}

function indexOf(reader: CatalogReader, { name, definition }: DefinitionRow): readonly Named<Index>[] {
  return reader
    .read(definition)
    .flatMap((operation) =>
      operation.kind === 'CreateIndex' ? [{ ...operation.index, name, origin: catalogOrigin }] : [],
    );
}

function triggerOf(reader: CatalogReader, { name, enabled, definition }: TriggerRow): readonly Trigger[] {
  return reader.read(definition).flatMap((operation) =>
    operation.kind === 'CreateTrigger'
      ? [
          {
            name,
            enabled,
            timing: operation.timing,
            events: operation.events,
            definition: operation.definition,
            origin: catalogOrigin,
          },
        ]
      : [],
  );
}
