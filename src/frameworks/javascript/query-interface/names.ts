import type { QualifiedName } from '../../../model/names.ts';

/** Sequelize's own way to put names in lower case: every capital letter gets a line before it. */
function underscore(text: string): string {
  return text
    .replace(/([A-Z])/g, '_$1')
    .replace(/^_/, '')
    .toLowerCase();
}

/** The name of an index when none is given; `prefix` is the table as it was written, or the name in an object. */
export function indexName(prefix: string, fields: readonly string[]): string {
  return underscore(`${prefix.replaceAll('.', '_').replace(/["']/g, '')}_${fields.join('_')}`);
}

/** The name of a constraint when none is given: `users_email_uk`. */
export function constraintName(table: QualifiedName, fields: readonly string[], suffix: string): string {
  const path = table.schema === undefined ? table.name : `${table.schema}.${table.name}`;
  return `${path}_${fields.join('_')}_${suffix}`;
}
