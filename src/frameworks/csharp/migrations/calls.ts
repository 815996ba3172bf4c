import type { Scope } from '../scope.ts';
import { partsOf } from '../scope.ts';
import type { Argument, Expression, Located } from '../syntax.ts';

/** One method of a chain of calls: `.Annotation("k", v)`. */
export interface ChainedCall extends Located {
  readonly method: string;
  readonly typeArguments: readonly string[];
  readonly arguments: readonly Argument[];
}

/** `migrationBuilder.X(...).Annotation(...)`: what is called first, and what is called on the result. */
export interface MigrationCall extends ChainedCall {
  readonly chained: readonly ChainedCall[];
  /** Where its arguments' names are looked up. */
  readonly scope: Scope;
}

/** A chain of calls, and what it is called on; no `on`: a method by its bare name. */
export interface Chain {
  readonly on: Expression | undefined;
  readonly call: MigrationCall;
}

/** `undefined` when the expression is no call. */
export function chainOf(expression: Expression, scope: Scope): Chain | undefined {
  const calls: ChainedCall[] = [];
  let on: Expression | undefined = expression;
  while (on?.kind === 'call') {
    const { callee, arguments: list, end }: Expression<'call'> = on;
    if (callee.kind !== 'member' && callee.kind !== 'name') break;
    const { name: method, typeArguments } = callee;
    calls.unshift({ method, typeArguments, arguments: list, start: callee.end - method.length, end });
    on = callee.kind === 'member' ? callee.target : undefined;
  }
  const [first, ...chained] = calls;
  if (first === undefined) return undefined;
  return { on, call: { ...first, start: expression.start, end: expression.end, chained, scope } };
}

/** The call of a method of `builder`; `undefined` when the expression is anything else. */
export function builderCall(expression: Expression, builder: string, scope: Scope): MigrationCall | undefined {
  const chain = chainOf(expression, scope);
  return chain?.on?.kind === 'name' && chain.on.name === builder ? chain.call : undefined;
}

/** Whether an expression holds the name anywhere. */
export function mentions(expression: Expression, name: string): boolean {
  if (expression.kind === 'name') return expression.name === name;
  return partsOf(expression).some((part) => mentions(part, name));
}
