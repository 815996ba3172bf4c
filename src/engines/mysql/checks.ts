import type { Named } from '../../model/schema.ts';
import type { Check } from '../../model/table.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import { optionalTextIn, textIn } from '../rows.ts';
import type { Catalog } from './introspect.ts';
import { grouped } from './grouped.ts';

/** A check, and whether it is what MariaDB makes of a JSON column, and so no check of its own. */
export interface KnownCheck {
  readonly check: Named<Check>;
  readonly isOfType: boolean;
}

/** The checks of all tables by their names. MySQL says in another view whose they are, and whether they are enforced. */
export async function readChecks(catalog: Catalog): Promise<ReadonlyMap<string, readonly KnownCheck[]>> {
  const { query, reader, database } = catalog;
  const rows = await query('SELECT * FROM information_schema.check_constraints WHERE constraint_schema = ?', [
    database,
  ]);
  const owners = await query(
    "SELECT * FROM information_schema.table_constraints WHERE table_schema = ? AND constraint_type = 'CHECK'",
    [database],
  );
  return grouped(
    rows.flatMap((row) => {
      const name = textIn(row, 'CONSTRAINT_NAME');
      const owner = owners.find((one) => textIn(one, 'CONSTRAINT_NAME') === name);
      const table = optionalTextIn(row, 'TABLE_NAME') ?? (owner === undefined ? '' : textIn(owner, 'TABLE_NAME'));
      const sql = textIn(row, 'CHECK_CLAUSE');
      const clause = catalog.isMariadb ? sql : unescaped(sql);
      const [operation] = reader.read(`ALTER TABLE t ADD CHECK (${clause})`);
      if (operation?.kind !== 'AddCheck') return [];
      const isInColumn = textIn(row, 'LEVEL') === 'Column';
      const { columns } = operation.constraint;
      // The view goes on with the column's old name after a rename.
      const column = columns.includes(name) ? name : (columns[0] ?? name);
      const attributes = {
        ...(isInColumn ? { column } : {}),
        ...(owner !== undefined && textIn(owner, 'ENFORCED') === 'NO' ? { enforced: 'no' } : {}),
      };
      const check: Named<Check> = {
        ...operation.constraint,
        name: isInColumn ? column : name,
        ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
        origin: catalogOrigin,
      };
      const isOfType = isInColumn && clause.toLowerCase() === `json_valid(\`${column.toLowerCase()}\`)`;
      return [[table, { check, isOfType }] as const];
    }),
  );
}

/** MySQL prints quotes and backslashes of an expression once more escaped than it reads them. */
export function unescaped(sql: string): string {
  return sql.replaceAll(/\\(['"\\])/g, '$1');
}
