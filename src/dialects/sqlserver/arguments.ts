import type { Operation } from '../../model/operation.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import type { StatementContext } from './statement.ts';
import { textOf } from './statement.ts';
import { stringIn } from './strings.ts';

/** An argument of a procedure: `@name = value`, or a value alone. */
export interface Argument {
  /** Without the `@`, lower case. */
  readonly name?: string;
  /** The value of a string, or the text of anything else. */
  readonly value: string;
  /** False: a variable or an expression, whose value is not known. */
  readonly isKnown: boolean;
}

/** What a procedure of the server does with these arguments; `undefined`: they do not say enough. */
export type SystemProcedure = (
  args: readonly Argument[],
  context: StatementContext,
) => readonly Operation[] | undefined;

export function readArguments(cursor: TokenCursor): readonly Argument[] {
  return cursor.done ? [] : cursor.list(() => readArgument(cursor));
}

/** The value of a parameter, by its name or by its place among those without one; NULL counts as left out. */
export function argument(args: readonly Argument[], name: string, place: number): string | undefined {
  const named = args.find((one) => one.name === name);
  const found = named ?? (args[place]?.name === undefined ? args[place] : undefined);
  return found?.isKnown === true ? found.value : undefined;
}

function readArgument(cursor: TokenCursor): Argument {
  const isNamed = cursor.peek()?.type === 'variable' && cursor.isAtOperator('=', 1);
  const name = isNamed ? { name: cursor.peekText().slice(1).toLowerCase() } : {};
  if (isNamed) cursor.index += 2;
  const endsHere = cursor.isAtOperator(',', 1) || cursor.peek(1) === undefined;
  if (cursor.peek()?.type === 'string' && endsHere) return { ...name, value: stringIn(cursor), isKnown: true };
  const isName = cursor.isName() && endsHere && cursor.peekWord() !== 'NULL';
  if (isName) return { ...name, value: cursor.name('a value'), isKnown: true };
  const range = cursor.skipUntil(() => cursor.isAtOperator(','));
  return { ...name, value: textOf(cursor, range), isKnown: false };
}
