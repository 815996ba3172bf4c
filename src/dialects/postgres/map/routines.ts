import type { AlterFunctionStmt, CallStmt, CreateFunctionStmt, CreateTrigStmt, FunctionParameter } from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import { all, text, texts, unwrap } from '../ast.ts';
import { bodyUses } from '../plpgsql/uses.ts';
import { closingOf, findOpening, normalText, rawAt, wordAt } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { signatureType } from '../types.ts';
import { qualifiedName, relationName, signatureOf } from './names.ts';
import { findOption } from './options.ts';

/** CREATE FUNCTION and PROCEDURE: the body is not run, only what it names is kept. */
export function createRoutine(node: CreateFunctionStmt, statement: StatementText): readonly Operation[] {
  const open = findOpening(statement, statement.tokens);
  const language = text(findOption(node.options, 'language')?.arg) ?? 'sql';
  return [
    {
      kind: 'CreateRoutine',
      span: statement.span,
      name: qualifiedName(texts(node.funcname)),
      routineType: node.is_procedure === true ? 'procedure' : 'function',
      signature: all(node.parameters, 'FunctionParameter').filter(isInput).map(parameterType).join(', '),
      replace: node.replace === true,
      language: language.toLowerCase(),
      definition: normalText(statement, { from: open, to: statement.tokens.to }),
      uses: bodyUses(statement, language.toLowerCase(), bodyText(node), node.sql_body),
    },
  ];
}

function isInput({ mode }: FunctionParameter): boolean {
  return mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE';
}

function parameterType({ argType }: FunctionParameter): string {
  return signatureType(argType);
}

/** The body after AS; a second string names a symbol of a C library. */
function bodyText(node: CreateFunctionStmt): string | undefined {
  const arg = findOption(node.options, 'as')?.arg;
  return text(unwrap(arg, 'List')?.items?.[0] ?? arg);
}

export function alterRoutine(node: AlterFunctionStmt, statement: StatementText): readonly Operation[] {
  const open = findOpening(statement, statement.tokens);
  const end = closingOf(statement, open);
  const from = end < statement.tokens.to ? end + 1 : afterRoutineName(statement);
  const signature = signatureOf(node.func);
  return [
    {
      kind: 'AlterRoutine',
      span: statement.span,
      name: qualifiedName(texts(node.func?.objname)),
      routineType: routineTypeOf(node.objtype),
      ...(signature === undefined ? {} : { signature }),
      attributes: { options: normalText(statement, { from, to: statement.tokens.to }) },
    },
  ];
}

/** ALTER FUNCTION name, without arguments. */
function afterRoutineName(statement: StatementText): number {
  let index = statement.tokens.from + 3;
  while (rawAt(statement, index) === '.') index += 2;
  return index;
}

export function callRoutine(node: CallStmt, statement: StatementText): readonly Operation[] {
  const name = qualifiedName(texts(node.funccall?.funcname));
  return [{ kind: 'CallRoutine', span: statement.span, name, text: normalText(statement) }];
}

type Trigger = Operation<'CreateTrigger'>;

/** Bits of `timing` and `events` (src/include/catalog/pg_trigger.h). */
const before = 1 << 1;
const insteadOf = 1 << 6;
const events: readonly (readonly [bit: number, event: Trigger['events'][number]])[] = [
  [1 << 2, 'insert'],
  [1 << 3, 'delete'],
  [1 << 4, 'update'],
  [1 << 5, 'truncate'],
];

export function createTrigger(node: CreateTrigStmt, statement: StatementText): readonly Operation[] {
  const definition = normalText(statement, { from: afterTriggerName(statement), to: statement.tokens.to });
  return [
    {
      kind: 'CreateTrigger',
      span: statement.span,
      name: node.trigname ?? '',
      table: relationName(node.relation),
      replace: node.replace === true,
      timing: timingOf(node.timing ?? 0),
      events: events.filter(([bit]) => ((node.events ?? 0) & bit) !== 0).map(([, event]) => event),
      definition: node.isconstraint === true ? `CONSTRAINT ${definition}` : definition,
    },
  ];
}

function timingOf(timing: number): Trigger['timing'] {
  if ((timing & before) !== 0) return 'before';
  return (timing & insteadOf) !== 0 ? 'instead-of' : 'after';
}

function afterTriggerName(statement: StatementText): number {
  let index = statement.tokens.from;
  while (index < statement.tokens.to && wordAt(statement, index) !== 'trigger') index++;
  return index + 2;
}

export function routineTypeOf(objectType: string | undefined): Operation<'DropRoutine'>['routineType'] {
  if (objectType === 'OBJECT_AGGREGATE') return 'aggregate';
  return objectType === 'OBJECT_PROCEDURE' ? 'procedure' : 'function';
}
