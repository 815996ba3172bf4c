import type { QualifiedName } from '../model/names.ts';
import { samePart } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import { columnOf, findTable } from '../model/schema.ts';
import { mentions } from '../model/table.ts';

/** Quotes do not matter for what a name means here: a text that can be searched for plain words. */
export function plain(text: string): string {
  return text.replaceAll(/["`[\]]/g, '');
}

/** A name as a part of a regular expression. */
export function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** Whether a word stands for a table in a piece of SQL: its name, or an alias of it. */
function standsFor(text: string, word: string, { name }: QualifiedName): boolean {
  if (word.toLowerCase() === name.toLowerCase()) return true;
  const table = escaped(plain(name));
  return new RegExp(String.raw`(?<![\w$])${table}\s*(?:\([^()]*\))?\s+(?:AS\s+)?${escaped(word)}(?![\w$])`, 'iu').test(
    text,
  );
}

/**
 * Whether a view or a routine names a column of a table, as far as its text tells: behind the table's name or an alias of
 * it, or alone where no other table that it reads has such a column.
 */
export function namesColumn(
  sql: string,
  table: QualifiedName,
  column: string,
  others: readonly QualifiedName[],
  schema: Schema,
): boolean {
  const text = plain(sql);
  const word = new RegExp(String.raw`(?:([\w$#@]+)\s*\.\s*)?(?<![\w$#@])${escaped(plain(column))}(?![\w$])`, 'giu');
  const isShared = others.some(
    (other) =>
      !samePart(schema.traits, other.name, table.name) &&
      columnOf(schema, findTable(schema, other), column) !== undefined,
  );
  return [...text.matchAll(word)].some(([, qualifier]) =>
    qualifier === undefined ? !isShared : standsFor(text, qualifier, table),
  );
}

/** A star that stands for columns: behind COUNT( or between two factors it is followed by something else. */
const star = /(?:(?<![\w$#@])([\w$#@]+)\s*\.\s*)?\*\s*(?=,|\bFROM\b|$)/giu;

/** Whether a query takes all columns of a table, alone or among others. */
export function takesAll(sql: string, table: QualifiedName): boolean {
  const text = plain(sql);
  return [...text.matchAll(star)].some(({ 0: found, 1: qualifier, index }) =>
    qualifier === undefined
      ? mentions(sourceBehind(text.slice(index + found.length)), plain(table.name))
      : standsFor(text, qualifier, table),
  );
}

/** What stands behind the next FROM, up to the next clause. */
function sourceBehind(text: string): string {
  return /\bFROM\b((?:(?!\b(?:WHERE|GROUP|ORDER|UNION|SELECT)\b)[^;])*)/iu.exec(text)?.[1] ?? '';
}
