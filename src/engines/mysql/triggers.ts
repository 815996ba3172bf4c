import type { Trigger } from '../../model/schema.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import { textIn } from '../rows.ts';
import { grouped } from './grouped.ts';
import type { Catalog } from './introspect.ts';

/** The triggers of all tables, in the order in which they fire. */
export async function readTriggers({
  query,
  reader,
  database,
}: Catalog): Promise<ReadonlyMap<string, readonly Trigger[]>> {
  const rows = await query(
    'SELECT * FROM information_schema.triggers WHERE trigger_schema = ? ORDER BY event_object_table, action_order',
    [database],
  );
  return grouped(
    rows.flatMap((row) => {
      const when = `${textIn(row, 'ACTION_TIMING')} ${textIn(row, 'EVENT_MANIPULATION')}`;
      const [operation] = reader.read(`CREATE TRIGGER t ${when} ON t FOR EACH ROW ${textIn(row, 'ACTION_STATEMENT')}`);
      if (operation?.kind !== 'CreateTrigger') return [];
      const { timing, events, definition } = operation;
      const name = textIn(row, 'TRIGGER_NAME');
      const trigger = { name, enabled: true, timing, events, definition, origin: catalogOrigin };
      return [[textIn(row, 'EVENT_OBJECT_TABLE'), trigger] as const];
    }),
  );
}
