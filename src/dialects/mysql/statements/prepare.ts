import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { possibleTexts } from '../prepared.ts';
import type { StatementContext } from '../statement.ts';

/** PREPARE does nothing yet; what it prepares is remembered for EXECUTE. */
export function prepare(cursor: TokenCursor, { span, prepared }: StatementContext): readonly Operation[] {
  const name = cursor.name("a prepared statement's name");
  cursor.expect('FROM');
  if (cursor.done) cursor.fail('a string or a variable');
  prepared.prepare(name, possibleTexts(cursor.within(cursor.rest()), prepared));
  return [{ kind: 'NoChange', span, statement: 'PREPARE' }];
}

/** EXECUTE is what the prepared text is, in every form that the text can take. */
export function execute(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const { span, prepared, range } = context;
  const immediate = cursor.accept('IMMEDIATE');
  const texts = immediate
    ? possibleTexts(cursor.within(cursor.skipUntil(() => cursor.isAt('USING'))), prepared)
    : prepared.statement(cursor.name("a prepared statement's name"));
  if (cursor.accept('USING')) cursor.rest();
  if (texts === undefined) {
    const detail = 'The statement that EXECUTE runs is put together when it runs.';
    return [{ kind: 'Opaque', span, reason: 'built-at-run-time', detail, text: cursor.text(range) }];
  }
  return texts.flatMap(({ sql, guards }) =>
    context.readText(sql).map((operation) => ({
      ...operation,
      span,
      ...(guards.length === 0 ? {} : { guards: [...guards, ...(operation.guards ?? [])] }),
    })),
  );
}
