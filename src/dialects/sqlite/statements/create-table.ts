import type { Operation } from '../../../model/operation.ts';
import type { Attributes, Column, Constraint } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { readColumn } from '../columns.ts';
import { isAtTableConstraint, readTableConstraint } from '../constraints.ts';
import { ifNotExists, tableName } from '../names.ts';

/** CREATE TABLE from the name on. */
export function createTable(cursor: TokenCursor, { span }: StatementPlace, temporary: boolean): readonly Operation[] {
  const guards = ifNotExists(cursor);
  const table = tableName(cursor);
  const base = {
    kind: 'CreateTable',
    span,
    ...guards,
    table,
    indexes: [],
    ...(temporary ? { temporary } : {}),
  } as const;
  if (cursor.accept('AS')) return [{ ...base, columns: [], constraints: [], query: readQuery(cursor) }];
  if (!cursor.isAtOperator('(')) return cursor.fail('"(" or AS');

  const elements = readElements(cursor);
  const attributes = readOptions(cursor);
  const columns = withKeyColumns(elements, attributes);
  const stated = Object.keys(attributes).length === 0 ? {} : { attributes };
  return [{ ...base, columns, constraints: elements.constraints, ...stated }];
}

interface Elements {
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
}

/** Columns come first; between the constraints after them commas can be left out. */
function readElements(cursor: TokenCursor): Elements {
  const columns: Column[] = [];
  const constraints: Constraint[] = [];
  const numbered = new Set<string>();
  cursor.parenthesised(() => {
    do {
      const definition = readColumn(cursor);
      columns.push(definition.column);
      constraints.push(...definition.constraints);
    } while (cursor.acceptOperator(',') && !isAtTableConstraint(cursor));
    while (isAtTableConstraint(cursor)) {
      const { constraint, autoIncrement } = readTableConstraint(cursor);
      constraints.push(constraint);
      if (autoIncrement) for (const column of constraint.columns) numbered.add(column.toLowerCase());
      if (cursor.acceptOperator(',') && !isAtTableConstraint(cursor)) cursor.fail("a table's constraint");
    }
    if (!cursor.isAtOperator(')')) cursor.fail('"," or ")"');
  });
  const withNumbers = columns.map((column): Column =>
    numbered.has(column.name.toLowerCase()) ? { ...column, identity: { generation: 'auto-increment' } } : column,
  );
  return { columns: withNumbers, constraints };
}

/**
 * The columns of a primary key hold NULL like any others, unless they say otherwise, in the oldest of SQLite's bugs. They
 * do not in a table that is STRICT or WITHOUT ROWID, and an INTEGER PRIMARY KEY is the row's number and never NULL.
 * https://sqlite.org/lang_createtable.html#the_primary_key
 */
function withKeyColumns({ columns, constraints }: Elements, attributes: Attributes): readonly Column[] {
  const key = constraints.find((constraint) => constraint.kind === 'PrimaryKey');
  if (key === undefined) return columns;
  const inKey = new Set(key.columns.map((column) => column.toLowerCase()));
  // INTEGER PRIMARY KEY DESC is a key like any other when it is said in the column, in another of SQLite's bugs.
  const isDescending = key.attributes?.['descending'] !== undefined;
  const isStrict = attributes['strict'] !== undefined || attributes['without-rowid'] !== undefined;
  return columns.map((column) => {
    const isRowid = inKey.size === 1 && column.type.text === 'integer' && !isDescending;
    return inKey.has(column.name.toLowerCase()) && (isStrict || isRowid) ? { ...column, nullable: false } : column;
  });
}

function readOptions(cursor: TokenCursor): Attributes {
  if (cursor.done) return {};
  const names = cursor.list((): 'strict' | 'without-rowid' => {
    if (cursor.accept('STRICT')) return 'strict';
    return cursor.accept('WITHOUT', 'ROWID') ? 'without-rowid' : cursor.fail('STRICT or WITHOUT ROWID');
  });
  return Object.fromEntries(names.map((name) => [name, 'yes']));
}

function readQuery(cursor: TokenCursor): string {
  if (!cursor.isAt('SELECT') && !cursor.isAt('WITH') && !cursor.isAt('VALUES')) return cursor.fail('a query');
  return cursor.text(cursor.rest());
}
