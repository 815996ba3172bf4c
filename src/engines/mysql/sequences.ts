import type { Sequence } from '../../model/schema.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import { textIn } from '../rows.ts';
import type { Catalog } from './introspect.ts';

/** The sequences of MariaDB with their options, as it prints them; the number that comes next is no part of them. */
export async function readSequences({ query, reader, database }: Catalog): Promise<readonly Sequence[]> {
  const rows = await query(
    "SELECT * FROM information_schema.tables WHERE table_schema = ? AND table_type = 'SEQUENCE' ORDER BY table_name",
    [database],
  );
  const sequences: Sequence[] = [];
  for (const row of rows) {
    const name = textIn(row, 'TABLE_NAME');
    const [shown] = await query(`SHOW CREATE SEQUENCE \`${name.replaceAll('`', '``')}\``);
    const [operation] = shown === undefined ? [] : reader.read(textIn(shown, 'Create Table'));
    if (operation?.kind !== 'CreateSequence') continue;
    const { engine: _engine, ...attributes } = operation.attributes;
    sequences.push({ name: { name }, attributes, origin: catalogOrigin });
  }
  return sequences;
}
