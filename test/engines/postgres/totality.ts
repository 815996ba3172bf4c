import type { Query } from '../../../src/engines/engine.ts';
import { digestedCatalogs, otherQueries } from '../../../src/engines/postgres-catalog/digest/index.ts';

/** Catalogs that the digest does not read, and why nothing of a user's is lost. */
const unread: Readonly<Record<string, string>> = {
  pg_auth_members: 'belongs to the whole server',
  pg_authid: 'belongs to the whole server',
  pg_parameter_acl: 'belongs to the whole server',
  pg_replication_origin: 'belongs to the whole server',
  pg_shdepend: 'belongs to the whole server, and follows from owners and grants',
  pg_shdescription: 'belongs to the whole server',
  pg_shseclabel: 'belongs to the whole server',
  pg_subscription: 'subscriptions are refused by name',
  pg_subscription_rel: 'subscriptions are refused by name',
  pg_statistic: 'is gathered from the rows',
  pg_statistic_ext_data: 'is gathered from the rows',
  pg_partitioned_table: 'is printed by pg_get_partkeydef',
};

/** Types of columns that hold numbers or trees which differ between two databases that are the same. */
const unprintable: ReadonlySet<string> = new Set([
  'oid',
  'oidvector',
  '_oid',
  'aclitem',
  '_aclitem',
  'pg_node_tree',
  'xid',
]);

export interface Totality {
  /** Catalogs that are neither read nor excluded by name. */
  readonly unread: readonly string[];
  /** Columns of catalogs read column by column that nobody has said anything about. */
  readonly unknownColumns: readonly string[];
  /** Columns that would be printed as numbers of objects. */
  readonly printedAsNumbers: readonly string[];
}

/** What of the engine's own list of catalogs the digest does not account for. */
export async function totalityOf(query: Query): Promise<Totality> {
  const { rows } = await query<{ readonly catalog: string; readonly name: string; readonly type: string }>(`
    SELECT c.relname AS catalog, a.attname AS name, t.typname AS type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 ORDER BY 1, a.attnum`);
  const texts = [JSON.stringify(digestedCatalogs), ...otherQueries].join('\n');
  const isRead = (catalog: string): boolean => new RegExp(`\\b${catalog}\\b`, 'u').test(texts);
  const columns = digestedCatalogs.flatMap((digested) =>
    rows
      .filter(({ catalog }) => catalog === digested.catalog)
      .map(({ catalog, name, type }) => ({ column: `${catalog}.${name}`, type, use: digested.columns[name] })),
  );
  return {
    unread: [...new Set(rows.map(({ catalog }) => catalog))].filter(
      (catalog) => !isRead(catalog) && unread[catalog] === undefined,
    ),
    unknownColumns: columns.filter(({ use }) => use === undefined).map(({ column }) => column),
    printedAsNumbers: columns
      .filter(({ type, use }) => unprintable.has(type) && use !== undefined && 'fact' in use && use.as === undefined)
      .map(({ column }) => column),
  };
}
