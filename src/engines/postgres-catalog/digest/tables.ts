import type { DigestedCatalog } from './catalog.ts';
import {
  columnSubject,
  identity,
  inDefinition,
  inGrants,
  inSubject,
  isOfUser,
  isRelationOfUser,
  reference,
  sorted,
  when,
} from './catalog.ts';

const storage = { not: 'says where and how the rows lie, not what the table is' };
const gathered = { not: 'is gathered from the rows' };
const derived = { not: 'follows from other catalogs' };
const kindOf = (relation: string): string => `(SELECT k.relkind FROM pg_class k WHERE k.oid = ${relation})`;

/** Tables, views, materialized views, indexes, sequences and composite types. */
const relations: DigestedCatalog = {
  catalog: 'pg_class',
  where: isRelationOfUser('x.oid'),
  definition: `CASE WHEN x.relkind IN ('v', 'm') THEN pg_get_viewdef(x.oid)
    WHEN x.relkind IN ('i', 'I') THEN pg_get_indexdef(x.oid) ELSE 'there' END`,
  columns: {
    oid: inSubject,
    relname: inSubject,
    relnamespace: inSubject,
    reltype: derived,
    reloftype: reference('of type', 'reloftype', 'regtype'),
    relowner: {
      fact: 'owner',
      as: `CASE WHEN x.relkind NOT IN ('i', 'I') THEN (
      SELECT r.rolname::text FROM pg_roles r WHERE r.oid = x.relowner AND r.rolname <> current_user) END`,
    },
    relam: {
      fact: 'access method',
      as: `CASE WHEN x.relkind IN ('r', 'p', 'm') THEN (
      SELECT m.amname::text FROM pg_am m WHERE m.oid = x.relam AND m.amname <> 'heap') END`,
    },
    relfilenode: storage,
    reltablespace: {
      fact: 'tablespace',
      as: '(SELECT ts.spcname::text FROM pg_tablespace ts WHERE ts.oid = x.reltablespace)',
    },
    relpages: gathered,
    reltuples: gathered,
    relallvisible: gathered,
    relallfrozen: gathered,
    reltoastrelid: {
      fact: 'toast options',
      as: `(SELECT ${sorted('t.reloptions')} FROM pg_class t WHERE t.oid = x.reltoastrelid)`,
    },
    relhasindex: derived,
    relisshared: { not: 'is never true of what a user makes' },
    relpersistence: { fact: 'persistence', as: `nullif(x.relpersistence, 'p')` },
    relkind: when('is partitioned', `x.relkind IN ('p', 'I')`),
    relnatts: derived,
    relchecks: derived,
    relhasrules: derived,
    relhastriggers: derived,
    relhassubclass: derived,
    relrowsecurity: { fact: 'row security' },
    relforcerowsecurity: { fact: 'forced row security' },
    relispopulated: when('is not populated', 'NOT x.relispopulated'),
    relreplident: {
      fact: 'replica identity',
      as: `nullif(x.relreplident, CASE WHEN x.relkind IN ('r', 'p', 'm') THEN 'd' ELSE 'n' END)`,
    },
    relispartition: derived,
    relrewrite: storage,
    relfrozenxid: storage,
    relminmxid: storage,
    relacl: inGrants,
    reloptions: { fact: 'options', as: sorted('x.reloptions') },
    relpartbound: { fact: 'bound', as: 'pg_get_expr(x.relpartbound, x.oid)' },
  },
  more: {
    'partitioned by': 'pg_get_partkeydef(x.oid)',
    'order of columns': `CASE WHEN x.relkind IN ('r', 'p', 'f', 'c') THEN (
      SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = x.oid AND a.attnum > 0 AND NOT a.attisdropped) END`,
    parents: `(SELECT string_agg(h.inhparent::regclass::text, ', ' ORDER BY h.inhseqno) FROM pg_inherits h WHERE h.inhrelid = x.oid)`,
    'disabled internal triggers': `(SELECT string_agg(
        concat(co.conname, ' ', g.tgfoid::regproc, ' ', g.tgenabled), ', ' ORDER BY co.conname COLLATE "C", g.tgfoid)
      FROM pg_trigger g JOIN pg_constraint co ON co.oid = g.tgconstraint
      WHERE g.tgrelid = x.oid AND g.tgisinternal AND g.tgparentid = 0 AND g.tgenabled <> 'O')`,
  },
};

