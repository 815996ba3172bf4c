import type { Operation } from '../../../model/operation.ts';
import { plainText } from '../../../model/source-text.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { possibleTexts } from '../prepared.ts';
import { mostPrepared } from '../script.ts';
import type { StatementContext } from '../statement.ts';
import { withMoreGuards } from '../statement.ts';

/** PREPARE does nothing yet; what it prepares is remembered for EXECUTE. */
export function prepare(cursor: TokenCursor, { span, script }: StatementContext): readonly Operation[] {
  const name = cursor.name("a prepared statement's name");
  cursor.expect('FROM');
  if (cursor.done) cursor.fail('a string or a variable');
  script.variables.prepare(name, possibleTexts(cursor.within(cursor.rest()), script.variables));
  return [{ kind: 'NoChange', span, statement: 'PREPARE' }];
}

/** EXECUTE is what the prepared text is, in every form that the text can take. */
export function execute(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const { span, range } = context;
  const { variables } = context.script;
  const immediate = cursor.accept('IMMEDIATE');
  const texts = immediate
    ? possibleTexts(cursor.within(cursor.skipUntil(() => cursor.isAt('USING'))), variables)
    : variables.statement(cursor.name("a prepared statement's name"));
  if (cursor.accept('USING')) cursor.rest();
  if (texts === undefined) {
    const detail = 'The statement that EXECUTE runs is put together when it runs.';
    return [{ kind: 'Opaque', span, reason: 'built-at-run-time', detail, text: cursor.text(range) }];
  }
  for (const { sql } of texts) context.script.prepared.left -= sql.length;
  if (context.script.prepared.left < 0) {
    const detail = `EXECUTE runs more than ${String(mostPrepared)} characters in this file; the rest was not read.`;
    return [{ kind: 'Opaque', span, reason: 'not-recognised', detail, text: cursor.text(range) }];
  }
  return texts.flatMap(({ sql, guards }) =>
    withMoreGuards(context.read(plainText(span.file, sql)), guards).map((operation) => ({ ...operation, span })),
  );
}
