import { lookUp } from '../../model/look-up.ts';
import type { DialectName } from '../../model/names.ts';
import { evaluate } from '../csharp/evaluate.ts';
import type { Scope } from '../csharp/scope.ts';
import type { Expression } from '../csharp/syntax.ts';
import { dialectOfProvider, providers } from './provider.ts';

/** What decides the conditions of a migration before it runs. */
export interface Known {
  readonly scope: Scope;
  readonly builder: string;
  readonly dialect: DialectName;
}

/** Whether a condition holds; `undefined` when only the run can tell. */
export function decide(condition: Expression, known: Known): boolean | undefined {
  switch (condition.kind) {
    case 'unary': {
      const operand = condition.operator === '!' ? decide(condition.operand, known) : undefined;
      return operand === undefined ? undefined : !operand;
    }
    case 'binary':
      return decideBinary(condition, known);
    case 'call':
      return asksProvider(condition, known) ?? constant(condition, known);
    default:
      return constant(condition, known);
  }
}

/** Whether a `switch` over `value` takes this label; `undefined` when only the run can tell. */
export function decideLabel(value: Expression, label: Expression, known: Known): boolean | undefined {
  if (isActiveProvider(value, known)) return isProvider(label, known);
  const [left, right] = [evaluate(value, known.scope), evaluate(label, known.scope)];
  if (left.kind !== 'string' || right.kind !== 'string') return undefined;
  return left.written.text === right.written.text;
}

function constant(condition: Expression, known: Known): boolean | undefined {
  const value = evaluate(condition, known.scope);
  return value.kind === 'boolean' ? value.value : undefined;
}

function decideBinary(condition: Expression<'binary'>, known: Known): boolean | undefined {
  const { operator, left, right } = condition;
  if (operator === '&&' || operator === '||') {
    const sides = [decide(left, known), decide(right, known)];
    const settles = operator === '||';
    if (sides.includes(settles)) return settles;
    return sides.includes(undefined) ? undefined : !settles;
  }
  if (operator !== '==' && operator !== '!=') return undefined;
  const asked = isActiveProvider(left, known) ? right : isActiveProvider(right, known) ? left : undefined;
  if (asked === undefined) return constant(condition, known);
  const same = isProvider(asked, known);
  return same === undefined ? undefined : same === (operator === '==');
}

/** Whether it is the builder's provider, by itself or through variables, one of which may be made of itself. */
function isActiveProvider(expression: Expression, known: Known): boolean {
  let asked = expression;
  for (const names = new Set<string>(); asked.kind === 'name' && !names.has(asked.name);) {
    names.add(asked.name);
    const binding = known.scope.locals.get(asked.name);
    if (binding?.kind !== 'expression') return false;
    asked = binding.expression;
  }
  if (asked.kind !== 'member' || asked.name !== 'ActiveProvider') return false;
  const { target } = asked;
  return target.kind === 'name' && (target.name === known.builder || target.name === 'this');
}

function isProvider(name: Expression, known: Known): boolean | undefined {
  const value = evaluate(name, known.scope);
  return value.kind === 'string' ? dialectOfProvider(value.written.text) === known.dialect : undefined;
}

/** `migrationBuilder.IsNpgsql()`, `migrationBuilder.ActiveProvider.Contains("Npgsql")`. */
function asksProvider(condition: Expression<'call'>, known: Known): boolean | undefined {
  if (condition.callee.kind !== 'member') return undefined;
  const { target, name } = condition.callee;
  const asked = providers.find(({ question }) => question === name);
  if (asked !== undefined && target.kind === 'name' && target.name === known.builder) {
    return asked.dialect === known.dialect;
  }
  const argument = condition.arguments[0]?.value;
  if (argument === undefined || !isActiveProvider(target, known)) return undefined;
  const value = evaluate(argument, known.scope);
  if (value.kind !== 'string') return undefined;
  const { text } = value.written;
  const tests: Readonly<Record<string, (provider: string) => boolean>> = {
    Contains: (provider) => provider.toLowerCase().includes(text.toLowerCase()),
    StartsWith: (provider) => provider.startsWith(text),
    EndsWith: (provider) => provider.endsWith(text),
    Equals: (provider) => provider === text,
  };
  const test = lookUp(tests, name);
  const names = providers.find(({ dialect }) => dialect === known.dialect)?.names ?? [];
  return test === undefined ? undefined : names.some(test);
}
