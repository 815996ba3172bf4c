import type { Guard, Operation } from '../../../model/operation.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Attributes, Column, Constraint, Index, Unique } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { readColumn } from '../columns.ts';
import { isAtPeriod, readPeriod } from '../periods.ts';
import { isAtKey, readKey } from '../keys.ts';
import { readTableOptions } from '../options.ts';
import type { StatementContext } from '../statement.ts';
import { ifNotExists, tableName } from '../statement.ts';

/** What CREATE said before TABLE. */
export interface Creation {
  readonly replace: boolean;
  readonly temporary: boolean;
}

export function createTable(cursor: TokenCursor, context: StatementContext, creation: Creation): readonly Operation[] {
  const temporary = creation.temporary ? { temporary: true } : {};
  const guards = ifNotExists(cursor);
  const table = tableName(cursor);
  const likeTable = readLike(cursor);
  const elements = likeTable === undefined && isAtElements(cursor) ? readElements(cursor) : noElements;
  const { comment, ...options } = readTableOptions(cursor);
  const attributes = { ...elements.periods, ...options };
  const partitionBy = readPartitioning(cursor);
  const query = readQuery(cursor);
  cursor.expectEnd();

  const ifExists: readonly Guard[] = [{ kind: 'if-exists' }];
  const drop: Operation = {
    kind: 'DropTable',
    span: context.span,
    guards: ifExists,
    table,
    cascade: false,
    ...temporary,
  };
  return [
    ...(creation.replace ? [drop] : []),
    {
      kind: 'CreateTable',
      span: context.span,
      ...guards,
      table,
      columns: withKeyColumns(elements),
      constraints: elements.constraints,
      indexes: elements.indexes,
      ...temporary,
      ...(comment === undefined ? {} : { comment }),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
      ...(likeTable === undefined ? {} : { from: { how: 'like', tables: [likeTable] } }),
      ...(query === undefined ? {} : { query }),
      ...(partitionBy === undefined ? {} : { partitionBy }),
    },
  ];
}

interface Elements {
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly periods: Attributes;
}

const noElements: Elements = { columns: [], constraints: [], indexes: [], periods: {} };

function readElements(cursor: TokenCursor): Elements {
  const columns: Column[] = [];
  const constraints: Constraint[] = [];
  const indexes: Index[] = [];
  let periods: Attributes = {};
  const readElement = (): void => {
    if (isAtPeriod(cursor)) periods = { ...periods, ...readPeriod(cursor) };
    else if (isAtKey(cursor)) {
      const key = readKey(cursor);
      if ('index' in key) indexes.push(key.index);
      else if (isNamedAfterIndex(key.constraint, indexes)) indexes.push(asIndex(key.constraint));
      else constraints.push(key.constraint);
    } else {
      const definition = readColumn(cursor);
      columns.push(definition.column);
      constraints.push(...definition.constraints);
    }
  };
  cursor.parenthesised(() => cursor.list(readElement));
  return { columns, constraints, indexes, periods };
}

/** Keys without a name are numbered in the order in which they stand: one that follows such an index stays behind it. */
function isNamedAfterIndex(constraint: Constraint, indexes: readonly Index[]): constraint is Unique {
  const isUnnamed = constraint.kind === 'Unique' && constraint.name === undefined;
  const [first] = constraint.columns;
  return isUnnamed && indexes.some((index) => index.name === undefined && index.parts[0]?.column === first);
}

/** To the server a unique key is an index. */
function asIndex({ columns }: Unique): Index {
  return { parts: columns.map((column) => ({ column })), unique: true };
}

/** The columns of the primary key cannot be null, whether they say so or not. */
function withKeyColumns({ columns, constraints }: Elements): readonly Column[] {
  const key = constraints.find((constraint) => constraint.kind === 'PrimaryKey');
  if (key === undefined) return columns;
  const inKey = new Set(key.columns.map((column) => column.toLowerCase()));
  return columns.map((column) => (inKey.has(column.name.toLowerCase()) ? { ...column, nullable: false } : column));
}

function readLike(cursor: TokenCursor): QualifiedName | undefined {
  if (cursor.accept('LIKE')) return tableName(cursor);
  if (!cursor.isAtOperator('(') || cursor.peekWord(1) !== 'LIKE') return undefined;
  return cursor.parenthesised(() => {
    cursor.expect('LIKE');
    return tableName(cursor);
  });
}

/** A parenthesis here opens the elements, unless a query stands in it. */
function isAtElements(cursor: TokenCursor): boolean {
  return cursor.isAtOperator('(') && !startsQuery.has(cursor.peekWord(1)) && !cursor.isAtOperator('(', 1);
}

const startsQuery: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'TABLE', 'VALUES']);
const beforeQuery: ReadonlySet<string> = new Set([...startsQuery, 'AS', 'IGNORE', 'REPLACE']);

function readPartitioning(cursor: TokenCursor): string | undefined {
  if (!cursor.accept('PARTITION', 'BY')) return undefined;
  return cursor.text(cursor.skipUntil(() => beforeQuery.has(cursor.peekWord())));
}

function readQuery(cursor: TokenCursor): string | undefined {
  if (!cursor.accept('IGNORE')) cursor.accept('REPLACE');
  const expected = cursor.accept('AS');
  if (!startsQuery.has(cursor.peekWord()) && !cursor.isAtOperator('(')) {
    return expected ? cursor.fail('a query') : undefined;
  }
  return cursor.text(cursor.rest());
}
