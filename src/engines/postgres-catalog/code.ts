import type { Routine, View } from '../../model/schema.ts';
import type { CatalogReader } from '../catalog-reader.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import type { Query } from './introspect.ts';
import { nameOf, notOfExtension, userSchemas } from './names.ts';

interface CodeRow {
  readonly schema: string;
  readonly name: string;
  readonly definition: string;
}

const viewsQuery = `
  SELECT n.nspname AS schema, c.relname AS name,
    format('CREATE %s %I.%I AS %s', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
      n.nspname, c.relname, pg_get_viewdef(c.oid)) AS definition
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('v', 'm') AND ${userSchemas} AND ${notOfExtension('pg_class', 'c.oid')}
  ORDER BY c.oid`;

const routinesQuery = `
  SELECT n.nspname AS schema, p.proname AS name, pg_get_functiondef(p.oid) AS definition
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.prokind IN ('f', 'p') AND ${userSchemas} AND ${notOfExtension('pg_proc', 'p.oid')}
    AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
  ORDER BY p.oid`;

/** Views, materialized or not, and functions and procedures; those that come with a type or an extension are left out. */
export async function readCode(
  query: Query,
  reader: CatalogReader,
): Promise<{ readonly views: readonly View[]; readonly routines: readonly Routine[] }> {
  const views = await query<CodeRow>(viewsQuery);
  const routines = await query<CodeRow>(routinesQuery);
  return {
    views: views.rows.flatMap((row) => viewOf(reader, row)),
    routines: routines.rows.flatMap((row) => routineOf(reader, row)),
  };
}

function viewOf(reader: CatalogReader, row: CodeRow): readonly View[] {
  return reader.read(row.definition).flatMap((operation) => {
    if (operation.kind !== 'CreateView') return [];
    const { materialized, query, columns, reads, attributes = {} } = operation;
    return [{ name: nameOf(row), materialized, query, columns, reads, attributes, origin: catalogOrigin }];
  });
}

function routineOf(reader: CatalogReader, row: CodeRow): readonly Routine[] {
  return reader.read(row.definition).flatMap((operation) => {
    if (operation.kind !== 'CreateRoutine') return [];
    const { routineType, signature, language, definition, uses, attributes = {} } = operation;
    return [
      {
        name: nameOf(row),
        routineType,
        ...(signature === undefined ? {} : { signature }),
        language,
        definition,
        uses,
        attributes,
        origin: catalogOrigin,
      },
    ];
  });
}
