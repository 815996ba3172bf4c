import type { QualifiedName } from '../../model/names.ts';

/** A name of the catalog; `public` is what an unqualified name means, and left out. */
export function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): QualifiedName {
  return schema === 'public' ? { name } : { schema, name };
}

/** The condition on a namespace's name that leaves the user's own. */
export const userSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

/** The condition that an object does not come with an extension. */
export function notOfExtension(catalog: string, oid: string): string {
  return `NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;
}
