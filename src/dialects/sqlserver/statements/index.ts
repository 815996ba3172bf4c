import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { isAtDirective } from '../extent.ts';
import type { StatementContext } from '../statement.ts';
import { textOf } from '../statement.ts';
import { alter } from './alter.ts';
import { deleteRows, merge, truncate, update } from './change-rows.ts';
import { create } from './create.ts';
import { drop } from './drop.ts';
import { callProcedure, execute } from './execute.ts';
import { updateStatistics } from './indexes.ts';
import { bulkInsert, insert } from './insert.ts';
import { setTrigger } from './modules.ts';
import { query, withExpressions } from './queries.ts';
import { declare, grant, maintenance, noChange, rollback, set, transaction } from './session.ts';

/** Reads a statement after its leading words; `undefined`: it is of a kind that has no recogniser yet. */
type StatementReader = (cursor: TokenCursor, context: StatementContext) => readonly Operation[] | undefined;

/** Every statement that is recognised, by its first word and those after it; longer ones come first. */
const statements: ReadonlyMap<string, readonly (readonly [more: readonly string[], read: StatementReader])[]> = new Map<
  string,
  readonly (readonly [more: readonly string[], read: StatementReader])[]
>([
  ['CREATE', [[[], create]]],
  ['ALTER', [[[], alter]]],
  ['DROP', [[[], drop]]],
  ['INSERT', [[[], (cursor, context) => insert(cursor, context)]]],
  ['BULK', [[['INSERT'], bulkInsert]]],
  [
    'UPDATE',
    [
      [['STATISTICS'], updateStatistics],
      [[], (cursor, context) => update(cursor, context)],
    ],
  ],
  ['DELETE', [[[], (cursor, context) => deleteRows(cursor, context)]]],
  ['MERGE', [[[], merge]]],
  ['TRUNCATE', [[[], truncate]]],
  ['SELECT', [[[], query]]],
  ['WITH', [[[], withExpressions]]],
  ['EXEC', [[[], execute]]],
  ['EXECUTE', [[[], execute]]],
  ['DECLARE', [[[], declare]]],
  ['SET', [[[], set]]],
  ['BEGIN', [[[], transaction('Begin')]]],
  ['COMMIT', [[[], transaction('Commit')]]],
  ['ROLLBACK', [[[], rollback]]],
  ['SAVE', [[[], transaction('Savepoint')]]],
  ['GRANT', [[[], grant(false)]]],
  ['DENY', [[[], grant(true)]]],
  ['REVOKE', [[[], grant(true)]]],
  ['ENABLE', [[['TRIGGER'], setTrigger(true)]]],
  ['DISABLE', [[['TRIGGER'], setTrigger(false)]]],
  ['DBCC', [[[], maintenance('DBCC')]]],
  ['BACKUP', [[[], maintenance('BACKUP')]]],
  ['RESTORE', [[[], maintenance('RESTORE')]]],
  ['CHECKPOINT', [[[], maintenance('CHECKPOINT')]]],
  ...unchanging('BREAK', 'CLOSE', 'CONTINUE', 'DEALLOCATE', 'FETCH', 'GOTO', 'KILL', 'OPEN', 'PRINT', 'RAISERROR'),
  ...unchanging('RECONFIGURE', 'RETURN', 'REVERT', 'SETUSER', 'SHUTDOWN', 'THROW', 'USE', 'WAITFOR'),
]);

function unchanging(
  ...words: readonly string[]
): readonly (readonly [string, readonly (readonly [more: readonly string[], read: StatementReader])[]])[] {
  return words.map((word) => [word, [[[], noChange(word)]]]);
}

/** The operations of one statement; `undefined` when no recogniser knows it. Throws `Unexpected` on a syntax error. */
export function readStatement(
  cursor: TokenCursor,
  context: StatementContext,
  startsBatch: boolean,
): readonly Operation[] | undefined {
  if (isAtDirective(cursor)) return directive(cursor, context);
  const readers = statements.get(cursor.peekWord());
  if (readers === undefined) return readOther(cursor, context, startsBatch);
  const found = readers.find(([more]) => more.every((word, at) => cursor.peekWord(at + 1) === word));
  if (found === undefined) return undefined;
  cursor.index += 1 + found[0].length;
  return found[1](cursor, context);
}

/** What sqlcmd does before it sends anything. A file that it includes could say everything, and is not read. */
function directive(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const word = cursor.peekWord(1);
  const text = textOf(cursor, cursor.rest());
  if (word === 'R') {
    return [{ kind: 'Opaque', span, reason: 'not-recognised', detail: 'The file that :r includes is not read.', text }];
  }
  return [{ kind: 'NoChange', span, statement: `:${word}` }];
}

/** A query in parentheses; and the first statement of a batch may call a procedure without EXEC. */
function readOther(
  cursor: TokenCursor,
  context: StatementContext,
  startsBatch: boolean,
): readonly Operation[] | undefined {
  if (cursor.isAtOperator('(')) return query(cursor, context);
  if (!startsBatch || !cursor.isName()) return undefined;
  const call = cursor.within({ from: cursor.index, to: cursor.end });
  call.nameParts("a procedure's name");
  const next = call.peek()?.type;
  if (!call.done && next !== 'string' && next !== 'variable' && next !== 'number' && next !== 'quoted-name')
    return undefined;
  return callProcedure(cursor, context);
}
