import type { Migration } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import type { Difference } from '../../schema/picture/differences.ts';

/** Whether a migration has an operation that names what differs: it drops, renames or alters it. */
export function changes(migration: Migration, { part, table, name }: Difference): boolean {
  return migration.up.some(({ operations }) =>
    operations.some((operation) => {
      const said = namesIn(operation);
      if (part === 'table') return said.tables.includes(name) && /^(?:Create|Drop|Rename)Table$/.test(operation.kind);
      const isOnTable = table === undefined || said.tables.length === 0 || said.tables.includes(table.name);
      return isOnTable && said.names.includes(name);
    }),
  );
}

/** The names of tables in an operation, and those of what it makes, changes or takes away. */
function namesIn(operation: Operation): { readonly tables: readonly string[]; readonly names: readonly string[] } {
  const absent = { table: undefined, name: undefined, newName: undefined, column: undefined };
  const { table, name, newName, column, constraint, index } = {
    ...absent,
    constraint: undefined,
    index: undefined,
    ...operation,
  };
  const texts = [name, newName, column, constraint, index].flatMap(textOf);
  const tables = [table, ...(operation.kind === 'RenameTable' ? [newName] : [])].flatMap(textOf);
  return { tables, names: texts };
}

function textOf(named: string | { readonly name?: string } | undefined): readonly string[] {
  if (typeof named === 'string') return [named];
  return named?.name === undefined ? [] : [named.name];
}
