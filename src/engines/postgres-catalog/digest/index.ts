import type { CatalogDigest } from '../../engine.ts';
import type { Query } from '../introspect.ts';
import { withPinnedSettings } from '../settings.ts';
import type { DigestedCatalog, ExistingColumn } from './catalog.ts';
import { digestQuery } from './catalog.ts';
import { codeCatalogs } from './code.ts';
import { columnGrantsQuery, defaultPrivilegesQuery, grantsQuery } from './grants.ts';
import {
  commentsQuery,
  droppedQuery,
  extensionDependenciesQuery,
  securityLabelsQuery,
  sequencesQuery,
} from './notes.ts';
import { objectCatalogs } from './objects.ts';
import { onTableCatalogs } from './on-tables.ts';
import { tableCatalogs } from './tables.ts';
import { typeCatalogs } from './types.ts';

/** The catalogs that are read column by column. */
export const digestedCatalogs: readonly DigestedCatalog[] = [
  ...tableCatalogs,
  ...onTableCatalogs,
  ...codeCatalogs,
  ...typeCatalogs,
  ...objectCatalogs,
];

/** What is read in other ways. */
export const otherQueries: readonly string[] = [
  grantsQuery,
  columnGrantsQuery,
  defaultPrivilegesQuery,
  commentsQuery,
  securityLabelsQuery,
  extensionDependenciesQuery,
  droppedQuery,
];

const columnsQuery = `
  SELECT c.relname AS catalog, a.attname AS name, t.typname AS type
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY c.oid, a.attnum`;

interface Fact {
  readonly subject: string;
  readonly value: string;
}

/**
 * Every catalog that a user's SQL can change, of version 13 or newer, as the server prints it. What initdb and extensions
 * make is left out, so that the digest of an empty database is empty.
 */
export function readDigest(query: Query): Promise<CatalogDigest> {
  return withPinnedSettings(query, async () => {
    const { rows: existing } = await query<ExistingColumn>(columnsQuery);
    const known = new Set(existing.map(({ catalog }) => catalog));
    const facts: Fact[] = [];
    for (const catalog of digestedCatalogs.filter((one) => known.has(one.catalog))) {
      const sql = digestQuery(catalog, existing);
      if (sql !== undefined) facts.push(...(await query<Fact>(sql)).rows);
    }
    for (const sql of otherQueries) facts.push(...(await query<Fact>(sql)).rows);
    const { rows: sequences } = await query<{ readonly query: string }>(sequencesQuery);
    if (sequences.length > 0) {
      facts.push(...(await query<Fact>(sequences.map((sequence) => sequence.query).join(' UNION ALL '))).rows);
    }
    return bySubject(facts);
  });
}

/** In the order of the subjects; nothing is lost where two objects go by one name, as a trigger's and its twin's in another schema. */
function bySubject(facts: readonly Fact[]): CatalogDigest {
  const values = new Map<string, string>();
  const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
  const sorted = facts.toSorted((one, other) => compare(one.subject, other.subject) || compare(one.value, other.value));
  for (const { subject, value } of sorted) {
    const before = values.get(subject);
    values.set(subject, before === undefined ? value : `${before}\n${value}`);
  }
  return values;
}