const columns: DigestedCatalog = {
  catalog: 'pg_attribute',
  hasOid: false,
  subject: columnSubject('x.attrelid', 'quote_ident(x.attname)'),
  where: `x.attnum > 0 AND NOT x.attisdropped AND ${kindOf('x.attrelid')} IN ('r', 'p', 'f', 'c')
    AND ${isRelationOfUser('x.attrelid')}`,
  columns: {
    attrelid: inSubject,
    attname: inSubject,
    atttypid: { fact: 'type', as: 'format_type(x.atttypid, x.atttypmod)' },
    attlen: derived,
    attnum: { not: 'the order of columns is a fact of the table' },
    attcacheoff: storage,
    atttypmod: { not: 'is part of the type' },
    attndims: { not: 'is neither enforced nor dumped' },
    attbyval: derived,
    attalign: derived,
    attstorage: {
      fact: 'storage',
      as: `CASE x.attstorage WHEN (SELECT t.typstorage FROM pg_type t WHERE t.oid = x.atttypid) THEN NULL
        WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' WHEN 'x' THEN 'extended' END`,
    },
    attcompression: { fact: 'compression' },
    attnotnull: { fact: 'not null' },
    atthasdef: derived,
    atthasmissing: storage,
    attidentity: { fact: 'identity', as: `CASE x.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END` },
    attgenerated: { fact: 'generated', as: `CASE x.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END` },
    attisdropped: inSubject,
    attislocal: when('is inherited only', 'NOT x.attislocal'),
    attinhcount: when('is inherited', 'x.attinhcount > 0'),
    attcollation: {
      fact: 'collation',
      as: `(SELECT x.attcollation::regcollation::text FROM pg_type t
        WHERE t.oid = x.atttypid AND x.attcollation <> 0 AND x.attcollation <> t.typcollation)`,
    },
    attstattarget: { fact: 'statistics target', as: 'nullif(x.attstattarget, -1)' },
    attacl: inGrants,
    attoptions: { fact: 'options', as: sorted('x.attoptions') },
    attfdwoptions: { fact: 'foreign options', as: sorted('x.attfdwoptions') },
    attmissingval: storage,
  },
  more: {
    default: `(SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d WHERE d.adrelid = x.attrelid AND d.adnum = x.attnum)`,
  },
};

/** Columns of what has its columns in its definition: only what can be said of them besides. */
const definedColumns: DigestedCatalog = {
  ...columns,
  subject: columnSubject(
    'x.attrelid',
    `CASE WHEN ${kindOf('x.attrelid')} IN ('i', 'I') THEN x.attnum::text ELSE quote_ident(x.attname) END`,
  ),
  definition: null,
  where: `x.attnum > 0 AND NOT x.attisdropped AND ${kindOf('x.attrelid')} IN ('v', 'm', 'i', 'I')
    AND ${isRelationOfUser('x.attrelid')}`,
  columns: {
    ...columns.columns,
    atttypid: inDefinition,
    attnotnull: inDefinition,
    attislocal: inDefinition,
    attinhcount: inDefinition,
    attcollation: inDefinition,
    attstorage: {
      fact: 'storage',
      as: `CASE WHEN ${kindOf('x.attrelid')} = 'm' THEN (
      SELECT nullif(x.attstorage, t.typstorage) FROM pg_type t WHERE t.oid = x.atttypid) END`,
    },
  },
};

const indexes: DigestedCatalog = {
  catalog: 'pg_index',
  hasOid: false,
  subject: identity('pg_class', 'x.indexrelid'),
  definition: null,
  where: isRelationOfUser('x.indexrelid'),
  columns: {
    indexrelid: inSubject,
    indrelid: inDefinition,
    indnatts: inDefinition,
    indnkeyatts: inDefinition,
    indisunique: inDefinition,
    indnullsnotdistinct: inDefinition,
    indisprimary: { fact: 'is of the primary key' },
    indisexclusion: { not: 'is part of the definition of its constraint' },
    indimmediate: when('is deferrable', 'NOT x.indimmediate'),
    indisclustered: { fact: 'clustered' },
    indisvalid: when('is not valid', 'NOT x.indisvalid'),
    indcheckxmin: storage,
    indisready: when('is not ready', 'NOT x.indisready'),
    indislive: when('is not live', 'NOT x.indislive'),
    indisreplident: { fact: 'is the replica identity' },
    indkey: inDefinition,
    indcollation: inDefinition,
    indclass: inDefinition,
    indoption: inDefinition,
    indexprs: inDefinition,
    indpred: inDefinition,
  },
};

