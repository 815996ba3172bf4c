import { lookUp } from '../../model/look-up.ts';
import type { Guard, ObjectReference } from '../../model/operation.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { stringValue } from './strings.ts';
import type { Variables } from './variables.ts';

/** What a row of an information schema's table stands for, and the columns that hold its names, in upper case. */
interface CatalogTable {
  readonly type: ObjectReference['type'];
  readonly name: string;
  readonly table?: string;
}

const catalogTables: Readonly<Record<string, CatalogTable>> = {
  TABLES: { type: 'table', name: 'TABLE_NAME' },
  COLUMNS: { type: 'column', name: 'COLUMN_NAME', table: 'TABLE_NAME' },
  STATISTICS: { type: 'index', name: 'INDEX_NAME', table: 'TABLE_NAME' },
  TABLE_CONSTRAINTS: { type: 'constraint', name: 'CONSTRAINT_NAME', table: 'TABLE_NAME' },
  KEY_COLUMN_USAGE: { type: 'constraint', name: 'CONSTRAINT_NAME', table: 'TABLE_NAME' },
  REFERENTIAL_CONSTRAINTS: { type: 'constraint', name: 'CONSTRAINT_NAME', table: 'TABLE_NAME' },
  VIEWS: { type: 'view', name: 'TABLE_NAME' },
  ROUTINES: { type: 'routine', name: 'ROUTINE_NAME' },
  TRIGGERS: { type: 'trigger', name: 'TRIGGER_NAME', table: 'EVENT_OBJECT_TABLE' },
};

/** Columns that only say where to look, or repeat what the table of the catalog says already. */
const placeColumns: ReadonlySet<string> = new Set([
  ...['TABLE_SCHEMA', 'CONSTRAINT_SCHEMA', 'INDEX_SCHEMA', 'ROUTINE_SCHEMA', 'TRIGGER_SCHEMA', 'TABLE_CATALOG'],
  ...['CONSTRAINT_TYPE', 'ROUTINE_TYPE', 'TABLE_TYPE'],
]);

/**
 * The guard that a condition is: one that asks the catalog for an object, when all of it is a query of the information
 * schema for one name; else the condition as written.
 */
export function conditionGuard(condition: TokenCursor, variables: Variables): Guard {
  const range = { from: condition.index, to: condition.end };
  const asked = readExistence(condition, variables);
  if (asked === undefined || !condition.done) return { kind: 'condition', text: condition.text(range) };
  return { kind: 'object', ...asked };
}

/** The guard that holds when the other does not. */
export function negated(guard: Guard): Guard {
  if (guard.kind === 'object') return { ...guard, exists: !guard.exists };
  return guard.kind === 'condition' ? { kind: 'condition', text: `NOT (${guard.text})` } : guard;
}

interface Existence {
  readonly exists: boolean;
  readonly object: ObjectReference;
}

/** `EXISTS (SELECT …)`, `NOT EXISTS (SELECT …)`, `(SELECT COUNT(*) …) > 0`, `(SELECT COUNT(*) …) = 0`. */
function readExistence(cursor: TokenCursor, variables: Variables): Existence | undefined {
  const variable = variables.get(cursor.peekText())?.counted;
  if (variable !== undefined) {
    cursor.take();
    const exists = cursor.done ? true : readComparison(cursor);
    return exists === undefined ? undefined : { exists, object: variable };
  }
  const absent = cursor.accept('NOT');
  const byWord = cursor.accept('EXISTS');
  if (!cursor.isAtOperator('(')) return undefined;
  const object = readCatalogQuery(cursor.within(cursor.balanced()), !byWord);
  if (object === undefined) return undefined;
  if (byWord) return { exists: !absent, object };
  const present = readComparison(cursor);
  return present === undefined ? undefined : { exists: present !== absent, object };
}

/** Whether a count that fulfils the comparison is that of something that is there. */
function readComparison(cursor: TokenCursor): boolean | undefined {
  const comparison = cursor.text({ from: cursor.index, to: cursor.index + 2 });
  if (cursor.end - cursor.index !== 2) return undefined;
  const present = { '> 0': true, '= 1': true, '>= 1': true, '<> 0': true, '!= 0': true, '= 0': false, '< 1': false };
  const found = Object.entries(present).find(([text]) => text === comparison);
  if (found !== undefined) cursor.rest();
  return found?.[1];
}

/** The object that a query in parentheses, or alone, counts: `(SELECT COUNT(*) FROM information_schema…)`. */
export function countedObject(cursor: TokenCursor): ObjectReference | undefined {
  if (!cursor.isAtOperator('(')) return readCatalogQuery(cursor, true);
  const query = cursor.within(cursor.balanced());
  return cursor.done ? readCatalogQuery(query, true) : undefined;
}

function readCatalogQuery(query: TokenCursor, counted: boolean): ObjectReference | undefined {
  if (!query.accept('SELECT')) return undefined;
  const selected = query.text(query.skipUntil(() => query.isAt('FROM') || query.isAt('INTO'))).toUpperCase();
  // SELECT … INTO @variable FROM …
  if (query.accept('INTO')) query.take();
  if (counted !== selected.startsWith('COUNT(')) return undefined;
  if (!query.accept('FROM', 'INFORMATION_SCHEMA') || !query.acceptOperator('.')) return undefined;
  const catalog = lookUp(catalogTables, query.peekWord());
  if (catalog === undefined) return undefined;
  query.take();
  const names = query.accept('WHERE') ? readNames(query) : undefined;
  const name = names?.get(catalog.name);
  if (names === undefined || name === undefined) return undefined;
  const table = catalog.table === undefined ? undefined : names.get(catalog.table);
  return { type: catalog.type, name: { name }, ...(table === undefined ? {} : { table: { name: table } }) };
}

const nameColumns: ReadonlySet<string> = new Set(
  Object.values(catalogTables).flatMap(({ name, table }) => (table === undefined ? [name] : [name, table])),
);

const endsCondition: ReadonlySet<string> = new Set(['AND', 'OR', 'XOR', 'LIMIT', 'GROUP', 'HAVING', 'UNION', 'INTO']);

/** `column = 'name' AND …` as a map; `undefined` when a condition asks for more than names and places. */
function readNames(query: TokenCursor): ReadonlyMap<string, string> | undefined {
  const names = new Map<string, string>();
  do {
    const column = query.isName() ? query.name('a column').toUpperCase() : '';
    if (!query.acceptOperator('=')) return undefined;
    const value = query.within(query.skipUntil(() => endsCondition.has(query.peekWord())));
    if (nameColumns.has(column)) {
      if (value.peek()?.type !== 'string' || value.end - value.index !== 1) return undefined;
      names.set(column, stringValue(value.peekText()));
    } else if (!placeColumns.has(column)) return undefined;
  } while (query.accept('AND'));
  if (query.accept('LIMIT') || query.accept('INTO')) query.rest();
  return query.done ? names : undefined;
}
