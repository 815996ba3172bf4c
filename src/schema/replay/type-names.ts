import type { ColumnType } from '../../model/column-type.ts';
import type { QualifiedName } from '../../model/names.ts';
import { nameKey } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import { storeTable } from './store.ts';

/** Whether a column is of a user's type, or an array of it. */
export function isOfType(schema: Schema, type: ColumnType, name: QualifiedName): boolean {
  return nameKey(schema.traits, nameIn(type.name.replace(/(\[\])+$/, ''))) === nameKey(schema.traits, name);
}

/** The schema with the columns of a user's type following its new name. */
export function renameTypeOfColumns(schema: Schema, from: QualifiedName, to: QualifiedName): Schema {
  const users = [...schema.tables.values()].filter(({ columns }) =>
    columns.some((column) => isOfType(schema, column.type, from)),
  );
  return users.reduce((soFar, table) => {
    const columns = table.columns.map((column) =>
      isOfType(schema, column.type, from) ? { ...column, type: renamed(column.type, to) } : column,
    );
    return storeTable(soFar, { ...table, columns });
  }, schema);
}

function renamed(type: ColumnType, to: QualifiedName): ColumnType {
  const dimensions = (text: string): string => /(\[\])*$/.exec(text)?.[0] ?? '';
  const name = [...(to.schema === undefined ? [] : [to.schema]), to.name].map(quoted).join('.');
  return { ...type, text: `${name}${dimensions(type.text)}`, name: `${name}${dimensions(type.name)}` };
}

/** `"Mood"`, `sales.kind`: a type's name as its text has it. */
function nameIn(text: string): QualifiedName {
  const parts = [...text.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(
    ([, inQuotes, bare]) => inQuotes?.replaceAll('""', '"') ?? bare ?? '',
  );
  const [first = '', second] = parts;
  return second === undefined ? { name: first } : { schema: first, name: second };
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
