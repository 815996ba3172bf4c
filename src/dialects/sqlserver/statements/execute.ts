import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { builtAtRunTime } from '../opaque.ts';
import type { StatementContext } from '../statement.ts';
import { objectName, textOf } from '../statement.ts';
import { readArguments } from '../arguments.ts';
import { setProperty } from './extended-properties.ts';
import { rename } from './rename.ts';
import type { SystemProcedure } from '../arguments.ts';

/** Procedures of the server whose meaning is that of a statement. */
const systemProcedures: Readonly<Record<string, SystemProcedure>> = {
  sp_rename: rename,
  sp_addextendedproperty: setProperty('add'),
  sp_updateextendedproperty: setProperty('update'),
  sp_dropextendedproperty: setProperty('drop'),
};

/** EXEC of a procedure, of a text, or of another security context. */
export function execute(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  if (cursor.isAtOperator('(')) return executeText(cursor, context);
  if (cursor.accept('AS')) {
    cursor.rest();
    return [{ kind: 'NoChange', span: context.span, statement: 'EXECUTE AS' }];
  }
  if (cursor.peek()?.type === 'variable' && cursor.isAtOperator('=', 1)) cursor.index += 2;
  if (cursor.peek()?.type === 'variable') {
    const name = cursor.peekText();
    cursor.rest();
    return [builtAtRunTime(cursor, context, `The name of the procedure is in ${name}.`)];
  }
  return callProcedure(cursor, context);
}

/** A procedure's name and its arguments, as they stand after EXEC, and without it at the start of a batch. */
export function callProcedure(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const { span } = context;
  const name = objectName(cursor, "a procedure's name");
  const own = name.name.toLowerCase();
  if (own === 'sp_executesql') return executeSql(cursor, context);
  const args = { from: cursor.index, to: cursor.end };
  const meant = lookUp(systemProcedures, own)?.(readArguments(cursor.within(args)), context);
  cursor.rest();
  return meant ?? [{ kind: 'CallRoutine', span, name, text: textOf(cursor, args) }];
}

/** `EXEC ('…')`, with the text in strings and variables that are joined. */
function executeText(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const text = cursor.within(cursor.balanced());
  // AS a user, AT another server.
  const isElsewhere = cursor.isAt('AT');
  cursor.rest();
  if (isElsewhere) return [builtAtRunTime(cursor, context, 'The text runs on another server.')];
  return readOrOpaque(cursor, context, text.rest(), 'EXEC');
}

/** `sp_executesql N'…', N'@p int', @p = 1`: what follows the text are parameters. */
function executeSql(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  if (cursor.peek()?.type === 'variable' && cursor.isAtOperator('=', 1)) cursor.index += 2;
  const text = cursor.skipUntil(() => cursor.isAtOperator(','));
  cursor.rest();
  return readOrOpaque(cursor, context, text, 'sp_executesql');
}

function readOrOpaque(
  cursor: TokenCursor,
  context: StatementContext,
  text: TokenRange,
  runner: string,
): readonly Operation[] {
  const read = context.readText(text);
  if (typeof read !== 'string') return read;
  return [builtAtRunTime(cursor, context, `${runner} runs a text that is put together when it runs: ${read}.`)];
}
