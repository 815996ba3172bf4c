import type { QualifiedName } from '../../model/names.ts';

/** The name that knex gives to an index or a key whose name is not said. */
export function derivedName(
  table: QualifiedName,
  columns: readonly string[],
  of: 'index' | 'unique' | 'foreign',
): string {
  return `${table.name.replace(/[.-]/g, '_')}_${columns.join('_')}_${of}`.toLowerCase();
}

export function primaryName(table: QualifiedName): string {
  return `${table.name}_pkey`;
}
