import type { DigestedCatalog } from './catalog.ts';
import { identity, inGrants, inSubject, isOfUser, owner, reference, routine } from './catalog.ts';
import { isInternal } from './code.ts';

/** What only a base type says, for which no other kind of type has an own value. */
const ofBase = (fact: string, column: string): { readonly fact: string; readonly as: string } => ({
  fact,
  as: `CASE x.typtype WHEN 'b' THEN x.${column}::text END`,
});
const routineOfBase = (fact: string, column: string): { readonly fact: string; readonly as: string } => ({
  fact,
  as: `(SELECT p.oid::regprocedure::text FROM pg_proc p WHERE x.typtype = 'b' AND p.oid = x.${column})`,
});

const types: DigestedCatalog = {
  catalog: 'pg_type',
  where: `NOT ${isInternal('pg_type', 'x.oid')}`,
  definition: `CASE x.typtype
    WHEN 'e' THEN (SELECT concat('enum ', string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder))
      FROM pg_enum e WHERE e.enumtypid = x.oid)
    WHEN 'c' THEN 'composite' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' WHEN 'b' THEN 'base'
    WHEN 'p' THEN 'shell' ELSE x.typtype::text END`,
  columns: {
    oid: inSubject,
    typname: inSubject,
    typnamespace: inSubject,
    typowner: owner('typowner'),
    typlen: ofBase('length', 'typlen'),
    typbyval: { fact: 'by value', as: `nullif(x.typtype = 'b' AND x.typbyval, false)` },
    typtype: { not: 'is what the type is said to be' },
    typcategory: ofBase('category', 'typcategory'),
    typispreferred: { fact: 'preferred' },
    typisdefined: { not: 'is false of a shell, which is what it is said to be' },
    typdelim: ofBase('delimiter', 'typdelim'),
    typrelid: { not: 'is the relation that has the attributes' },
    typsubscript: routineOfBase('subscript', 'typsubscript'),
    typelem: reference('element', 'typelem', 'regtype'),
    typarray: { not: 'is the type of its arrays, which is made with it' },
    typinput: routineOfBase('input', 'typinput'),
    typoutput: routineOfBase('output', 'typoutput'),
    typreceive: routineOfBase('receive', 'typreceive'),
    typsend: routineOfBase('send', 'typsend'),
    typmodin: routineOfBase('modifier input', 'typmodin'),
    typmodout: routineOfBase('modifier output', 'typmodout'),
    typanalyze: routineOfBase('analyze', 'typanalyze'),
    typalign: ofBase('alignment', 'typalign'),
    typstorage: ofBase('storage', 'typstorage'),
    typnotnull: { fact: 'not null' },
    typbasetype: { fact: 'type', as: 'format_type(nullif(x.typbasetype, 0), x.typtypmod)' },
    typtypmod: { not: 'is part of the base type' },
    typndims: { not: 'is neither enforced nor dumped' },
    typcollation: {
      fact: 'collation',
      as: `CASE WHEN x.typtype = 'd' THEN (SELECT x.typcollation::regcollation::text FROM pg_type b
        WHERE b.oid = x.typbasetype AND b.typcollation <> x.typcollation) ELSE nullif(x.typcollation, 0)::regcollation::text END`,
    },
    typdefaultbin: { not: 'is the default, which is printed' },
    typdefault: { fact: 'default', as: 'coalesce(pg_get_expr(x.typdefaultbin, 0), quote_literal(x.typdefault))' },
    typacl: inGrants,
  },
};

const ranges: DigestedCatalog = {
  catalog: 'pg_range',
  hasOid: false,
  subject: identity('pg_type', 'x.rngtypid'),
  definition: null,
  where: isOfUser('pg_type', 'x.rngtypid'),
  columns: {
    rngtypid: inSubject,
    rngsubtype: { fact: 'subtype', as: 'format_type(x.rngsubtype, NULL)' },
    rngmultitypid: { fact: 'multirange', as: 'format_type(x.rngmultitypid, NULL)' },
    rngcollation: reference('collation', 'rngcollation', 'regcollation'),
    rngsubopc: { fact: 'operator class', as: identity('pg_opclass', 'x.rngsubopc') },
    rngcanonical: routine('canonical function', 'rngcanonical'),
    rngsubdiff: routine('difference function', 'rngsubdiff'),
  },
};

