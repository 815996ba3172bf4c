import { calleeName, evaluate } from '../csharp/evaluate.ts';
import type { Chain } from '../csharp/migrations/calls.ts';
import { chainOf } from '../csharp/migrations/calls.ts';
import type { Idiom, OwnMethod, Position, Use } from '../csharp/migrations/walk.ts';
import { ownMethod } from '../csharp/migrations/walk.ts';
import type { Scope } from '../csharp/scope.ts';
import { childExpressions, partsOf } from '../csharp/scope.ts';
import type { Expression, Statement } from '../csharp/syntax.ts';
import { isMigrationMethod } from './signatures.ts';

/** EF6: a migration calls methods that it inherits, and there is no builder by which its doings could be known. */
export const idiom: Idiom = {
  decide: (condition, scope) => {
    const value = evaluate(condition, scope);
    return value.kind === 'boolean' ? value.value : undefined;
  },
  decideLabel: (value, label, scope) => {
    const [left, right] = [evaluate(value, scope), evaluate(label, scope)];
    if (left.kind !== 'string' || right.kind !== 'string') return undefined;
    return left.written.text === right.written.text;
  },
  useOf,
};

function useOf(expression: Expression, position: Position): Use {
  const chain = chainOf(expression, position.scope);
  const own = ownMethod(expression, position);
  if (own !== undefined && (position.isStatement || touchesDatabase(own))) return { kind: 'method', ...own, idiom };
  if (chain !== undefined && isInherited(chain) && (position.isStatement || isMigrationMethod(chain.call.method))) {
    return { kind: 'call', call: chain.call };
  }
  if (
    position.isStatement
      ? chain === undefined || isHarmless(chain, position.scope)
      : !handsOver(expression, position.scope)
  ) {
    return { kind: 'nothing' };
  }
  // A statement that calls something else may be a helper that runs the SQL of a file.
  if (chain !== undefined && position.isStatement) return { kind: 'call', call: chain.call };
  return { kind: 'unknown', callee: expression.kind === 'call' ? `${calleeName(expression)}()` : 'an expression' };
}

/** `AddColumn(...)`, `this.AddColumn(...)`, `base.AddColumn(...)` */
function isInherited({ on }: Chain): boolean {
  return on === undefined || isItself(on);
}

/** What only writes to a log. */
const logs: ReadonlySet<string> = new Set(['Console', 'Debug', 'Trace']);

/** Methods that only build a value out of others. */
const building = /^(?:Append|Add|Insert|Clear$|Push|Enqueue)/;

function isHarmless({ on, call }: Chain, scope: Scope): boolean {
  const type = on?.kind === 'member' ? on.name : on?.kind === 'name' ? on.name : '';
  if (logs.has(type)) return true;
  const isLocal = on?.kind === 'name' && scope.locals.has(on.name);
  const methods = [call, ...call.chained].map(({ method }) => method);
  return (
    isLocal &&
    methods.every((method) => building.test(method)) &&
    !call.arguments.some(({ value }) => handsOver(value, scope))
  );
}

/** Whether the migration itself, or a call of one of its methods, stands in the expression. */
function handsOver(expression: Expression, scope: Scope): boolean {
  if (isItself(expression)) return true;
  const chain = chainOf(expression, scope);
  if (chain !== undefined && isInherited(chain) && isMigrationMethod(chain.call.method)) return true;
  return partsOf(expression).some((part) => !isOwnMember(part) && handsOver(part, scope));
}

function isItself(expression: Expression): boolean {
  return expression.kind === 'name' && (expression.name === 'this' || expression.name === 'base');
}

/** `this.name`, which is no more than the value. */
function isOwnMember(expression: Expression): boolean {
  return expression.kind === 'member' && isItself(expression.target);
}

function touchesDatabase({ method: { body }, scope }: OwnMethod): boolean {
  const touches = (statement: Statement): boolean =>
    childExpressions(statement).some((expression) => handsOver(expression, scope));
  return body?.some(touches) ?? false;
}
