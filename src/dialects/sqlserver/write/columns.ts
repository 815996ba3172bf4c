import type { Attributes, Column, Expression, Identity } from '../../../model/table.ts';
import { phrase } from '../../phrase.ts';
import { writeName } from './names.ts';

/** A column's definition, name included. */
export function writeColumn(column: Column): string {
  const { attributes = {}, generated } = column;
  if (generated !== undefined) {
    const stored = generated.stored && phrase('PERSISTED', !column.nullable && 'NOT NULL');
    return phrase(writeName(column.name), `AS (${generated.expression.sql})`, stored);
  }
  return phrase(
    writeName(column.name),
    column.type.text,
    column.collation !== undefined && `COLLATE ${column.collation}`,
    writeAttributes(attributes),
    column.identity && writeIdentity(column.identity),
    attributes['for-replication'] === 'no' && 'NOT FOR REPLICATION',
    column.nullable ? 'NULL' : 'NOT NULL',
    attributes['rowguidcol'] === 'yes' && 'ROWGUIDCOL',
    writeDefault(column.default, column.defaultName),
  );
}

/** `CONSTRAINT n DEFAULT value`; a value stands by itself only when it is a literal or one call. */
export function writeDefault(value: Expression | undefined, name: string | undefined): string {
  if (value === undefined) return '';
  return phrase(name !== undefined && `CONSTRAINT ${writeName(name)}`, `DEFAULT (${value.sql})`);
}

function writeIdentity({ start = '1', increment = '1' }: Identity): string {
  return `IDENTITY(${start}, ${increment})`;
}

const flags: Readonly<Record<string, string>> = {
  sparse: 'SPARSE',
  filestream: 'FILESTREAM',
  'column-set': 'COLUMN_SET FOR ALL_SPARSE_COLUMNS',
};

function writeAttributes(attributes: Attributes): string {
  const generated = attributes['generated-always'];
  const masked = attributes['masked'];
  const encrypted = attributes['encrypted'];
  return phrase(
    ...Object.entries(flags).map(([key, words]) => attributes[key] === 'yes' && words),
    generated !== undefined && `GENERATED ALWAYS AS ${generated.toUpperCase()}`,
    attributes['hidden'] === 'yes' && 'HIDDEN',
    masked !== undefined && `MASKED WITH (${masked})`,
    encrypted !== undefined && `ENCRYPTED WITH (${encrypted})`,
  );
}
