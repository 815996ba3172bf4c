import { lookUp } from '../../model/look-up.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { ObjectReference } from '../../model/operation.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { conjuncts } from './conjuncts.ts';
import { withoutParentheses } from './normal-sql.ts';
import { nameInText, objectName } from './statement.ts';
import { stringIn } from './strings.ts';

/** What a column of a catalog view says when a query asks for one value of it. */
type Meaning =
  | 'name'
  | 'schema'
  | 'table'
  /** The kind of the object, as `sys.objects` calls it. */
  | 'kind'
  /** Says nothing about which object it is. */
  | 'nothing';

/** Documentation: "sys.objects", column `type`. */
export const objectTypes: Readonly<Record<string, ObjectReference['type']>> = {
  AF: 'routine',
  C: 'constraint',
  D: 'constraint',
  F: 'constraint',
  FN: 'routine',
  FS: 'routine',
  FT: 'routine',
  IF: 'routine',
  P: 'routine',
  PC: 'routine',
  PK: 'constraint',
  SO: 'sequence',
  TA: 'trigger',
  TF: 'routine',
  TR: 'trigger',
  TT: 'type',
  U: 'table',
  UQ: 'constraint',
  V: 'view',
};

interface CatalogView {
  /** `undefined`: the rows are objects of every kind, and `kind` tells which. */
  readonly type: ObjectReference['type'] | undefined;
  readonly columns: Readonly<Record<string, Meaning>>;
}

const everyObject = { name: 'name', schema_id: 'schema', is_ms_shipped: 'nothing', type_desc: 'nothing' } as const;
const ownObject = { ...everyObject, object_id: 'name', type: 'nothing' } as const;
const ofTable = { ...everyObject, object_id: 'name', parent_object_id: 'table', type: 'nothing' } as const;

/** Documentation: "System Catalog Views", "System Information Schema Views"; the old views of SQL Server 2000 too. */
const views: Readonly<Record<string, CatalogView>> = {
  'sys.objects': {
    type: undefined,
    columns: { ...everyObject, object_id: 'name', parent_object_id: 'table', type: 'kind' },
  },
  'sys.sysobjects': {
    type: undefined,
    columns: { name: 'name', id: 'name', parent_obj: 'table', xtype: 'kind', type: 'kind' },
  },
  'sys.tables': { type: 'table', columns: ownObject },
  'sys.views': { type: 'view', columns: ownObject },
  'sys.procedures': { type: 'routine', columns: ownObject },
  'sys.sequences': { type: 'sequence', columns: ownObject },
  'sys.columns': { type: 'column', columns: { name: 'name', object_id: 'table' } },
  'sys.syscolumns': { type: 'column', columns: { name: 'name', id: 'table' } },
  'sys.computed_columns': { type: 'column', columns: { name: 'name', object_id: 'table' } },
  'sys.indexes': { type: 'index', columns: { name: 'name', object_id: 'table' } },
  'sys.sysindexes': { type: 'index', columns: { name: 'name', id: 'table' } },
  'sys.triggers': { type: 'trigger', columns: { name: 'name', object_id: 'name', parent_id: 'table' } },
  'sys.foreign_keys': { type: 'constraint', columns: { ...ofTable, referenced_object_id: 'nothing' } },
  'sys.check_constraints': { type: 'constraint', columns: ofTable },
  'sys.default_constraints': { type: 'constraint', columns: ofTable },
  'sys.key_constraints': { type: 'constraint', columns: ofTable },
  'sys.types': {
    type: 'type',
    columns: { name: 'name', schema_id: 'schema', is_user_defined: 'nothing', is_table_type: 'nothing' },
  },
  'sys.systypes': { type: 'type', columns: { name: 'name' } },
  'sys.table_types': { type: 'type', columns: { name: 'name', schema_id: 'schema', is_user_defined: 'nothing' } },
  'sys.schemas': { type: 'schema', columns: { name: 'name' } },
  'information_schema.tables': {
    type: 'table',
    columns: { table_name: 'name', table_schema: 'schema', table_catalog: 'nothing', table_type: 'nothing' },
  },
  'information_schema.views': {
    type: 'view',
    columns: { table_name: 'name', table_schema: 'schema', table_catalog: 'nothing' },
  },
  'information_schema.columns': {
    type: 'column',
    columns: { column_name: 'name', table_name: 'table', table_schema: 'schema', table_catalog: 'nothing' },
  },
  'information_schema.routines': {
    type: 'routine',
    columns: {
      ...{ routine_name: 'name', specific_name: 'name', routine_schema: 'schema', specific_schema: 'schema' },
      ...{ routine_type: 'nothing', routine_catalog: 'nothing' },
    },
  },
  'information_schema.table_constraints': {
    type: 'constraint',
    columns: {
      ...{ constraint_name: 'name', table_name: 'table', table_schema: 'schema', constraint_schema: 'schema' },
      ...{ constraint_type: 'nothing' },
    },
  },
  'information_schema.referential_constraints': {
    type: 'constraint',
    columns: { constraint_name: 'name', constraint_schema: 'schema' },
  },
  'information_schema.schemata': { type: 'schema', columns: { schema_name: 'name' } },
};

