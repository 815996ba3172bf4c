import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { normalSql } from '../normal-sql.ts';
import { referencesIn } from '../references.ts';
import type { StatementContext } from '../statement.ts';
import { tableName, targetName, textOf } from '../statement.ts';
import { acceptTop, skipHints, skipOutput } from './sources.ts';

type Source = Operation<'InsertRows'>['source'];

const startsQuery: ReadonlySet<string> = new Set(['EXEC', 'EXECUTE', 'SELECT']);

/** INSERT after its word; `before` are the tokens of WITH in front of it. */
export function insert(cursor: TokenCursor, { span }: StatementContext, before?: TokenRange): readonly Operation[] {
  if (cursor.isAt('BULK')) {
    cursor.index++;
    return bulk(cursor, span);
  }
  acceptTop(cursor);
  cursor.accept('INTO');
  const table = targetName(cursor);
  skipHints(cursor);
  const hasColumns = cursor.isAtOperator('(') && cursor.peekWord(1) !== 'SELECT' && !cursor.isAtOperator('(', 1);
  const columns = hasColumns ? readColumns(cursor) : [];
  skipOutput(cursor);
  return [{ kind: 'InsertRows', span, table, columns, source: readSource(cursor, before) }];
}

/** `BULK INSERT t FROM 'file'`: the rows come from a file. */
export function bulkInsert(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  return bulk(cursor, span);
}

function bulk(cursor: TokenCursor, span: Operation['span']): readonly Operation[] {
  const table = tableName(cursor);
  cursor.rest();
  return [{ kind: 'InsertRows', span, table, columns: [], source: { kind: 'stream' } }];
}

function readColumns(cursor: TokenCursor): readonly string[] {
  return cursor.parenthesised(() => cursor.list(() => cursor.nameParts("a column's name").at(-1) ?? ''));
}

function readSource(cursor: TokenCursor, before: TokenRange | undefined): Source {
  if (cursor.accept('DEFAULT', 'VALUES')) return { kind: 'values', rows: [[]] };
  if (cursor.accept('VALUES')) {
    const rows = cursor.list(() => readRow(cursor));
    if (cursor.accept('OPTION')) cursor.balanced();
    return { kind: 'values', rows };
  }
  if (!startsQuery.has(cursor.peekWord()) && !cursor.isAtOperator('('))
    cursor.fail('VALUES, DEFAULT VALUES or a query');
  const isCall = !cursor.isAt('SELECT') && !cursor.isAtOperator('(');
  const range = cursor.rest();
  const head = before === undefined ? '' : `${textOf(cursor, before)} `;
  const query = head + normalSql(cursor.lexed, range);
  const { reads } = referencesIn(cursor.lexed, { from: before?.from ?? range.from, to: range.to });
  return { kind: 'query', query, reads: isCall ? [] : reads };
}

function readRow(cursor: TokenCursor): readonly string[] {
  return cursor.parenthesised(() =>
    cursor.list(() => {
      const range = cursor.skipUntil(() => cursor.isAtOperator(','));
      if (range.from === range.to) cursor.fail('a value');
      return textOf(cursor, range);
    }),
  );
}
