import type { Table } from '../../../model/schema.ts';
import type { Context } from './effect.ts';
import { can } from './server.ts';
import { hasIndexOf, hasIndexedVirtual, rowFormatOf } from './tables-at-hand.ts';
import type { Way } from './ways.ts';
import { copied, rebuilt } from './ways.ts';

/**
 * Why a table takes no note of a column that comes or goes in the catalog, whatever the version; `undefined`: it does.
 * "Online DDL Operations" of MySQL; MariaDB 10.11 was asked.
 */
export function noInstantColumns(table: Table | undefined, { schema, server }: Context): string | undefined {
  if (rowFormatOf(table) === 'compressed') return 'tables with ROW_FORMAT=COMPRESSED have no instant columns';
  if (hasIndexOf(table, 'fulltext')) return 'tables with a FULLTEXT index have no instant columns';
  if (server.product === 'mariadb' && hasIndexedVirtual(schema, table)) {
    return 'tables with an index on a virtual column have no instant columns';
  }
  return undefined;
}

/** How a table is written anew, as far as its indexes let others write meanwhile. */
export function rebuildOf(table: Table | undefined, because: string, context: Context): Way {
  const { schema, server } = context;
  if (hasIndexOf(table, 'fulltext')) {
    return server.product === 'mysql'
      ? copied(`${because}, and tables with a FULLTEXT index are not rebuilt in place`)
      : rebuilt(`${because}, with its FULLTEXT index`, 'shared');
  }
  if (hasIndexOf(table, 'spatial')) return rebuilt(`${because}, with its SPATIAL index`, 'shared');
  if (server.product === 'mariadb' && hasIndexedVirtual(schema, table)) {
    return rebuilt(`${because}, with an index on a virtual column`, 'shared');
  }
  return rebuilt(because);
}

/** First releases in which a column is added at the end, or anywhere, by a note in the catalog. */
const instantAddSince = { mysql: [8, 0, 12], mariadb: [10, 3, 2] } as const;
const instantAddAnywhereSince = { mysql: [8, 0, 29], mariadb: [10, 4, 0] } as const;
const instantDropSince = { mysql: [8, 0, 29], mariadb: [10, 4, 0] } as const;

export function addsInstantly({ server }: Context, isLast: boolean): boolean {
  return can(server, isLast ? instantAddSince : instantAddAnywhereSince);
}

export function dropsInstantly({ server }: Context): boolean {
  return can(server, instantDropSince);
}

/** MariaDB moves a column, and takes longer text, by a note in the catalog. */
export function modifiesInstantly({ server }: Context): boolean {
  return can(server, { mariadb: [10, 4, 3] });
}
