import type { Extensions } from '@electric-sql/pglite';

/** The extensions of PostgreSQL's contrib folder that migrations ask for; PGlite knows those that it is given. */
export async function loadExtensions(): Promise<Extensions> {
  return {
    ...(await import('@electric-sql/pglite/contrib/btree_gin')),
    ...(await import('@electric-sql/pglite/contrib/btree_gist')),
    ...(await import('@electric-sql/pglite/contrib/citext')),
    ...(await import('@electric-sql/pglite/contrib/hstore')),
    ...(await import('@electric-sql/pglite/contrib/intarray')),
    ...(await import('@electric-sql/pglite/contrib/ltree')),
    ...(await import('@electric-sql/pglite/contrib/pg_trgm')),
    ...(await import('@electric-sql/pglite/contrib/pgcrypto')),
    ...(await import('@electric-sql/pglite/contrib/unaccent')),
    ...(await import('@electric-sql/pglite/contrib/uuid_ossp')),
  };
}
