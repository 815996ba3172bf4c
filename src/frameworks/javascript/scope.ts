import type { ArrowFunctionExpression, Class, Function as FunctionNode } from '@oxc-project/types';
import type { Script } from './script.ts';
import type { Value } from './value.ts';

/** A variable and what it holds at the moment. */
export interface Variable {
  value: Value;
}

/** The variables of a block, a function or a module. */
export interface Scope {
  readonly script: Script;
  readonly variables: Map<string, Variable>;
  readonly parent: Scope | undefined;
  /** What `this` is, where a function or a class sets it. */
  readonly self?: Value;
}

/** A function with the variables that it sees. */
export interface Closure {
  readonly node: FunctionNode | ArrowFunctionExpression;
  readonly scope: Scope;
  readonly self: Value | undefined;
}

/** A class with the variables that it sees, and the class that it extends. */
export interface ClassDefinition {
  readonly node: Class;
  readonly scope: Scope;
  readonly base: Value | undefined;
}
