import { hasSqlDetails, loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { Node } from 'libpg-query';
import { isAscii } from './ascii.ts';
import { all, unwrap } from './ast.ts';

/** What PostgreSQL's own grammar makes of one statement. */
export type Parsed =
  | { readonly ok: true; readonly node: Node; readonly offsetOf: OffsetOf }
  | { readonly ok: false; readonly message: string; readonly at: number };

/** The UTF-16 offset of a node's location, which the parser counts in bytes of UTF-8. */
export type OffsetOf = (location: number | undefined) => number;

/** Loads the parser's WebAssembly module, once; the functions below need it. */
export async function loadParser(): Promise<void> {
  await loadModule();
}

/** How many statements are remembered, and up to which length. */
const mostRemembered = 4096;
const longestRemembered = 4096;

const remembered = new Map<string, Parsed>();

/**
 * Parses one statement. Never throws; `at` is the UTF-16 offset of the error. A migration is read again with each change
 * that is offered for it, and most of its statements are the same: the last ones are remembered.
 */
export function parseStatement(sql: string): Parsed {
  if (sql.length > longestRemembered) return parsedAnew(sql);
  const known = remembered.get(sql);
  if (known !== undefined) return known;
  const parsed = parsedAnew(sql);
  remembered.set(sql, parsed);
  const [oldest] = remembered.keys();
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
  return parsed;
}

function parsedAnew(sql: string): Parsed {
  const nul = sql.indexOf('\0');
  if (nul !== -1) return { ok: false, message: 'a NUL character is not allowed in SQL', at: nul };
  try {
    const node = parseSync(sql).stmts?.[0]?.stmt;
    if (node === undefined) return { ok: false, message: 'there is no statement', at: 0 };
    return { ok: true, node, offsetOf: offsetsIn(sql) };
  } catch (error) {
    if (!hasSqlDetails(error)) return { ok: false, message: messageOf(error), at: 0 };
    return { ok: false, message: error.message, at: offsetOfCharacter(sql, error.sqlDetails?.cursorPosition ?? 0) };
  }
}

/** Parses a value expression; `undefined` when it is not one. */
export function parseExpression(sql: string): Node | undefined {
  const parsed = parseStatement(`SELECT ${sql}`);
  const targets = parsed.ok ? all(unwrap(parsed.node, 'SelectStmt')?.targetList, 'ResTarget') : [];
  return targets.length === 1 ? targets[0]?.val : undefined;
}

/** The parser's JSON of a PL/pgSQL body. */
export type ParsedPlpgsql =
  { readonly ok: true; readonly tree: unknown } | { readonly ok: false; readonly message: string };

/**
 * Parses the PL/pgSQL body of a DO or CREATE FUNCTION statement. Never throws. The tree has line numbers and the SQL of
 * each inner statement as text.
 */
export function parsePlpgsql(sql: string): ParsedPlpgsql {
  try {
    return { ok: true, tree: parsePlPgSQLSync(sql) };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function offsetsIn(sql: string): OffsetOf {
  if (isAscii(sql)) return (location) => Math.min(location ?? 0, sql.length);

  const offsets: number[] = [];
  for (let offset = 0; offset < sql.length;) {
    const point = sql.codePointAt(offset) ?? 0;
    for (let byte = utf8Length(point); byte > 0; byte--) offsets.push(offset);
    offset += point > 0xffff ? 2 : 1;
  }
  return (location) => offsets[location ?? 0] ?? sql.length;
}

function utf8Length(point: number): number {
  if (point <= 0x7f) return 1;
  if (point <= 0x7ff) return 2;
  return point <= 0xffff ? 3 : 4;
}

/** Places of errors are counted in characters, not in bytes. */
function offsetOfCharacter(sql: string, position: number): number {
  let offset = 0;
  for (let left = position; left > 0 && offset < sql.length; left--) {
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}