/** Views that a query joins only to say the table or the schema by name. */
const helping: Readonly<Record<string, Meaning>> = {
  'sys.tables': 'table',
  'sys.objects': 'table',
  'sys.schemas': 'schema',
};

interface Source {
  readonly view: string;
  readonly alias: string;
}

/**
 * The one object that a query of the catalog asks for: `SELECT … FROM sys.columns WHERE name = 'c' AND object_id =
 * OBJECT_ID('t')`. `undefined`, or a thrown `Unexpected`: it asks for something else.
 */
export function catalogObject(cursor: TokenCursor): ObjectReference | undefined {
  cursor.expect('SELECT');
  cursor.skipUntil(() => cursor.isAt('FROM'));
  cursor.expect('FROM');
  const sources = readSources(cursor);
  // The narrowest view says what is asked for; the others help to name it.
  const main =
    sources.find(({ view }) => lookUp(helping, view) === undefined) ??
    sources.find(({ view }) => lookUp(helping, view) === 'table') ??
    sources[0];
  const view = main === undefined ? undefined : lookUp(views, main.view);
  if (main === undefined || view === undefined || !cursor.accept('WHERE')) return undefined;

  const found: Found = { kinds: new Set() };
  const where = withoutParentheses(cursor.lexed, { from: cursor.index, to: cursor.end });
  for (const part of conjuncts(cursor.lexed, where)) {
    const inner = withoutParentheses(cursor.lexed, part);
    if (!readEquality(cursor.within(inner), sources, main, found)) return undefined;
  }
  return objectFound(view, found);
}

/** What the equalities of a query have said so far. */
interface Found {
  name?: QualifiedName;
  table?: QualifiedName;
  schema?: string;
  readonly kinds: Set<ObjectReference['type'] | undefined>;
}

function objectFound({ type: known }: CatalogView, { name, table, schema, kinds }: Found): ObjectReference | undefined {
  const [kind] = kinds;
  const type = known ?? (kinds.size === 1 ? kind : undefined);
  if (name === undefined || type === undefined) return undefined;
  const isPart = type === 'column' || type === 'index' || type === 'constraint' || type === 'trigger';
  if (!isPart) return { type, name: withSchema(name, schema) };
  if (type === 'column' && table === undefined) return undefined;
  return { type, name: { name: name.name }, ...(table === undefined ? {} : { table: withSchema(table, schema) }) };
}

function withSchema(name: QualifiedName, schema: string | undefined): QualifiedName {
  return schema === undefined || name.schema !== undefined ? name : { schema, name: name.name };
}

function readSources(cursor: TokenCursor): readonly Source[] {
  const sources: Source[] = [];
  do {
    const { schema, name } = objectName(cursor, 'a catalog view');
    // The old views need no schema.
    const view = `${schema === undefined || schema.toLowerCase() === 'dbo' ? 'sys' : schema}.${name}`.toLowerCase();
    cursor.accept('AS');
    const hasAlias = cursor.isName() && !afterSource.has(cursor.peekWord());
    sources.push({ view, alias: (hasAlias ? cursor.name('an alias') : name).toLowerCase() });
    if (cursor.accept('WITH')) cursor.balanced();
    if (cursor.accept('ON')) cursor.skipUntil(() => afterSource.has(cursor.peekWord()) && !cursor.isAt('ON'));
    cursor.accept('INNER');
  } while (cursor.acceptOperator(',') || cursor.accept('JOIN'));
  return sources;
}