/** NOT NULL of version 18 among them. What a trigger's constraint is, the trigger says. */
const constraints: DigestedCatalog = {
  catalog: 'pg_constraint',
  // A foreign key to a partitioned table has a shadow for every partition, on the same table, which nobody wrote.
  where: `x.contype <> 't' AND (x.contypid <> 0 AND ${isOfUser('pg_type', 'x.contypid')} OR ${isRelationOfUser('x.conrelid')})
    AND NOT EXISTS (SELECT FROM pg_constraint s WHERE s.oid = x.conparentid AND s.conrelid = x.conrelid)`,
  definition: 'pg_get_constraintdef(x.oid)',
  columns: {
    oid: inSubject,
    conname: inSubject,
    connamespace: inSubject,
    contype: inDefinition,
    condeferrable: inDefinition,
    condeferred: inDefinition,
    conenforced: inDefinition,
    convalidated: when('is not valid', 'NOT x.convalidated'),
    conrelid: inSubject,
    contypid: inSubject,
    conindid: { fact: 'index', as: `CASE x.contype WHEN 'f' THEN nullif(x.conindid, 0)::regclass::text END` },
    conparentid: { fact: 'parent', as: identity('pg_constraint', 'nullif(x.conparentid, 0)') },
    confrelid: inDefinition,
    confupdtype: inDefinition,
    confdeltype: inDefinition,
    confmatchtype: inDefinition,
    conislocal: when('is inherited only', 'NOT x.conislocal'),
    coninhcount: when('is inherited', 'x.coninhcount > 0'),
    connoinherit: when('is not inherited', `x.contype IN ('c', 'n') AND x.connoinherit`),
    conperiod: inDefinition,
    conkey: inDefinition,
    confkey: inDefinition,
    conpfeqop: inDefinition,
    conppeqop: inDefinition,
    conffeqop: inDefinition,
    confdelsetcols: inDefinition,
    conexclop: inDefinition,
    conbin: inDefinition,
  },
};

/** Also those of identity columns, which the column's table owns. */
const sequences: DigestedCatalog = {
  catalog: 'pg_sequence',
  hasOid: false,
  subject: identity('pg_class', 'x.seqrelid'),
  definition: null,
  where: isRelationOfUser('x.seqrelid'),
  columns: {
    seqrelid: inSubject,
    seqtypid: { fact: 'type', as: 'format_type(x.seqtypid, NULL)' },
    seqstart: { fact: 'start' },
    seqincrement: { fact: 'increment' },
    seqmax: { fact: 'maximum' },
    seqmin: { fact: 'minimum' },
    seqcache: { fact: 'cache' },
    seqcycle: { fact: 'cycle' },
  },
  more: {
    'owned by': `(SELECT format('%s.%I', d.refobjid::regclass, a.attname)
      FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.objid = x.seqrelid AND d.refclassid = 'pg_class'::regclass
        AND d.deptype IN ('a', 'i'))`,
  },
};

/** A partition that is leaving its parent while others read it. */
const inheritance: DigestedCatalog = {
  catalog: 'pg_inherits',
  hasOid: false,
  subject: identity('pg_class', 'x.inhrelid'),
  definition: null,
  where: isRelationOfUser('x.inhrelid'),
  columns: {
    inhrelid: inSubject,
    inhparent: { not: 'is a fact of the child' },
    inhseqno: { not: 'is the order of the parents' },
    inhdetachpending: { fact: 'is being detached' },
  },
};

export const tableCatalogs: readonly DigestedCatalog[] = [
  relations,
  columns,
  definedColumns,
  indexes,
  constraints,
  sequences,
  inheritance,
];
