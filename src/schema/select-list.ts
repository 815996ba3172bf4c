import type { DialectTraits } from '../model/names.ts';
import { samePart } from '../model/names.ts';

/** A value of a query: an expression as written, and the column that it is when it is nothing else. */
export interface Selected {
  readonly sql: string;
  readonly column?: string;
}

/** Strings, quoted names and words as wholes; anything else character by character. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*(?:\]|$)|[\p{L}_][\p{L}\p{N}_$]*|\S/gu;

const name = /(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\p{L}_][\p{L}\p{N}_$]*)/u.source;
const alias = new RegExp(String.raw`\s+as\s+${name}$`, 'iu');
const plainColumn = new RegExp(String.raw`^(?:${name}\s*\.\s*)*(${name})$`, 'u');
const everything = new RegExp(String.raw`^(?:${name}\s*\.\s*)?\*$`, 'u');

/**
 * The values of a query in normal form, in order, of the first SELECT outside of parentheses; `*` stands for the columns
 * given. A word is a column only when it is one of these. `undefined`: there is no such SELECT.
 */
export function selectList(
  traits: DialectTraits,
  query: string,
  columns: readonly string[],
): readonly Selected[] | undefined {
  return itemsOf(query)?.flatMap((item): readonly Selected[] => {
    if (everything.test(item)) return columns.map((column) => ({ sql: column, column }));
    const sql = item.replace(alias, '');
    const written = plainColumn.exec(sql)?.[1];
    const column = columns.find((one) => written !== undefined && samePart(traits, one, withoutQuotes(written)));
    return [column === undefined ? { sql } : { sql, column }];
  });
}

function itemsOf(query: string): readonly string[] | undefined {
  const items: string[] = [];
  let from: number | undefined;
  let depth = 0;
  for (const { 0: text, index } of query.matchAll(token)) {
    if (text === '(') depth++;
    else if (text === ')') depth--;
    if (depth > 0) continue;
    const word = text.toUpperCase();
    if (from === undefined) {
      if (word === 'SELECT') from = index + text.length;
    } else if (word === 'FROM') {
      return [...items, itemOf(query, from, index)];
    } else if (text === ',') {
      items.push(itemOf(query, from, index));
      from = index + 1;
    }
  }
  return from === undefined ? undefined : [...items, itemOf(query, from, query.length)];
}

function itemOf(query: string, from: number, to: number): string {
  return query
    .slice(from, to)
    .trim()
    .replace(/^(?:all|distinct)\s+/i, '');
}

function withoutQuotes(written: string): string {
  const close = written.at(-1) ?? '';
  return /^["`[]/.test(written) ? written.slice(1, -1).replaceAll(close + close, close) : written;
}
