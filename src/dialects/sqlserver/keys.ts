import type {
  Attributes,
  Check,
  Constraint,
  ForeignKey,
  Index,
  IndexPart,
  ReferentialAction,
} from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { columnsOf, expressionOf } from './expressions.ts';
import { attributesOf, readIndexOptions } from './index-options.ts';
import { writtenName } from './normal-sql.ts';
import { columnList, columnName, tableName } from './statement.ts';

/** A constraint with how the server was told to build its index. */
export interface ReadConstraint {
  readonly constraint: Constraint;
  readonly execution: Attributes;
}

const keyWords: ReadonlySet<string> = new Set(['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK']);

/** Whether a table's constraint comes next, and not a column's definition; all these words are reserved. */
export function isAtConstraint(cursor: TokenCursor): boolean {
  return keyWords.has(cursor.peekWord());
}

export function constraintName(cursor: TokenCursor): string | undefined {
  return cursor.accept('CONSTRAINT') ? cursor.name("a constraint's name") : undefined;
}

/** A constraint from its kind on. A column's own constraint names no columns: they are given. */
export function readConstraint(cursor: TokenCursor, name: string | undefined, column?: string): ReadConstraint {
  if (cursor.accept('PRIMARY', 'KEY')) return readKey(cursor, 'PrimaryKey', name, column);
  if (cursor.accept('UNIQUE')) return readKey(cursor, 'Unique', name, column);
  if (cursor.accept('CHECK')) return { constraint: readCheck(cursor, name), execution: {} };
  if (cursor.isAt('FOREIGN', 'KEY') || (column !== undefined && cursor.isAt('REFERENCES'))) {
    return { constraint: readForeignKey(cursor, name, column), execution: {} };
  }
  return cursor.fail('PRIMARY KEY, UNIQUE, FOREIGN KEY, CHECK or DEFAULT');
}

/** The server's choice, a clustered primary key and other keys not clustered, is not kept: saying it is the same. */
function readClustered(cursor: TokenCursor, byDefault: boolean): { readonly clustered?: boolean } {
  if (cursor.accept('CLUSTERED')) return byDefault ? {} : { clustered: true };
  return cursor.accept('NONCLUSTERED') && byDefault ? { clustered: false } : {};
}

function readKey(
  cursor: TokenCursor,
  kind: 'PrimaryKey' | 'Unique',
  name: string | undefined,
  column: string | undefined,
): ReadConstraint {
  const clustered = readClustered(cursor, kind === 'PrimaryKey');
  const hash = cursor.accept('HASH') ? { method: 'hash' } : {};
  const hasColumns = column === undefined || cursor.isAtOperator('(');
  const parts = hasColumns ? readIndexParts(cursor) : [{ column }];
  const { attributes, execution } = readIndexOptions(cursor);
  // Only the order of an index has a direction; a key keeps it as a facet.
  const descending = parts.filter((part) => part.descending === true).map((part) => writtenName(part.column));
  const facets = { ...hash, ...attributes, ...(descending.length === 0 ? {} : { descending: descending.join(', ') }) };
  const constraint: Constraint = {
    kind,
    ...nameOf(name),
    columns: parts.map((part) => part.column),
    validated: true,
    ...clustered,
    ...attributesOf(facets),
  };
  return { constraint, execution };
}

function readCheck(cursor: TokenCursor, name: string | undefined): Check {
  const forReplication = !cursor.accept('NOT', 'FOR', 'REPLICATION');
  const range = cursor.balanced();
  return {
    kind: 'Check',
    ...nameOf(name),
    expression: expressionOf(cursor.lexed, range),
    columns: columnsOf(cursor.lexed, range),
    validated: true,
    ...attributesOf(forReplication ? {} : { 'for-replication': 'no' }),
  };
}

const actions: readonly (readonly [words: readonly string[], action: ReferentialAction])[] = [
  [['NO', 'ACTION'], 'no-action'],
  [['SET', 'NULL'], 'set-null'],
  [['SET', 'DEFAULT'], 'set-default'],
  [['CASCADE'], 'cascade'],
];

