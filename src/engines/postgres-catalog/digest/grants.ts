import { columnSubject, isRelationOfUser } from './catalog.ts';

/** Catalogs with grants: the letter of their kind in `acldefault`, and their columns. */
const granted: readonly {
  readonly catalog: string;
  readonly kind: string;
  readonly acl: string;
  readonly owner: string;
}[] = [
  { catalog: 'pg_class', kind: `CASE x.relkind WHEN 'S' THEN 's' ELSE 'r' END`, acl: 'relacl', owner: 'relowner' },
  { catalog: 'pg_proc', kind: `'f'`, acl: 'proacl', owner: 'proowner' },
  { catalog: 'pg_type', kind: `'T'`, acl: 'typacl', owner: 'typowner' },
  { catalog: 'pg_language', kind: `'l'`, acl: 'lanacl', owner: 'lanowner' },
  { catalog: 'pg_foreign_data_wrapper', kind: `'F'`, acl: 'fdwacl', owner: 'fdwowner' },
  { catalog: 'pg_foreign_server', kind: `'S'`, acl: 'srvacl', owner: 'srvowner' },
  { catalog: 'pg_largeobject_metadata', kind: `'L'`, acl: 'lomacl', owner: 'lomowner' },
];

/** The grants on whole objects, with those that the object had when initdb or its extension had made it. */
const onObjects = granted.map(
  ({ catalog, kind, acl, owner }) => `
    SELECT '${catalog}'::regclass AS classid, x.oid AS objid, x.${owner} AS owner, x.${acl} AS acl,
      coalesce(p.initprivs, acldefault((${kind})::"char", x.${owner})) AS usual
    FROM ${catalog} x
      LEFT JOIN pg_init_privs p ON p.classoid = '${catalog}'::regclass AND p.objoid = x.oid AND p.objsubid = 0
    WHERE x.${acl} IS NOT NULL`,
);

/** What `public` is granted to depends on the version, and on nothing that can be asked. */
const onSchemas = `
  SELECT 'pg_namespace'::regclass, x.oid, x.nspowner, coalesce(x.nspacl, acldefault('n', x.nspowner)),
    CASE WHEN x.nspname <> 'public' THEN coalesce((SELECT p.initprivs FROM pg_init_privs p
        WHERE p.classoid = 'pg_namespace'::regclass AND p.objoid = x.oid), acldefault('n', x.nspowner))
      ELSE acldefault('n', x.nspowner) || makeaclitem(0, x.nspowner, 'USAGE', false)
        || CASE WHEN current_setting('server_version_num')::int < 150000
          THEN ARRAY[makeaclitem(0, x.nspowner, 'CREATE', false)] ELSE '{}' END END
  FROM pg_namespace x WHERE x.nspname = 'public' OR x.nspacl IS NOT NULL`;

/** Who is granted what, one text for each; the own role has no name, since every database has another. */
const printed = (acl: string, owner: string): string => `
  SELECT a.grantee, string_agg(DISTINCT concat(a.privilege_type, CASE WHEN a.is_grantable THEN ' with grant option' END,
    CASE WHEN a.grantor <> ${owner} THEN ' by ' || pg_get_userbyid(a.grantor) END), ', ') AS privileges
  FROM aclexplode(${acl}) AS a GROUP BY a.grantee`;

/** Who is granted something else than usual, and what. */
const differing = (acl: string, usual: string, owner: string): string => `
  SELECT coalesce(g.grantee, u.grantee) AS grantee, coalesce(g.privileges, 'none') AS privileges
  FROM (${printed(acl, owner)}) AS g FULL JOIN (${printed(usual, owner)}) AS u ON u.grantee = g.grantee
  WHERE g.privileges IS DISTINCT FROM u.privileges`;

const grantee = (oid: string): string =>
  `CASE WHEN ${oid} = 0 THEN 'PUBLIC' WHEN pg_get_userbyid(${oid}) = current_user THEN 'the own role'
    ELSE quote_ident(pg_get_userbyid(${oid})) END`;

/** Grants that are not what the object has from the start. One that was taken away is said to be none. What
 * `information_schema` grants is not known to have come with it, and left out. */
export const grantsQuery = `
  SELECT concat(i.type, ' ', i.identity, ', grants to ', ${grantee('g.grantee')}) AS subject, g.privileges AS value
  FROM (${[...onObjects, onSchemas].join(' UNION ALL ')}) AS o
    CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) AS i
    CROSS JOIN LATERAL (${differing('o.acl', 'o.usual', 'o.owner')}) AS g
  WHERE o.acl IS DISTINCT FROM o.usual AND coalesce(i.schema, i.name, '') !~ '^(pg_(toast|temp).*|information_schema)$'`;

export const columnGrantsQuery = `
  SELECT concat(${columnSubject('x.attrelid', 'quote_ident(x.attname)')}, ', grants to ', ${grantee('g.grantee')}) AS subject,
    g.privileges AS value
  FROM pg_attribute x JOIN pg_class c ON c.oid = x.attrelid CROSS JOIN LATERAL (${printed('x.attacl', 'c.relowner')}) AS g
  WHERE x.attacl IS NOT NULL AND NOT x.attisdropped AND ${isRelationOfUser('x.attrelid')}`;

/** What objects that are made later are granted to. */
export const defaultPrivilegesQuery = `
  SELECT concat('default privileges ',
      CASE WHEN pg_get_userbyid(x.defaclrole) <> current_user THEN concat('for ', pg_get_userbyid(x.defaclrole), ' ') END,
      CASE WHEN x.defaclnamespace <> 0 THEN concat('in ', x.defaclnamespace::regnamespace, ' ') END,
      'on ', CASE x.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
        WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' WHEN 'L' THEN 'large objects' ELSE x.defaclobjtype::text END,
      ', grants to ', ${grantee('g.grantee')}) AS subject, g.privileges AS value
  FROM pg_default_acl x
    CROSS JOIN LATERAL (SELECT CASE WHEN x.defaclnamespace = 0 THEN acldefault(
      CASE x.defaclobjtype WHEN 'S' THEN 's' ELSE x.defaclobjtype END, x.defaclrole) END AS acl) AS d
    CROSS JOIN LATERAL (${differing('x.defaclacl', 'd.acl', 'x.defaclrole')}) AS g`;
