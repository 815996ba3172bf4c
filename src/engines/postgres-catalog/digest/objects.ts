import type { DigestedCatalog } from './catalog.ts';
import {
  identity,
  inGrants,
  inSubject,
  isOfUser,
  isRelationOfUser,
  owner,
  reference,
  routine,
  sorted,
} from './catalog.ts';

/** `public` is there before a user comes, and so only what was done to it is said. */
const schemas: DigestedCatalog = {
  catalog: 'pg_namespace',
  hasOid: false,
  where: `x.nspname !~ '^pg_' AND (x.nspname = 'public' OR ${isOfUser('pg_namespace', 'x.oid')})`,
  definition: `CASE WHEN x.nspname <> 'public' THEN 'there' END`,
  columns: {
    oid: inSubject,
    nspname: inSubject,
    nspowner: {
      fact: 'owner',
      as: `(SELECT r.rolname::text FROM pg_roles r WHERE r.oid = x.nspowner AND r.rolname <> current_user
        AND NOT (x.nspname = 'public' AND (r.oid = 10 OR r.rolname = 'pg_database_owner')))`,
    },
    nspacl: inGrants,
  },
};

const extensions: DigestedCatalog = {
  catalog: 'pg_extension',
  columns: {
    oid: inSubject,
    extname: inSubject,
    extowner: owner('extowner'),
    extnamespace: reference('schema', 'extnamespace', 'regnamespace'),
    extrelocatable: { not: 'is what the extension says of itself' },
    extversion: { fact: 'version' },
    extconfig: { not: 'is what the extension says of itself' },
    extcondition: { not: 'is what the extension says of itself' },
  },
};

const publications: DigestedCatalog = {
  catalog: 'pg_publication',
  columns: {
    oid: inSubject,
    pubname: inSubject,
    pubowner: owner('pubowner'),
    puballtables: { fact: 'all tables' },
    pubinsert: { fact: 'insert' },
    pubupdate: { fact: 'update' },
    pubdelete: { fact: 'delete' },
    pubtruncate: { fact: 'truncate' },
    pubviaroot: { fact: 'via the partitioned table' },
    pubgencols: { fact: 'generated columns', as: `nullif(x.pubgencols::text, 'n')` },
  },
};

const publishedTables: DigestedCatalog = {
  catalog: 'pg_publication_rel',
  columns: {
    oid: inSubject,
    prpubid: inSubject,
    prrelid: inSubject,
    prqual: { fact: 'where', as: 'pg_get_expr(x.prqual, x.prrelid)' },
    prattrs: {
      fact: 'columns',
      as: `(SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = x.prrelid AND a.attnum = ANY (x.prattrs))`,
    },
  },
};

const publishedSchemas: DigestedCatalog = {
  catalog: 'pg_publication_namespace',
  columns: { oid: inSubject, pnpubid: inSubject, pnnspid: inSubject },
};

const wrappers: DigestedCatalog = {
  catalog: 'pg_foreign_data_wrapper',
  columns: {
    oid: inSubject,
    fdwname: inSubject,
    fdwowner: owner('fdwowner'),
    fdwhandler: routine('handler', 'fdwhandler'),
    fdwvalidator: routine('validator', 'fdwvalidator'),
    fdwacl: inGrants,
    fdwoptions: { fact: 'options', as: sorted('x.fdwoptions') },
  },
};

const servers: DigestedCatalog = {
  catalog: 'pg_foreign_server',
  columns: {
    oid: inSubject,
    srvname: inSubject,
    srvowner: owner('srvowner'),
    srvfdw: { fact: 'wrapper', as: identity('pg_foreign_data_wrapper', 'x.srvfdw') },
    srvtype: { fact: 'type' },
    srvversion: { fact: 'version' },
    srvacl: inGrants,
    srvoptions: { fact: 'options', as: sorted('x.srvoptions') },
  },
};

const foreignTables: DigestedCatalog = {
  catalog: 'pg_foreign_table',
  hasOid: false,
  subject: identity('pg_class', 'x.ftrelid'),
  definition: null,
  where: isRelationOfUser('x.ftrelid'),
  columns: {
    ftrelid: inSubject,
    ftserver: { fact: 'server', as: identity('pg_foreign_server', 'x.ftserver') },
    ftoptions: { fact: 'options', as: sorted('x.ftoptions') },
  },
};

const userMappings: DigestedCatalog = {
  catalog: 'pg_user_mapping',
  columns: {
    oid: inSubject,
    umuser: inSubject,
    umserver: inSubject,
    umoptions: { fact: 'options', as: sorted('x.umoptions') },
  },
};

/** The settings that a database, or a role in it, starts with. The name of a scratch database is nobody's own. */
const settings: DigestedCatalog = {
  catalog: 'pg_db_role_setting',
  hasOid: false,
  subject: `coalesce((SELECT format('role %I in the database', r.rolname) FROM pg_roles r WHERE r.oid = x.setrole), 'database')`,
  definition: null,
  where: 'x.setdatabase = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())',
  columns: { setdatabase: inSubject, setrole: inSubject, setconfig: { fact: 'settings', as: sorted('x.setconfig') } },
};

const largeObjects: DigestedCatalog = {
  catalog: 'pg_largeobject_metadata',
  definition: `(SELECT concat('md5 of its pages ', md5(string_agg(l.pageno || ' ' || encode(l.data, 'hex'), ',' ORDER BY l.pageno)))
    FROM pg_largeobject l WHERE l.loid = x.oid)`,
  columns: { oid: inSubject, lomowner: owner('lomowner'), lomacl: inGrants },
};

export const objectCatalogs: readonly DigestedCatalog[] = [
  schemas,
  extensions,
  publications,
  publishedTables,
  publishedSchemas,
  wrappers,
  servers,
  foreignTables,
  userMappings,
  settings,
  largeObjects,
];