function readForeignKey(cursor: TokenCursor, name: string | undefined, column: string | undefined): ForeignKey {
  const said = cursor.accept('FOREIGN', 'KEY') && (column === undefined || cursor.isAtOperator('('));
  const columns = said || column === undefined ? columnList(cursor) : [column];
  cursor.expect('REFERENCES');
  const target = tableName(cursor);
  const targetColumns = cursor.isAtOperator('(') ? columnList(cursor) : [];
  let onDelete: ReferentialAction = 'no-action';
  let onUpdate: ReferentialAction = 'no-action';
  let forReplication = true;
  for (;;) {
    if (cursor.accept('ON', 'DELETE')) onDelete = referentialAction(cursor);
    else if (cursor.accept('ON', 'UPDATE')) onUpdate = referentialAction(cursor);
    else if (cursor.accept('NOT', 'FOR', 'REPLICATION')) forReplication = false;
    else break;
  }
  return {
    kind: 'ForeignKey',
    ...nameOf(name),
    columns,
    target,
    targetColumns,
    onDelete,
    onUpdate,
    validated: true,
    ...attributesOf(forReplication ? {} : { 'for-replication': 'no' }),
  };
}

function referentialAction(cursor: TokenCursor): ReferentialAction {
  const found = actions.find(([words]) => cursor.isAt(...words));
  if (found === undefined) return cursor.fail('CASCADE, SET NULL, SET DEFAULT or NO ACTION');
  cursor.index += found[0].length;
  return found[1];
}

/** The kind of an index by the words before INDEX, which are taken. */
export function readIndexKind(cursor: TokenCursor): Pick<Index, 'unique' | 'clustered' | 'method'> {
  const unique = cursor.accept('UNIQUE');
  const clustered = readClustered(cursor, false);
  const method = cursor.accept('COLUMNSTORE') ? { method: 'columnstore' } : {};
  return { unique, ...clustered, ...method };
}

/** An index that a table's definition holds, from INDEX on. A column's own index names no columns. */
export function readInlineIndex(
  cursor: TokenCursor,
  column?: string,
): { readonly index: Index; readonly execution: Attributes } {
  cursor.expect('INDEX');
  const name = cursor.name("an index's name");
  const kind = readIndexKind(cursor);
  const hash = cursor.accept('HASH') ? { method: 'hash' } : {};
  const body = readIndexBody(cursor, column);
  return { index: { name, ...kind, ...hash, ...body.index }, execution: body.execution };
}

interface IndexBody {
  readonly index: Pick<Index, 'parts' | 'include' | 'where' | 'attributes'>;
  readonly execution: Attributes;
}

/** Columns, INCLUDE, WHERE, WITH and ON. A clustered columnstore index has no columns. */
export function readIndexBody(cursor: TokenCursor, column?: string): IndexBody {
  const own = column === undefined ? [] : [{ column }];
  const parts = cursor.isAtOperator('(') ? readIndexParts(cursor) : own;
  const include = cursor.accept('INCLUDE') ? columnList(cursor) : undefined;
  const order = cursor.accept('ORDER') ? { order: columnList(cursor).map(writtenName).join(', ') } : {};
  const where = cursor.accept('WHERE')
    ? expressionOf(
        cursor.lexed,
        cursor.skipUntil(() => endsFilter.has(cursor.peekWord()) || cursor.isAtOperator(',')),
      )
    : undefined;
  const { attributes, execution } = readIndexOptions(cursor);
  return {
    index: {
      parts,
      ...(include === undefined ? {} : { include }),
      ...(where === undefined ? {} : { where }),
      ...attributesOf({ ...order, ...attributes }),
    },
    execution,
  };
}

const endsFilter: ReadonlySet<string> = new Set(['FILESTREAM_ON', 'ON', 'WITH']);

function readIndexParts(cursor: TokenCursor): readonly (IndexPart & { readonly column: string })[] {
  return cursor.parenthesised(() =>
    cursor.list(() => {
      const column = columnName(cursor);
      if (cursor.accept('DESC')) return { column, descending: true };
      cursor.accept('ASC');
      return { column };
    }),
  );
}

function nameOf(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}
