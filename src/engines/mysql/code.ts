import type { Operation } from '../../model/operation.ts';
import type { OtherObject, Routine, View } from '../../model/schema.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import type { Row } from '../rows.ts';
import { textIn } from '../rows.ts';
import type { Catalog } from './introspect.ts';

interface Code {
  readonly views: readonly View[];
  readonly routines: readonly Routine[];
  readonly events: readonly OtherObject[];
}

/** Views, procedures, functions and events. */
export async function readCode(catalog: Catalog): Promise<Code> {
  const { query, database } = catalog;
  const named = (view: string, owner: string): Promise<readonly Row[]> =>
    query(`SELECT * FROM information_schema.${view} WHERE ${owner} = ?`, [database]);
  const views = await named('views', 'table_schema');
  const routines = await named('routines', 'routine_schema');
  const events = await named('events', 'event_schema');
  return {
    views: views.flatMap((row) => viewOf(catalog, row)),
    routines: (
      await Promise.all(
        routines
          .filter((row) => ['PROCEDURE', 'FUNCTION'].includes(textIn(row, 'ROUTINE_TYPE')))
          .map((row) => routineOf(catalog, row)),
      )
    ).flat(),
    events: events.map((row) => ({
      objectType: 'event',
      name: { name: textIn(row, 'EVENT_NAME') },
      definition: textIn(row, 'EVENT_DEFINITION'),
      origin: catalogOrigin,
    })),
  };
}

/** The server puts the database's name before every table. */
function viewOf({ reader, database }: Catalog, row: Row): readonly View[] {
  const name = textIn(row, 'TABLE_NAME');
  const query = textIn(row, 'VIEW_DEFINITION').replaceAll(`\`${database}\`.`, '');
  const checkOption = textIn(row, 'CHECK_OPTION');
  const ending = checkOption === 'NONE' ? '' : ` WITH ${checkOption} CHECK OPTION`;
  return reader.read(`CREATE VIEW v AS ${query}${ending}`).flatMap((operation) => {
    if (operation.kind !== 'CreateView') return [];
    const { reads, attributes = {} } = operation;
    const view: View = {
      name: { name },
      materialized: false,
      query: operation.query,
      columns: [],
      reads,
      attributes,
      origin: catalogOrigin,
    };
    return [view];
  });
}

async function routineOf({ query, reader }: Catalog, row: Row): Promise<readonly Routine[]> {
  const type = textIn(row, 'ROUTINE_TYPE') === 'PROCEDURE' ? 'Procedure' : 'Function';
  const name = textIn(row, 'ROUTINE_NAME');
  const [shown] = await query(`SHOW CREATE ${type} \`${name.replaceAll('`', '``')}\``);
  const sql = shown === undefined ? '' : textIn(shown, `Create ${type}`);
  return reader.read(sql).flatMap((operation: Operation) => {
    if (operation.kind !== 'CreateRoutine') return [];
    const { routineType, language, definition, uses } = operation;
    return [{ name: { name }, routineType, language, definition, uses, attributes: {}, origin: catalogOrigin }];
  });
}
