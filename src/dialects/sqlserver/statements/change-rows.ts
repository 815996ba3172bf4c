import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Assignment } from '../../../model/operations/data.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { expressionOf, parseExpression } from '../expressions.ts';
import { writtenName } from '../normal-sql.ts';
import { referencesIn } from '../references.ts';
import type { StatementContext } from '../statement.ts';
import { tableName, targetName } from '../statement.ts';
import { acceptTop, readFilter, skipHints } from './sources.ts';

/** The queries in front of a statement, which UPDATE and DELETE can change the rows of. */
type Expressions = ReadonlyMap<string, TokenRange>;

const none: Expressions = new Map();

export function update(
  cursor: TokenCursor,
  { span, range }: StatementContext,
  expressions = none,
): readonly Operation[] {
  const limited = acceptTop(cursor);
  const written = targetName(cursor);
  skipHints(cursor);
  cursor.expect('SET');
  const assignments = cursor.list(() => readAssignment(cursor)).flat();
  const target = targetOf(cursor, range, written, expressions);
  const filter = readFilter(cursor, limited || target.limited);
  return [{ kind: 'UpdateRows', span, table: target.table, assignments, ...filter, reads: target.reads }];
}

export function deleteRows(
  cursor: TokenCursor,
  { span, range }: StatementContext,
  expressions = none,
): readonly Operation[] {
  const limited = acceptTop(cursor);
  cursor.accept('FROM');
  const written = targetName(cursor);
  skipHints(cursor);
  const target = targetOf(cursor, range, written, expressions);
  const filter = readFilter(cursor, limited || target.limited);
  return [{ kind: 'DeleteRows', span, table: target.table, ...filter, reads: target.reads }];
}

export function truncate(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  cursor.expect('TABLE');
  const tables = [tableName(cursor)];
  if (cursor.accept('WITH')) cursor.balanced();
  return [{ kind: 'Truncate', span, tables, cascade: false }];
}

export function merge(cursor: TokenCursor, { span, range }: StatementContext): readonly Operation[] {
  acceptTop(cursor);
  cursor.accept('INTO');
  const table = targetName(cursor);
  const { reads } = referencesIn(cursor.lexed, range);
  cursor.skipUntil(() => cursor.isAt('USING'));
  cursor.expect('USING');
  const { sql } = expressionOf(cursor.lexed, range);
  cursor.rest();
  return [{ kind: 'MergeRows', span, table, text: sql, reads: without(reads, table) }];
}

interface Target {
  readonly table: QualifiedName;
  /** Other tables that decide or give values. */
  readonly reads: readonly QualifiedName[];
  readonly limited: boolean;
}

/** The table that is meant: by its name, by an alias of FROM, or by a query in front, which may take some rows only. */
function targetOf(cursor: TokenCursor, range: TokenRange, written: QualifiedName, expressions: Expressions): Target {
  const { reads, aliases } = referencesIn(cursor.lexed, range);
  const own = written.schema === undefined ? written.name.toLowerCase() : undefined;
  const expression = own === undefined ? undefined : expressions.get(own);
  if (expression !== undefined) {
    const [table = written] = referencesIn(cursor.lexed, expression).reads;
    return { table, reads: without(reads, table), limited: hasTop(cursor.within(expression)) };
  }
  const table = (own === undefined ? undefined : aliases.get(own)) ?? written;
  return { table, reads: without(reads, table), limited: false };
}

function hasTop(query: TokenCursor): boolean {
  return query.isAt('SELECT', 'TOP') || query.isAt('SELECT', 'DISTINCT', 'TOP');
}

function without(names: readonly QualifiedName[], table: QualifiedName): readonly QualifiedName[] {
  const key = displayName(table).toLowerCase();
  return names.filter((name) => displayName(name).toLowerCase() !== key);
}

const afterAssignments: ReadonlySet<string> = new Set(['FROM', 'OPTION', 'OUTPUT', 'WHERE']);
const compound: ReadonlySet<string> = new Set(['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=']);

/** `a.c = value`, `c += value`, `@v = c = value`, `c.WRITE(…)`; what only sets a variable assigns no column. */
function readAssignment(cursor: TokenCursor): readonly Assignment[] {
  if (cursor.peek()?.type === 'variable') {
    cursor.take();
    const isChained =
      cursor.isAtOperator('=') && isAssignment(cursor.within({ from: cursor.index + 1, to: cursor.end }));
    if (!isChained) {
      readValue(cursor);
      return [];
    }
    cursor.take();
  }
  const parts = cursor.nameParts("a column's name");
  if (cursor.isAtOperator('(')) {
    const column = parts.at(-2) ?? parts[0];
    return [{ column, value: expressionOf(cursor.lexed, cursor.balanced()) }];
  }
  const column = parts.at(-1) ?? parts[0];
  const operator = cursor.peekText();
  const range = readValue(cursor);
  if (operator === '=') return [{ column, value: expressionOf(cursor.lexed, range) }];
  const { sql } = expressionOf(cursor.lexed, range);
  return [{ column, value: parseExpression(`${writtenName(column)} ${operator.slice(0, -1)} (${sql})`) }];
}

function isAssignment(cursor: TokenCursor): boolean {
  if (!cursor.isName()) return false;
  cursor.nameParts("a column's name");
  return cursor.isAtOperator('=');
}

/** An assignment's operator and the value after it. */
function readValue(cursor: TokenCursor): TokenRange {
  const operator = cursor.peekText();
  if (cursor.peek()?.type !== 'operator' || !(operator === '=' || compound.has(operator))) cursor.fail('"="');
  cursor.take();
  const range = cursor.skipUntil(() => cursor.isAtOperator(',') || afterAssignments.has(cursor.peekWord()));
  if (range.from === range.to) cursor.fail('a value');
  return range;
}
