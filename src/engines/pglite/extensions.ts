import type { Extensions } from '@electric-sql/pglite';
import { lookUp } from '../../model/look-up.ts';

/** The extensions of PostgreSQL's contrib folder that PGlite ships and a migration can ask for, by their own names. */
const contrib: Readonly<Record<string, () => Promise<Extensions>>> = {
  amcheck: async () => ({ ...(await import('@electric-sql/pglite/contrib/amcheck')) }),
  bloom: async () => ({ ...(await import('@electric-sql/pglite/contrib/bloom')) }),
  btree_gin: async () => ({ ...(await import('@electric-sql/pglite/contrib/btree_gin')) }),
  btree_gist: async () => ({ ...(await import('@electric-sql/pglite/contrib/btree_gist')) }),
  citext: async () => ({ ...(await import('@electric-sql/pglite/contrib/citext')) }),
  cube: async () => ({ ...(await import('@electric-sql/pglite/contrib/cube')) }),
  dict_int: async () => ({ ...(await import('@electric-sql/pglite/contrib/dict_int')) }),
  dict_xsyn: async () => ({ ...(await import('@electric-sql/pglite/contrib/dict_xsyn')) }),
  earthdistance: async () => ({ ...(await import('@electric-sql/pglite/contrib/earthdistance')) }),
  fuzzystrmatch: async () => ({ ...(await import('@electric-sql/pglite/contrib/fuzzystrmatch')) }),
  hstore: async () => ({ ...(await import('@electric-sql/pglite/contrib/hstore')) }),
  intarray: async () => ({ ...(await import('@electric-sql/pglite/contrib/intarray')) }),
  isn: async () => ({ ...(await import('@electric-sql/pglite/contrib/isn')) }),
  lo: async () => ({ ...(await import('@electric-sql/pglite/contrib/lo')) }),
  ltree: async () => ({ ...(await import('@electric-sql/pglite/contrib/ltree')) }),
  moddatetime: async () => ({ ...(await import('@electric-sql/pglite/contrib/moddatetime')) }),
  pageinspect: async () => ({ ...(await import('@electric-sql/pglite/contrib/pageinspect')) }),
  pg_buffercache: async () => ({ ...(await import('@electric-sql/pglite/contrib/pg_buffercache')) }),
  pg_freespacemap: async () => ({ ...(await import('@electric-sql/pglite/contrib/pg_freespacemap')) }),
  pg_stat_statements: async () => ({ ...(await import('@electric-sql/pglite/contrib/pg_stat_statements')) }),
  pg_surgery: async () => ({ ...(await import('@electric-sql/pglite/contrib/pg_surgery')) }),
  pg_trgm: async () => ({ ...(await import('@electric-sql/pglite/contrib/pg_trgm')) }),
  pg_visibility: async () => ({ ...(await import('@electric-sql/pglite/contrib/pg_visibility')) }),
  pg_walinspect: async () => ({ ...(await import('@electric-sql/pglite/contrib/pg_walinspect')) }),
  pgcrypto: async () => ({ ...(await import('@electric-sql/pglite/contrib/pgcrypto')) }),
  seg: async () => ({ ...(await import('@electric-sql/pglite/contrib/seg')) }),
  tablefunc: async () => ({ ...(await import('@electric-sql/pglite/contrib/tablefunc')) }),
  tcn: async () => ({ ...(await import('@electric-sql/pglite/contrib/tcn')) }),
  tsm_system_rows: async () => ({ ...(await import('@electric-sql/pglite/contrib/tsm_system_rows')) }),
  tsm_system_time: async () => ({ ...(await import('@electric-sql/pglite/contrib/tsm_system_time')) }),
  unaccent: async () => ({ ...(await import('@electric-sql/pglite/contrib/unaccent')) }),
  'uuid-ossp': async () => ({ ...(await import('@electric-sql/pglite/contrib/uuid_ossp')) }),
};

/** What an extension cannot do without. */
const needs: Readonly<Record<string, string>> = { earthdistance: 'cube' };

/** Loads extensions, by default all: PGlite knows only those that it is given when it starts. Others are left out. */
export async function loadExtensions(names: readonly string[] = Object.keys(contrib)): Promise<Extensions> {
  const wanted = new Set(names.flatMap((name) => [name, lookUp(needs, name) ?? name]));
  const loading = [...wanted].flatMap((name) => lookUp(contrib, name) ?? []).map((load) => load());
  const entries = (await Promise.all(loading)).flatMap((extensions) => Object.entries(extensions));
  return Object.fromEntries(entries);
}
