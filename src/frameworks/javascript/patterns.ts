import type {
  AssignmentTarget,
  AssignmentTargetMaybeDefault,
  BindingPattern,
  Expression,
  MemberExpression,
  ParamPattern,
} from '@oxc-project/types';
import type { Span } from '../../model/span.ts';
import { evaluate, memberName } from './evaluate.ts';
import { hasHost, nameOfHost } from './functions.ts';
import { keyName } from './literals.ts';
import { array, object, unknown } from './make.ts';
import { memberOf } from './members.ts';
import type { Run } from './run.ts';
import { assign, opaque, touch } from './run.ts';
import type { Scope } from './scope.ts';
import { findVariable } from './scope.ts';
import { spanIn } from './script.ts';
import type { Value } from './value.ts';
import { describe } from './value.ts';

type Target = BindingPattern | AssignmentTarget | AssignmentTargetMaybeDefault;
type Store = (name: string, value: Value) => void;

/** Declares the variables of a pattern. */
export function declare(target: BindingPattern, value: Value, scope: Scope, run: Run): void {
  take(target, value, scope, run, (name, part) => scope.variables.set(name, { value: part }));
}

/** Declares a parameter of a function. */
export function declareParameter(parameter: ParamPattern, value: Value, scope: Scope, run: Run): void {
  if (parameter.type === 'RestElement') declare(parameter.argument, value, scope, run);
  else if (parameter.type !== 'TSParameterProperty') declare(parameter, value, scope, run);
  else {
    declare(parameter.parameter, value, scope, run);
    const { parameter: own } = parameter;
    const target = own.type === 'AssignmentPattern' ? own.left : own;
    const stored = target.type === 'Identifier' ? scope.variables.get(target.name)?.value : undefined;
    if (scope.self?.kind === 'instance' && target.type === 'Identifier' && stored !== undefined) {
      scope.self.fields.set(target.name, stored);
    }
  }
}

/** Gives a value to what stands on the left of an assignment. */
export function assignTo(target: AssignmentTarget, value: Value, scope: Scope, run: Run): void {
  take(target, value, scope, run, (name, part) => {
    const variable = findVariable(scope, name);
    if (variable !== undefined) {
      delete variable.initial;
      assign(run, variable, part);
    }
  });
}

function take(target: Target, value: Value, scope: Scope, run: Run, store: Store): void {
  const at = spanIn(scope.script, target);
  switch (target.type) {
    case 'Identifier':
      store(
        target.name,
        value.kind === 'function' && value.name === undefined ? { ...value, name: target.name } : value,
      );
      return;
    case 'AssignmentPattern': {
      const known = value.kind === 'undefined' ? evaluate(target.right, scope, run) : value;
      take(target.left, known, scope, run, store);
      return;
    }
    case 'ArrayPattern':
      for (const [index, element] of target.elements.entries()) {
        if (element === null) continue;
        if (element.type !== 'RestElement')
          take(element, memberOf(value, String(index), at, at, run), scope, run, store);
        else if (value.kind === 'array')
          take(element.argument, array(value.elements.slice(index), at, value.open), scope, run, store);
        else take(element.argument, unknown(describe(value), at), scope, run, store);
      }
      return;
    case 'ObjectPattern': {
      const taken = new Set<string>();
      for (const property of target.properties) {
        if (property.type === 'RestElement') {
          take(property.argument, rest(value, taken, at), scope, run, store);
          continue;
        }
        const place = spanIn(scope.script, property.key);
        const name = keyName(property.key, property.computed, scope, run);
        if (name !== undefined) taken.add(name);
        const part =
          name === undefined
            ? unknown('the key is only known at run time', place)
            : memberOf(value, name, place, place, run);
        take(property.value, part, scope, run, store);
      }
      return;
    }
    case 'MemberExpression':
      assignMember(target, value, scope, run);
      return;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      takeWrapped(target.expression, value, scope, run, store);
      return;
  }
}

function takeWrapped(node: Expression, value: Value, scope: Scope, run: Run, store: Store): void {
  if (node.type === 'Identifier' || node.type === 'MemberExpression') take(node, value, scope, run, store);
}

function rest(value: Value, taken: ReadonlySet<string>, at: Span): Value {
  if (value.kind === 'host') return value;
  if (value.kind !== 'object') return unknown(describe(value), at);
  return object(
    [...value.entries].filter(([name]) => !taken.has(name)),
    at,
    value.open,
  );
}

function assignMember(target: MemberExpression, value: Value, scope: Scope, run: Run): void {
  const owner = evaluate(target.object, scope, run);
  const { text: name, at } = memberName(target, scope, run);
  if (owner.kind === 'instance' && name !== undefined) owner.fields.set(name, value);
  if (owner.kind === 'unknown' && hasHost(value, run)) {
    opaque(run, `${nameOfHost(value)} is given to what is only known at run time`, value.at);
  }
  if (owner.kind === 'object') {
    touch(run, owner, at);
    if (name === undefined) owner.open ??= unknown('a key is only known at run time', at);
    else owner.entries.set(name, { keyAt: at, value, at: { ...at, end: Math.max(at.end, value.at.end) } });
  }
  if (owner.kind === 'array') {
    touch(run, owner, at);
    const index = Number(name);
    if (name === 'length' && value.kind === 'number')
      owner.elements.length = Math.min(owner.elements.length, value.value);
    else if (Number.isInteger(index) && index <= owner.elements.length) owner.elements[index] = value;
    else owner.open ??= unknown('it is filled at a place that is only known at run time', at);
  }
}
