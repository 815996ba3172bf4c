import { firstUserOid } from './catalog.ts';
import { notOfExtension } from '../names.ts';

/** The subject of an object or of a part of it: `table public.t, column a`. */
const subject = (catalog: string, object: string, part: string): string => `
  CROSS JOIN LATERAL pg_identify_object(${catalog}, ${object}, 0) AS i
  LEFT JOIN pg_attribute a ON ${catalog} = 'pg_class'::regclass AND ${part} <> 0
    AND a.attrelid = ${object} AND a.attnum = ${part}`;
const printed = `i.type, ' ', i.identity, CASE WHEN a.attname IS NOT NULL THEN ', column ' || quote_ident(a.attname) END`;

/** An extension's own parts have the comments that it gives them. */
const notOfAnExtension = `NOT EXISTS (SELECT FROM pg_depend e
  WHERE e.classid = x.classoid AND e.objid = x.objoid AND e.deptype = 'e')`;

/** The comment of `public` is said where it is another than the one that it has from the start. */
export const commentsQuery = `
  SELECT concat(${printed}, ', comment') AS subject, x.description AS value
  FROM pg_description x ${subject('x.classoid', 'x.objoid', 'x.objsubid')}
  WHERE x.objoid >= ${firstUserOid} AND ${notOfAnExtension} AND coalesce(i.schema, '') !~ '^pg_'
    AND NOT (x.classoid = 'pg_namespace'::regclass AND i.name = 'public')
  UNION ALL
  SELECT 'schema public, comment', coalesce(obj_description(n.oid, 'pg_namespace'), 'none')
  FROM pg_namespace n
  WHERE n.nspname = 'public' AND obj_description(n.oid, 'pg_namespace') IS DISTINCT FROM 'standard public schema'`;

export const securityLabelsQuery = `
  SELECT concat(${printed}, ', security label of ', x.provider) AS subject, x.label AS value
  FROM pg_seclabel x ${subject('x.classoid', 'x.objoid', 'x.objsubid')}`;

/** ALTER FUNCTION ... DEPENDS ON EXTENSION, and the like. */
export const extensionDependenciesQuery = `
  SELECT concat(i.type, ' ', i.identity, ', depends on extension ', e.extname) AS subject, 'yes' AS value
  FROM pg_depend x JOIN pg_extension e ON x.refclassid = 'pg_extension'::regclass AND e.oid = x.refobjid
    CROSS JOIN LATERAL pg_identify_object(x.classid, x.objid, 0) AS i
  WHERE x.deptype = 'x'`;

/** What initdb makes, and a user can drop. */
export const droppedQuery = `
  SELECT 'schema public' AS subject, 'dropped' AS value
  WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public')
  UNION ALL
  SELECT 'extension plpgsql', 'dropped' WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'plpgsql')`;

/** The sequences, and of each a query for the number that comes next, where it is not the first one. */
export const sequencesQuery = `
  SELECT format('SELECT %L AS subject, concat(last_value, CASE WHEN NOT is_called THEN '' not yet taken'' END) AS value
    FROM %s WHERE is_called OR last_value <> %s', concat('sequence ', c.oid::regclass, ', last value'), c.oid::regclass, s.seqstart) AS query
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
  WHERE n.nspname !~ '^pg_' AND ${notOfExtension('pg_class', 'c.oid')}`;
