import type { CharacterSets } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Table, TableColumn } from '../../model/schema.ts';
import type { Attributes } from '../../model/table.ts';

/**
 * A table whose character set or collation was changed (MySQL), from what it was before. Without CONVERT that is the
 * default for columns to come: those that are there keep what they have, and say so from then on.
 */
export function withCharacterSet(
  characterSets: CharacterSets | undefined,
  table: Table,
  before: Attributes,
  { attributes, execution }: Operation<'AlterTable'>,
): Table {
  const { charset: toCharset, collation: toCollation } = attributes;
  if (characterSets === undefined || (toCharset ?? toCollation) === undefined) return table;
  const old = collationOf(characterSets, before);
  const collation = collationOf(characterSets, attributes);
  const charset = characterSets.charsetOf(collation);
  const isConverted = execution?.['convert'] !== undefined;
  const change = (column: TableColumn): TableColumn =>
    isConverted ? converted(characterSets, column, old, charset) : pinned(characterSets, column, old);
  return {
    ...table,
    attributes: { ...table.attributes, charset, collation },
    columns: isConverted || old !== collation ? table.columns.map(change) : table.columns,
  };
}

/** The collation of what has these attributes; of the database's text when it says nothing. */
function collationOf(characterSets: CharacterSets, attributes: Attributes): string {
  const { charset, collation } = attributes;
  return collation === undefined ? characterSets.defaultCollation(charset) : characterSets.collation(collation);
}

function isText({ type }: TableColumn): boolean {
  return type.family === 'text' || type.family === 'enum';
}

function pinned(characterSets: CharacterSets, column: TableColumn, collation: string): TableColumn {
  const { charset, collate, ...others } = column.attributes ?? {};
  if (!isText(column) || column.collation !== undefined || charset !== undefined) return column;
  if (collate === undefined) return { ...column, collation };
  // BINARY: the collation of the character set that goes by the bytes.
  return { ...column, attributes: others, collation: `${characterSets.charsetOf(collation)}_bin` };
}

/** CONVERT TO: the column has the table's from then on. */
function converted(characterSets: CharacterSets, column: TableColumn, tables: string, charset: string): TableColumn {
  if (!isText(column)) return column;
  const { collation, attributes, ...rest } = column;
  const { charset: own, collate: _collate, ...others } = attributes ?? {};
  const from = own ?? characterSets.charsetOf(collation ?? tables);
  return {
    ...rest,
    type: characterSets.converted(column.type, from, charset),
    ...(Object.keys(others).length === 0 ? {} : { attributes: others }),
  };
}
