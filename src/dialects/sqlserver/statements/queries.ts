import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { normalSql } from '../normal-sql.ts';
import { referencesIn } from '../references.ts';
import type { StatementContext } from '../statement.ts';
import { tableName } from '../statement.ts';
import { deleteRows, merge, update } from './change-rows.ts';
import { insert } from './insert.ts';
import { readExpressions } from './sources.ts';

/** SELECT; with INTO it makes a table of what it reads. */
export function query(cursor: TokenCursor, { span, range }: StatementContext): readonly Operation[] {
  const clauses = cursor.within({ from: cursor.index, to: cursor.end });
  clauses.skipUntil(() => clauses.isAt('INTO') || clauses.isAt('FROM'));
  cursor.rest();
  const { reads } = referencesIn(cursor.lexed, range);
  if (!clauses.isAt('INTO')) {
    if (range.to - range.from < 2) cursor.fail('what to select');
    return [{ kind: 'Query', span, text: normalSql(cursor.lexed, range), reads }];
  }
  const into = clauses.index;
  clauses.index++;
  const table = tableName(clauses);
  const before = normalSql(cursor.lexed, { from: range.from, to: into });
  const after = normalSql(cursor.lexed, { from: clauses.index, to: range.to });
  const temporary = table.name.startsWith('#') ? { temporary: true } : {};
  const text = after === '' ? before : `${before} ${after}`;
  return [{ kind: 'CreateTable', span, table, columns: [], constraints: [], indexes: [], query: text, ...temporary }];
}

/** WITH in front of a query or of a change of rows. */
export function withExpressions(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const from = cursor.index - 1;
  const expressions = readExpressions(cursor);
  const before: TokenRange = { from, to: cursor.index };
  if (cursor.isAt('SELECT') || cursor.isAtOperator('(')) return query(cursor, context);
  if (cursor.accept('UPDATE')) return update(cursor, context, expressions);
  if (cursor.accept('DELETE')) return deleteRows(cursor, context, expressions);
  if (cursor.accept('INSERT')) return insert(cursor, context, before);
  if (cursor.accept('MERGE')) return merge(cursor, context);
  return cursor.fail('SELECT, INSERT, UPDATE, DELETE or MERGE');
}