const collations: DigestedCatalog = {
  catalog: 'pg_collation',
  columns: {
    oid: inSubject,
    collname: inSubject,
    collnamespace: inSubject,
    collowner: owner('collowner'),
    collprovider: { fact: 'provider' },
    collisdeterministic: { fact: 'is not deterministic', as: 'nullif(NOT x.collisdeterministic, false)' },
    collencoding: { fact: 'encoding', as: `nullif(pg_encoding_to_char(x.collencoding), '')` },
    collcollate: { fact: 'lc_collate' },
    collctype: { fact: 'lc_ctype' },
    colliculocale: { fact: 'locale' },
    colllocale: { fact: 'locale' },
    collicurules: { fact: 'rules' },
    collversion: { not: 'is the version of the library of the machine' },
  },
};

const conversions: DigestedCatalog = {
  catalog: 'pg_conversion',
  columns: {
    oid: inSubject,
    conname: inSubject,
    connamespace: inSubject,
    conowner: owner('conowner'),
    conforencoding: { fact: 'from', as: 'pg_encoding_to_char(x.conforencoding)' },
    contoencoding: { fact: 'to', as: 'pg_encoding_to_char(x.contoencoding)' },
    conproc: routine('function', 'conproc'),
    condefault: { fact: 'default' },
  },
};

const searchConfigurations: DigestedCatalog = {
  catalog: 'pg_ts_config',
  columns: {
    oid: inSubject,
    cfgname: inSubject,
    cfgnamespace: inSubject,
    cfgowner: owner('cfgowner'),
    cfgparser: { fact: 'parser', as: identity('pg_ts_parser', 'x.cfgparser') },
  },
  more: {
    mappings: `(SELECT string_agg(concat(t.alias, ' with ', m.dictionaries), '; ' ORDER BY t.tokid)
      FROM ts_token_type(x.cfgparser) AS t JOIN (
        SELECT c.maptokentype, string_agg(c.mapdict::regdictionary::text, ', ' ORDER BY c.mapseqno) AS dictionaries
        FROM pg_ts_config_map c WHERE c.mapcfg = x.oid GROUP BY c.maptokentype) AS m ON m.maptokentype = t.tokid)`,
  },
};

const searchDictionaries: DigestedCatalog = {
  catalog: 'pg_ts_dict',
  columns: {
    oid: inSubject,
    dictname: inSubject,
    dictnamespace: inSubject,
    dictowner: owner('dictowner'),
    dicttemplate: { fact: 'template', as: identity('pg_ts_template', 'x.dicttemplate') },
    dictinitoption: { fact: 'options' },
  },
};

const searchParsers: DigestedCatalog = {
  catalog: 'pg_ts_parser',
  columns: {
    oid: inSubject,
    prsname: inSubject,
    prsnamespace: inSubject,
    prsstart: routine('start', 'prsstart'),
    prstoken: routine('gettoken', 'prstoken'),
    prsend: routine('end', 'prsend'),
    prsheadline: routine('headline', 'prsheadline'),
    prslextype: routine('lextypes', 'prslextype'),
  },
};

const searchTemplates: DigestedCatalog = {
  catalog: 'pg_ts_template',
  columns: {
    oid: inSubject,
    tmplname: inSubject,
    tmplnamespace: inSubject,
    tmplinit: routine('init', 'tmplinit'),
    tmpllexize: routine('lexize', 'tmpllexize'),
  },
};

export const typeCatalogs: readonly DigestedCatalog[] = [
  types,
  ranges,
  collations,
  conversions,
  searchConfigurations,
  searchDictionaries,
  searchParsers,
  searchTemplates,
];
