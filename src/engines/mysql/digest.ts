import type { CatalogDigest } from '../engine.ts';
import { textIn } from '../rows.ts';
import type { Query } from './rows.ts';

/** What the server shows of each object. */
export async function readDigest(query: Query, database: string): Promise<CatalogDigest> {
  const rows = await query('SELECT * FROM information_schema.tables WHERE table_schema = ?', [database]);
  return new Map(rows.map((row) => [`table ${textIn(row, 'TABLE_NAME')}`, textIn(row, 'ENGINE')]));
}
