import type { Scope } from '../csharp/scope.ts';
import { partsOf } from '../csharp/scope.ts';
import type { Argument, Expression, Located } from '../csharp/syntax.ts';

/** One method of a chain of calls: `.Annotation("k", v)`. */
export interface ChainedCall extends Located {
  readonly method: string;
  readonly typeArguments: readonly string[];
  readonly arguments: readonly Argument[];
}

/** `migrationBuilder.X(...).Annotation(...)`: what is called on the builder, and what is called on the result. */
export interface BuilderCall extends ChainedCall {
  readonly chained: readonly ChainedCall[];
  /** Where its arguments' names are looked up. */
  readonly scope: Scope;
}

/** The call of a method of `builder`; `undefined` when the expression is anything else. */
export function builderCall(expression: Expression, builder: string, scope: Scope): BuilderCall | undefined {
  const chain: ChainedCall[] = [];
  let current = expression;
  while (current.kind === 'call' && current.callee.kind === 'member') {
    const { name: method, typeArguments, target, end } = current.callee;
    chain.unshift({
      method,
      typeArguments,
      arguments: current.arguments,
      start: end - method.length,
      end: current.end,
    });
    current = target;
  }
  const [first, ...chained] = chain;
  if (first === undefined || current.kind !== 'name' || current.name !== builder) return undefined;
  return { ...first, start: expression.start, end: expression.end, chained, scope };
}

/** Whether an expression holds the name anywhere. */
export function mentions(expression: Expression, name: string): boolean {
  if (expression.kind === 'name') return expression.name === name;
  return partsOf(expression).some((part) => mentions(part, name));
}
