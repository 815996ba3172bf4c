import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { Unexpected } from '../lexer/cursor.ts';
import { readBody } from './bodies.ts';
import { valueKnown } from './prepared.ts';
import type { Parameter, Procedure, Script } from './script.ts';
import { mostFollowed } from './script.ts';
import type { Guarded, StatementContext } from './statement.ts';
import type { Known } from './variables.ts';

/** How deep calls inside of calls are followed. */
const deepestCall = 32;

export function procedureKey(name: QualifiedName): string {
  return displayName(name).toLowerCase();
}

/** Keeps what CREATE PROCEDURE makes, from its arguments on, for the calls to come. */
export function keepProcedure(
  name: QualifiedName,
  cursor: TokenCursor,
  { script, sourceOf }: StatementContext,
  { guards }: Guarded,
): void {
  const key = procedureKey(name);
  if (guards !== undefined && script.procedures.has(key)) return;
  const procedure = attempt(() => readProcedure(cursor, sourceOf));
  if (procedure === undefined) script.procedures.delete(key);
  else script.procedures.set(key, procedure);
}

function readProcedure(cursor: TokenCursor, sourceOf: StatementContext['sourceOf']): Procedure {
  const inside = cursor.within(cursor.balanced());
  const parameters = inside.done ? [] : inside.list(() => parameter(inside));
  skipCharacteristics(cursor);
  return { parameters, body: sourceOf(cursor.rest()) };
}

function parameter(cursor: TokenCursor): Parameter {
  const returns = cursor.accept('OUT') || cursor.accept('INOUT');
  if (!returns && cursor.isName(1)) cursor.accept('IN');
  const name = cursor.name("a parameter's name").toLowerCase();
  cursor.skipUntil(() => cursor.isAtOperator(','));
  return { name, returns };
}

function skipCharacteristics(cursor: TokenCursor): void {
  for (;;) {
    if (cursor.accept('COMMENT')) cursor.take();
    else if (cursor.accept('SQL', 'SECURITY') || cursor.accept('LANGUAGE')) cursor.take();
    else if (!characteristics.some((words) => cursor.accept(...words))) return;
  }
}

const characteristics: readonly (readonly string[])[] = [
  ['DETERMINISTIC'],
  ['NOT', 'DETERMINISTIC'],
  ['CONTAINS', 'SQL'],
  ['NO', 'SQL'],
  ['READS', 'SQL', 'DATA'],
  ['MODIFIES', 'SQL', 'DATA'],
];

/**
 * What a CALL does: the operations of the body of a procedure that the script has created, at the place of the CALL.
 * `undefined`: it is not known, or calls itself.
 */
export function followCall(
  name: QualifiedName,
  args: TokenCursor,
  { script, span, read }: StatementContext,
): readonly Operation[] | undefined {
  const key = procedureKey(name);
  const procedure = script.procedures.get(key);
  if (procedure === undefined || script.calls.includes(key)) return undefined;
  const followed = attempt(() => {
    const given = readArguments(args, script);
    if (given.length !== procedure.parameters.length) return undefined;
    const variables = script.variables.ofRoutine();
    for (const [at, { name: parameterName, returns }] of procedure.parameters.entries()) {
      variables.set(parameterName, returns ? {} : given[at]?.known);
    }
    const operations =
      script.calls.length < deepestCall
        ? readBody(procedure.body, { ...script, variables, calls: [...script.calls, key] }, read)
        : [];
    script.variables.returnFrom(variables);
    for (const [at, { returns }] of procedure.parameters.entries()) {
      if (returns) script.variables.set(given[at]?.written ?? '');
    }
    return operations;
  });
  if (script.budget.left < 0 || script.calls.length >= deepestCall) return [tooMuch(name, span)];
  if (followed === undefined) return undefined;
  if (followed.length === 0) return [{ kind: 'NoChange', span, statement: 'CALL' }];
  return followed.map((operation) => ({ ...operation, span }));
}

function tooMuch(name: QualifiedName, span: Operation['span']): Operation {
  const detail = `What CALL ${displayName(name)} does is more than ${String(mostFollowed)} statements, or more than ${String(deepestCall)} calls deep, and was not followed.`;
  return { kind: 'Opaque', span, reason: 'not-recognised', detail, text: `CALL ${displayName(name)}` };
}

interface Argument {
  readonly written: string;
  readonly known: Known;
}

function readArguments(cursor: TokenCursor, { variables }: Script): readonly Argument[] {
  if (cursor.done) return [];
  const inside = cursor.within(cursor.balanced());
  cursor.expectEnd();
  if (inside.done) return [];
  return inside.list(() => {
    const range = inside.skipUntil(() => inside.isAtOperator(','));
    const written = inside.text(range);
    const isLiteral = literals.has(inside.within(range).peek()?.type ?? '') && range.to - range.from === 1;
    const known = valueKnown(inside.within(range), variables);
    return {
      written,
      known: isLiteral || /^(null|true|false|-\d[\d.]*)$/i.test(written) ? { ...known, literal: written } : known,
    };
  });
}

const literals: ReadonlySet<string> = new Set(['string', 'number']);

/** What a reading gives; `undefined` where the text is not as it should be. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unexpected) return undefined;
    throw error;
  }
}

/** BEGIN NOT ATOMIC … END runs its body at once, where it stands. */
export function anonymousBlock(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const { script, span, range } = context;
  cursor.rest();
  const variables = script.variables.ofRoutine();
  const operations = attempt(() => readBody(context.sourceOf(range), { ...script, variables }, context.read));
  script.variables.returnFrom(variables);
  if (operations === undefined || script.budget.left < 0) {
    const detail = 'The statements of this block could not be told from one another.';
    return [{ kind: 'Opaque', span, reason: 'not-recognised', detail, text: cursor.text(range) }];
  }
  return operations.length === 0 ? [{ kind: 'NoChange', span, statement: 'BEGIN NOT ATOMIC' }] : operations;
}
