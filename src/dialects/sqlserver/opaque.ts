import type { Operation } from '../../model/operation.ts';
import type { StatementContext } from './statement.ts';
import { textOf } from './statement.ts';
import type { TokenCursor } from '../lexer/cursor.ts';

/** A statement whose SQL is put together when it runs. */
export function builtAtRunTime(cursor: TokenCursor, { span, range }: StatementContext, detail: string): Operation {
  return { kind: 'Opaque', span, reason: 'built-at-run-time', detail, text: textOf(cursor, range) };
}
