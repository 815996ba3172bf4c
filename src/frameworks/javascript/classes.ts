import type { Class, ClassElement, MethodDefinition } from '@oxc-project/types';
import type { Span } from '../../model/span.ts';
import { evaluate } from './evaluate.ts';
import { keyName } from './literals.ts';
import { apply, applyFunction } from './functions.ts';
import { nothing, unknown } from './make.ts';
import { memberOf } from './members.ts';
import type { Run } from './run.ts';
import type { ClassDefinition, Scope } from './scope.ts';
import { findOwner, findSelf, inner } from './scope.ts';
import { spanIn } from './script.ts';
import type { ClassValue, InstanceValue, Value } from './value.ts';

export function classValue(node: Class, scope: Scope, run: Run): ClassValue {
  const base = node.superClass === null ? undefined : run.modules.whole(evaluate(node.superClass, scope, run));
  const at = spanIn(scope.script, node);
  return {
    kind: 'class',
    name: node.id?.name,
    nameAt: node.id === null ? { ...at, end: at.start + 'class'.length } : spanIn(scope.script, node.id),
    definition: { node, scope, base },
    at,
  };
}

/** `new C(...args)`: its fields and those of its bases, and what the constructors assign. */
export function instantiate(value: ClassValue, args: readonly Value[], at: Span, run: Run): InstanceValue {
  const made: InstanceValue = { kind: 'instance', of: value, fields: new Map(), at };
  construct(value, made, args, at, run);
  return made;
}

function construct({ definition }: ClassValue, self: InstanceValue, args: readonly Value[], at: Span, run: Run): void {
  const { node, base } = definition;
  const constructor = node.body.body.find(
    (element): element is MethodDefinition => element.type === 'MethodDefinition' && element.kind === 'constructor',
  );
  if (constructor === undefined && base?.kind === 'class') construct(base, self, args, at, run);
  if (constructor === undefined || base === undefined) initialise(definition, self, run);
  if (constructor !== undefined) {
    const closure = { node: constructor.value, scope: inner(definition.scope), self, owner: definition };
    applyFunction({ kind: 'function', name: 'constructor', closure, at }, args, self, at, run);
  }
}

/** `super(...args)` in a constructor. */
export function constructBase(args: readonly Value[], scope: Scope, at: Span, run: Run): Value {
  const self = findSelf(scope);
  const owner = findOwner(scope);
  if (self?.kind !== 'instance' || owner === undefined) return nothing(at);
  if (owner.base?.kind === 'class') construct(owner.base, self, args, at, run);
  initialise(owner, self, run);
  return nothing(at);
}

function initialise(definition: ClassDefinition, self: InstanceValue, run: Run): void {
  const scope: Scope = { ...inner(definition.scope), self, owner: definition };
  for (const element of definition.node.body.body) {
    if (element.type !== 'PropertyDefinition' || element.static || element.declare === true) continue;
    const name = keyName(element.key, element.computed, scope, run);
    if (name === undefined) continue;
    const at = spanIn(scope.script, element);
    self.fields.set(name, element.value === null ? nothing(at) : evaluate(element.value, scope, run));
  }
}

/** A static member of a class or of one of its bases. */
export function classMember(value: ClassValue, name: string, at: Span, run: Run): Value | undefined {
  const found = ownMember(value.definition, name, true, value, at, run);
  if (found !== undefined) return found;
  const { base } = value.definition;
  if (base?.kind === 'class') return classMember(base, name, at, run);
  return base === undefined ? undefined : memberOf(base, name, at, at, run);
}

/** A field or method of an instance; what comes from a base class of the tool's package is a chain from `this`. */
export function instanceMember(
  value: InstanceValue,
  name: string,
  at: Span,
  nameAt: Span,
  run: Run,
): Value | undefined {
  const field = value.fields.get(name);
  if (field !== undefined) return field;
  let from: Value | undefined = value.of;
  while (from?.kind === 'class') {
    const found = ownMember(from.definition, name, false, value, at, run);
    if (found !== undefined) return found;
    from = from.definition.base;
  }
  if (from === undefined) return undefined;
  if (from.kind === 'host')
    return memberOf({ kind: 'host', root: 'this', links: [], at: nameAt }, name, at, nameAt, run);
  return unknown(
    `${name} is inherited, and ${from.kind === 'unknown' ? from.reason : 'the base class is not known'}`,
    at,
    name,
  );
}

function ownMember(
  definition: ClassDefinition,
  name: string,
  isStatic: boolean,
  self: Value,
  at: Span,
  run: Run,
): Value | undefined {
  const { node, scope } = definition;
  const own: Scope = { ...inner(scope), self, owner: definition };
  const element = node.body.body.findLast((candidate) => isNamed(candidate, name, isStatic, own, run));
  if (element?.type === 'PropertyDefinition') {
    return isStatic && element.value !== null ? evaluate(element.value, own, run) : undefined;
  }
  if (element?.type !== 'MethodDefinition') return undefined;
  const closure = { node: element.value, scope: own, self, owner: definition };
  const method: Value = { kind: 'function', name, closure, at: spanIn(scope.script, element) };
  return element.kind === 'get' ? apply(method, [], self, at, run) : method;
}

function isNamed(element: ClassElement, name: string, isStatic: boolean, scope: Scope, run: Run): boolean {
  if (element.type !== 'MethodDefinition' && element.type !== 'PropertyDefinition') return false;
  if (element.type === 'MethodDefinition' && (element.kind === 'set' || element.kind === 'constructor')) return false;
  return element.static === isStatic && keyName(element.key, element.computed, scope, run) === name;
}
