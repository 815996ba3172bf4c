import type { OtherObjectType } from '../../model/operations/objects.ts';
import type { OtherObject, Sequence } from '../../model/schema.ts';
import type { Attributes } from '../../model/table.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import type { Query } from './introspect.ts';
import { nameOf, notOfExtension, userSchemas } from './names.ts';

interface SequenceRow {
  readonly schema: string;
  readonly name: string;
  readonly attributes: Attributes;
  readonly owner: { readonly schema: string; readonly name: string; readonly column: string } | null;
}

interface ObjectRow {
  readonly type: OtherObjectType;
  readonly schema: string;
  readonly name: string;
  readonly table_schema: string | null;
  readonly table: string | null;
}

const sequencesQuery = `
  SELECT n.nspname AS schema, c.relname AS name, json_build_object(
    'as', format_type(s.seqtypid, NULL), 'start', s.seqstart::text, 'increment', s.seqincrement::text,
    'min', s.seqmin::text, 'max', s.seqmax::text, 'cache', s.seqcache::text, 'cycle', s.seqcycle::text) AS attributes,
    (SELECT json_build_object('schema', tn.nspname, 'name', t.relname, 'column', a.attname)
      FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.deptype IN ('a', 'i')) AS owner
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
  WHERE ${userSchemas} AND ${notOfExtension('pg_class', 'c.oid')}
  ORDER BY c.oid`;

const schemasQuery = `
  SELECT n.nspname AS name FROM pg_namespace n
  WHERE ${userSchemas} AND n.nspname <> 'public' AND ${notOfExtension('pg_namespace', 'n.oid')} ORDER BY n.oid`;

const objectsQuery = `
  SELECT 'extension' AS type, 'public' AS schema, extname AS name, NULL AS table_schema, NULL AS table
  FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL SELECT 'policy', 'public', p.polname, n.nspname, c.relname
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  UNION ALL SELECT 'rule', 'public', r.rulename, n.nspname, c.relname
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE r.rulename <> '_RETURN' AND ${userSchemas}
  UNION ALL SELECT 'extended-statistics', n.nspname, s.stxname, NULL, NULL
  FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace`;

interface Objects {
  readonly sequences: readonly Sequence[];
  readonly schemas: readonly string[];
  readonly objects: readonly OtherObject[];
}

/** Sequences with what every one of them has; schemas but `public`; other objects by their names alone. */
export async function readObjects(query: Query): Promise<Objects> {
  const sequences = await query<SequenceRow>(sequencesQuery);
  const schemas = await query<{ readonly name: string }>(schemasQuery);
  const objects = await query<ObjectRow>(objectsQuery);
  return {
    sequences: sequences.rows.map((row) => ({
      name: nameOf(row),
      attributes: row.attributes,
      ...(row.owner === null ? {} : { ownedBy: { table: nameOf(row.owner), column: row.owner.column } }),
      origin: catalogOrigin,
    })),
    schemas: schemas.rows.map(({ name }) => name),
    objects: objects.rows.map((row) => ({
      objectType: row.type,
      name: nameOf(row),
      ...(row.table === null ? {} : { table: nameOf({ schema: row.table_schema ?? 'public', name: row.table }) }),
      definition: '',
      origin: catalogOrigin,
    })),
  };
}
