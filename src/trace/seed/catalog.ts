import type { Query } from '../../engines/engine.ts';
import { nameOf, notOfExtension, userSchemas } from '../../engines/postgres-catalog/names.ts';
import type { QualifiedName } from '../../model/names.ts';

/** A column that a row has to give a value for, or can. */
export interface SeedColumn {
  readonly name: string;
  readonly nullable: boolean;
  /** The type as the engine prints it, domains resolved: `character varying(20)`. */
  readonly type: string;
  /** The one letter of pg_type: `N` numbers, `S` text, `A` arrays, `E` enums, ... */
  readonly category: string;
  /** The values of an enum. */
  readonly labels: readonly string[];
  readonly hasDefault: boolean;
  /** How many characters it takes; absent: any number. */
  readonly length?: number;
}

interface SeedKey {
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
}

/** A table that takes rows itself, with all that they have to hold to. */
export interface SeedTable {
  /** Quoted and qualified. */
  readonly sql: string;
  readonly name: QualifiedName;
  readonly columns: readonly SeedColumn[];
  readonly keys: readonly SeedKey[];
  /** Conditions on a row: its CHECK constraints, and what it takes as a partition. */
  readonly conditions: readonly string[];
  /** ON CONFLICT is refused where one of its keys can be deferred. */
  readonly hasDeferrableKey: boolean;
}

interface TableRow {
  readonly schema: string;
  readonly name: string;
  readonly sql: string;
  readonly columns: readonly SeedColumn[] | null;
  readonly keys: readonly SeedKey[] | null;
  readonly conditions: readonly string[] | null;
  readonly deferrable: boolean;
}

/** The tables of the database that can hold rows, partitions among them, as the catalog describes them. */
export async function readSeedTables(query: Query): Promise<readonly SeedTable[]> {
  const { rows } = await query<TableRow>(tablesQuery);
  return rows.map((row) => ({
    sql: row.sql,
    name: nameOf(row),
    columns: (row.columns ?? []).map(({ length, ...column }) => ({
      ...column,
      ...(length == null ? {} : { length }),
    })),
    keys: row.keys ?? [],
    conditions: row.conditions ?? [],
    hasDeferrableKey: row.deferrable,
  }));
}

/** A domain's own conditions stand beside those of its table, about the column. */
const tablesQuery = `
  WITH RECURSIVE base(oid, root, typmod) AS (
    SELECT t.oid, t.oid, -1 FROM pg_type t WHERE t.typtype <> 'd'
    UNION ALL
    SELECT t.oid, b.root, CASE WHEN t.typtypmod >= 0 THEN t.typtypmod ELSE b.typmod END
    FROM pg_type t JOIN base b ON b.oid = t.typbasetype WHERE t.typtype = 'd')
  SELECT n.nspname AS schema, c.relname AS name, c.oid::regclass::text AS sql,
    (SELECT json_agg(json_build_object(
        'name', a.attname, 'nullable', NOT (a.attnotnull OR t.typnotnull),
        'type', format_type(b.root, greatest(a.atttypmod, b.typmod)), 'category', r.typcategory,
        'labels', ARRAY(SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = b.root ORDER BY e.enumsortorder),
        'hasDefault', a.atthasdef OR a.attidentity <> '',
        'length', CASE WHEN r.typname IN ('varchar', 'bpchar') AND greatest(a.atttypmod, b.typmod) > 4
          THEN greatest(a.atttypmod, b.typmod) - 4 END
      ) ORDER BY a.attnum)
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN base b ON b.oid = t.oid JOIN pg_type r ON r.oid = b.root
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT json_agg(json_build_object(
        'columns', ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY u(num, at)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.at),
        'target', k.confrelid::regclass::text,
        'targetColumns', ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY u(num, at)
          JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.at)
      ) ORDER BY k.conname)
      FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid
      WHERE k.conrelid = c.oid AND k.contype = 'f' AND NOT (k.conparentid <> 0 AND EXISTS (
        SELECT FROM pg_constraint o WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid))) AS keys,
    (SELECT json_agg(condition) FROM (
        SELECT pg_get_expr(k.conbin, k.conrelid) AS condition FROM pg_constraint k
        WHERE k.conrelid = c.oid AND k.contype = 'c'
        UNION ALL SELECT pg_get_partition_constraintdef(c.oid)
        UNION ALL SELECT regexp_replace(pg_get_expr(k.conbin, 0), '\\mVALUE\\M', quote_ident(a.attname), 'g')
        FROM pg_attribute a JOIN pg_constraint k ON k.contypid = a.atttypid
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS all_of_them
      WHERE condition IS NOT NULL) AS conditions,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND NOT i.indimmediate) AS deferrable
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND ${userSchemas} AND ${notOfExtension('pg_class', 'c.oid')}
  ORDER BY c.oid`;