const afterSource: ReadonlySet<string> = new Set(['INNER', 'JOIN', 'LEFT', 'ON', 'WHERE', 'WITH']);

/** One part of WHERE; `false`: it says more than which object is meant. */
function readEquality(cursor: TokenCursor, sources: readonly Source[], main: Source, found: Found): boolean {
  if (isAtCall(cursor) || cursor.peek()?.type === 'string') return readTurned(cursor, sources, main, found);
  if (cursor.accept('OBJECT_NAME') || cursor.accept('SCHEMA_NAME')) {
    const meaning = cursor.parenthesised(() => meaningOfColumn(cursor, sources, main));
    cursor.expectOperator('=');
    return keep(meaning, nameInText(stringIn(cursor)), found) && cursor.done;
  }
  const meaning = meaningOfColumn(cursor, sources, main);
  const values = readValues(cursor);
  if (!cursor.done || values.length === 0 || meaning === undefined) return false;
  if (meaning === 'nothing') return true;
  if (meaning === 'kind') {
    for (const value of values) found.kinds.add(lookUp(objectTypes, value.name.trim().toUpperCase()));
    return true;
  }
  return values.length === 1 && keep(meaning, values[0], found);
}

/** `OBJECT_ID('t') = object_id`. */
function readTurned(cursor: TokenCursor, sources: readonly Source[], main: Source, found: Found): boolean {
  const value = readOne(cursor);
  cursor.expectOperator('=');
  return keep(meaningOfColumn(cursor, sources, main), value, found) && cursor.done;
}

function keep(meaning: Meaning | undefined, value: QualifiedName | undefined, found: Found): boolean {
  if (value === undefined) return false;
  switch (meaning) {
    case 'name':
      found.name = found.name?.schema === undefined ? value : found.name;
      return true;
    case 'table':
      found.table = value;
      return true;
    case 'schema':
      found.schema = value.name;
      return true;
    case 'nothing':
      return true;
    case 'kind':
    case undefined:
      return false;
  }
}

function meaningOfColumn(cursor: TokenCursor, sources: readonly Source[], main: Source): Meaning | undefined {
  const { schema: alias, name } = objectName(cursor, 'a column of the catalog');
  const source = alias === undefined ? main : sources.find((one) => one.alias === alias.toLowerCase());
  if (source === undefined) return undefined;
  const column = name.toLowerCase();
  if (source !== main && column === 'name') return lookUp(helping, source.view);
  return lookUp(views, source.view)?.columns[column];
}

/** `= x`, `IN (x, y)`, `LIKE 'x'` without wildcards. */
function readValues(cursor: TokenCursor): readonly QualifiedName[] {
  if (cursor.accept('IN')) return cursor.parenthesised(() => cursor.list(() => readOne(cursor)));
  if (cursor.accept('LIKE')) {
    const value = readOne(cursor);
    return value.name.includes('%') ? [] : [value];
  }
  if (!cursor.acceptOperator('=')) return [];
  return [readOne(cursor)];
}

/** A string, a number, or the name inside `OBJECT_ID('…')` and its kin. */
function readOne(cursor: TokenCursor): QualifiedName {
  if (cursor.peek()?.type === 'number') {
    const name = cursor.peekText();
    cursor.take();
    return { name };
  }
  if (isAtCall(cursor)) {
    cursor.take();
    const text = cursor.parenthesised(() => cursor.list(() => stringIn(cursor))[0] ?? '');
    return nameInText(text) ?? cursor.fail('a name');
  }
  const value = stringIn(cursor);
  return { name: value.startsWith('[') ? (nameInText(value)?.name ?? value) : value };
}

/** `OBJECT_ID(…)`: the catalog has columns of the same names. */
function isAtCall(cursor: TokenCursor): boolean {
  return (cursor.isAt('OBJECT_ID') || cursor.isAt('SCHEMA_ID')) && cursor.isAtOperator('(', 1);
}
