import { evaluate } from '../../csharp/evaluate.ts';
import { parseCSharp } from '../../csharp/index.ts';
import type { ChainedCall } from '../../csharp/migrations/calls.ts';
import { chainOf } from '../../csharp/migrations/calls.ts';
import type { Scope } from '../../csharp/scope.ts';
import { scopeOf } from '../../csharp/scope.ts';
import type { Expression, Located, Statement } from '../../csharp/syntax.ts';
import type { Value } from '../../csharp/value.ts';

/** One call of a model's code: on the builder, or on the result of the call before. Places count from the statement's start. */
export interface ModelCall extends Located {
  readonly method: string;
  readonly typeArguments: readonly string[];
  /** Without lambdas. */
  readonly values: readonly Value[];
  /** What the lambda among its arguments does with the builder that it is given. */
  readonly body: readonly ModelCall[];
  readonly chained: readonly ModelCall[];
}

/** What one statement of BuildModel says. */
export interface StatementReading {
  readonly calls: readonly ModelCall[];
  /** Where something stands that is no call on a builder. */
  readonly unread: readonly Located[];
}

/** The rows of seeds are no schema, and there can be thousands. */
const withoutSchema: ReadonlySet<string> = new Set(['HasData']);

const before = 'class M { void B() {';

/** Reads one statement; the C# reader must have been prepared. */
export function readStatement(file: string, text: string, builder: string): StatementReading {
  const parsed = parseCSharp(file, `${before}${text}}}`);
  const [owner] = parsed.classes;
  const [method] = owner?.methods ?? [];
  const unread: Located[] = parsed.errors.map(shifted);
  if (owner === undefined || method === undefined) return { calls: [], unread };
  const scope = scopeOf(parsed, owner, method);
  return { calls: callsIn(method.body ?? [], builder, scope, unread), unread };
}

function callsIn(
  statements: readonly Statement[],
  builder: string,
  scope: Scope,
  unread: Located[],
): readonly ModelCall[] {
  return statements.flatMap((statement): readonly ModelCall[] => {
    if (statement.kind === 'empty') return [];
    const call = statement.kind === 'expression' ? callOf(statement.expression, builder, scope, unread) : undefined;
    if (call === undefined) unread.push(shifted(statement));
    return call === undefined ? [] : [call];
  });
}

/** `b.A().B()`, or an extension that is called as a static method: `Extensions.B(b.A())` says the same. */
function callOf(expression: Expression, builder: string, scope: Scope, unread: Located[]): ModelCall | undefined {
  const chain = chainOf(expression, scope);
  if (chain === undefined) return undefined;
  const { on, call } = chain;
  const made = (one: ChainedCall, from = 0): ModelCall => modelCall(one, from, scope, unread);
  const chained = call.chained.map((one) => made(one));
  if (on?.kind === 'name' && on.name === builder) return { ...made(call), chained };

  const [receiver] = call.arguments;
  if (receiver === undefined || on === undefined) return undefined;
  if (receiver.value.kind === 'name' && receiver.value.name === builder) return { ...made(call, 1), chained };
  const inner = callOf(receiver.value, builder, scope, unread);
  return inner === undefined ? undefined : { ...inner, chained: [...inner.chained, made(call, 1), ...chained] };
}

function modelCall(call: ChainedCall, from: number, scope: Scope, unread: Located[]): ModelCall {
  const given = withoutSchema.has(call.method) ? [] : call.arguments.slice(from).map(({ value }) => value);
  const lambda = given.find((value) => value.kind === 'lambda');
  const values = given.filter((value) => value !== lambda).map((value) => evaluate(value, scope));
  return {
    ...shifted(call),
    method: call.method,
    typeArguments: call.typeArguments,
    values,
    body: lambda === undefined ? [] : callsIn(bodyOf(lambda), lambda.parameters[0] ?? '', scope, unread),
    chained: [],
  };
}

function bodyOf({ body, start, end }: Expression<'lambda'>): readonly Statement[] {
  return 'kind' in body ? [{ kind: 'expression', start, end, expression: body }] : body;
}

function shifted({ start, end }: Located): Located {
  return { start: start - before.length, end: end - before.length };
}

/** The text of an argument; `undefined` when it is null, missing or anything else. */
export function textAt(call: ModelCall, index: number): string | undefined {
  const value = call.values[index];
  return value?.kind === 'string' ? value.written.text : undefined;
}

/** All texts among the arguments, those of arrays included. */
export function textsOf(values: readonly Value[]): readonly string[] {
  return values.flatMap((value) =>
    value.kind === 'string' ? [value.written.text] : value.kind === 'array' ? textsOf(value.elements) : [],
  );
}

export function numberAt(call: ModelCall, index: number): number | undefined {
  const value = call.values[index];
  return value?.kind === 'number' ? Number(value.text) : undefined;
}

/** A switch as fluent interfaces have it: on when it is called without an argument. */
export function isOn(call: ModelCall): boolean {
  const [value] = call.values;
  return value?.kind !== 'boolean' || value.value;
}
