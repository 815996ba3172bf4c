import { lookUp } from '../../../model/look-up.ts';
import type { Attributes, Column, Expression } from '../../../model/table.ts';
import { phrase } from '../../phrase.ts';
import { quotedString } from '../strings.ts';
import { writeName } from './names.ts';

/** Attributes of a column with the words before their values. */
const attributeWords: Readonly<Record<string, string>> = {
  'column-format': 'COLUMN_FORMAT',
  storage: 'STORAGE',
  srid: 'SRID',
};

const textAttributes: Readonly<Record<string, string>> = {
  'engine-attribute': 'ENGINE_ATTRIBUTE',
  'secondary-engine-attribute': 'SECONDARY_ENGINE_ATTRIBUTE',
};

/** A column's definition, name included. */
export function writeColumn(column: Column): string {
  const { attributes = {}, generated } = column;
  return phrase(
    writeName(column.name),
    column.type.text,
    attributes['charset'] !== undefined && `CHARACTER SET ${attributes['charset']}`,
    attributes['collate'] === 'binary' && 'BINARY',
    attributes['compressed'] === 'yes' && 'COMPRESSED',
    column.collation !== undefined && `COLLATE ${column.collation}`,
    attributes['system-time'] !== undefined && `GENERATED ALWAYS AS ROW ${attributes['system-time'].toUpperCase()}`,
    generated && `GENERATED ALWAYS AS (${generated.expression.sql}) ${generated.stored ? 'STORED' : 'VIRTUAL'}`,
    writeNullability(column),
    column.default && `DEFAULT ${writeValue(column.default)}`,
    column.onUpdate && `ON UPDATE ${writeValue(column.onUpdate)}`,
    column.identity && 'AUTO_INCREMENT',
    column.comment !== undefined && `COMMENT ${quotedString(column.comment)}`,
    writeAttributes(attributes),
  );
}

/** A default stands by itself when it is a literal or the current time; anything else needs parentheses. */
export function writeValue({ sql, constant }: Expression): string {
  const plain = /^CURRENT_TIMESTAMP(?:\(\d\))?$/.test(sql) || (constant && isLiteral(sql));
  return plain ? sql : `(${sql})`;
}

const literalForm = /^(?:[+-]?[\d.]+(?:e[+-]?\d+)?|0[xb][\da-f]+|null|true|false|[nxb]?'(?:[^'\\]|''|\\[^])*')$/i;

function isLiteral(sql: string): boolean {
  return literalForm.test(sql);
}

/** NULL is said only where leaving it out could mean NOT NULL: a timestamp column on servers with the old defaults. */
function writeNullability({ nullable, type }: Column): string {
  if (!nullable) return 'NOT NULL';
  return type.name === 'timestamp' ? 'NULL' : '';
}

function writeAttributes(attributes: Attributes): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    const word = lookUp(attributeWords, key);
    if (word !== undefined) return `${word} ${value}`;
    const textWord = lookUp(textAttributes, key);
    if (textWord !== undefined) return `${textWord} ${quotedString(value)}`;
    if (key === 'system-time') return '';
    if (key === 'visible') return value === 'no' ? 'INVISIBLE' : 'VISIBLE';
    if (key === 'system-versioning') return `${value === 'no' ? 'WITHOUT' : 'WITH'} SYSTEM VERSIONING`;
    return key === 'references' ? `REFERENCES ${value}` : '';
  });
  return phrase(...written);
}
