import type { Column, Expression } from '../../../model/table.ts';
import { phrase } from '../../phrase.ts';
import { quotedName } from '../quoting.ts';

/** A column's definition with its name; `key` is what stands in it of the primary key. */
export function writeColumn(column: Column, key = ''): string | undefined {
  if (column.onUpdate !== undefined || column.comment !== undefined || column.defaultName !== undefined)
    return undefined;
  const resolution = column.attributes?.['not-null-on-conflict'];
  const { generated } = column;
  return phrase(
    quotedName(column.name),
    column.type.text,
    !column.nullable && 'NOT NULL',
    resolution !== undefined && `ON CONFLICT ${resolution.toUpperCase()}`,
    key,
    column.default && `DEFAULT ${writeDefault(column.default)}`,
    column.collation !== undefined && `COLLATE ${quotedName(column.collation)}`,
    generated && `GENERATED ALWAYS AS (${generated.expression.sql}) ${generated.stored ? 'STORED' : 'VIRTUAL'}`,
  );
}

const standsAlone = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|0x[\da-f]+|x?'(?:[^']|'')*'|null|true|false)$/i;
const currentTime = /^current_(?:date|time|timestamp)$/i;

/** Literals and the current time stand by themselves; anything else needs parentheses. */
function writeDefault({ sql }: Expression): string {
  return standsAlone.test(sql) || currentTime.test(sql) ? sql : `(${sql})`;
}
