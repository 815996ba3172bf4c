import type { CatalogDigest } from '../engine.ts';
import { textIn } from '../rows.ts';
import type { Query } from './query.ts';

/** The SQL that SQLite keeps of each object, and what its pragmas say of it. */
export function readDigest(query: Query): CatalogDigest {
  const rows = query('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL', []);
  return new Map(rows.map((row) => [`${textIn(row, 'type')} ${textIn(row, 'name')}`, textIn(row, 'sql')]));
}
