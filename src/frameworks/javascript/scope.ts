import type { ArrowFunctionExpression, Class, Function as FunctionNode } from '@oxc-project/types';
import type { Script } from './script.ts';
import type { Value } from './value.ts';

/** A variable and what it holds at the moment. */
export interface Variable {
  value?: Value;
  /** Evaluates the initial value of a module's own variable, or follows an import, when it is asked for. */
  initial?: () => Value;
}

/** The variables of a block, a function or a module. */
export interface Scope {
  readonly script: Script;
  readonly variables: Map<string, Variable>;
  readonly parent: Scope | undefined;
  /** What `this` is, where a function or a class sets it. */
  readonly self?: Value;
  /** The class whose method this is, for `super`. */
  readonly owner?: ClassDefinition;
}

/** A function with the variables that it sees. */
export interface Closure {
  readonly node: FunctionNode | ArrowFunctionExpression;
  readonly scope: Scope;
  /** What `this` is; an arrow function has it from its scope. */
  readonly self: Value | undefined;
  readonly owner?: ClassDefinition;
}

/** A class with the variables that it sees, and what it extends. */
export interface ClassDefinition {
  readonly node: Class;
  readonly scope: Scope;
  readonly base: Value | undefined;
}

export function inner(parent: Scope): Scope {
  return { script: parent.script, variables: new Map(), parent };
}

export function findVariable(scope: Scope, name: string): Variable | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const variable = at.variables.get(name);
    if (variable !== undefined) return variable;
  }
  return undefined;
}

export function findSelf(scope: Scope): Value | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.self !== undefined) return at.self;
  }
  return undefined;
}

export function findOwner(scope: Scope): ClassDefinition | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.owner !== undefined) return at.owner;
  }
  return undefined;
}
