import type { Class, CSharpFile, Expression, Method, Statement } from './syntax.ts';
import type { Value } from './value.ts';

/** What a name stands for: the expression that it was once given, a value, or the reason why it has none. */
export type Binding =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'unknown'; readonly reason: string };

export type Bindings = ReadonlyMap<string, Binding>;

/** The names that an expression may use, and the class that it stands in. */
export interface Scope {
  readonly file: CSharpFile;
  readonly class: Class;
  readonly locals: Bindings;
}

export function find(scope: Scope, name: string): Binding | undefined {
  return scope.locals.get(name) ?? constant(scope.class, name);
}

/** A constant of a class of the same file. */
export function constant(owner: Class, name: string): Binding | undefined {
  const value = owner.constants.find((candidate) => candidate.name === name)?.value;
  return value === undefined ? undefined : { kind: 'expression', expression: value };
}

/** The scope of a method's body: its variables that are given one value only, and its parameters. */
export function scopeOf(file: CSharpFile, owner: Class, method: Method, parameters: Bindings = new Map()): Scope {
  const locals = new Map<string, Binding>(parameters);
  for (const { name } of method.parameters) {
    if (!locals.has(name)) locals.set(name, { kind: 'unknown', reason: `${name} is a parameter` });
  }
  const reassigned = new Set<string>();

  function declare(name: string, value: Expression | undefined): void {
    const again = locals.has(name);
    if (again) locals.set(name, { kind: 'unknown', reason: `${name} is declared more than once` });
    else if (value !== undefined) locals.set(name, { kind: 'expression', expression: value });
    else locals.set(name, { kind: 'unknown', reason: `${name} is assigned after its declaration` });
  }

  function visitStatement(statement: Statement): void {
    if (statement.kind === 'locals')
      statement.variables.forEach(({ name, value }) => {
        declare(name, value);
      });
    childExpressions(statement).forEach(visitExpression);
    childStatements(statement).forEach(visitStatement);
    // Its own variables are not those of the method, but it can give another value to these.
    if (statement.kind === 'function') statement.method.body?.flatMap(allExpressions).forEach(visitExpression);
  }

  function visitExpression(expression: Expression): void {
    if (expression.kind === 'assignment' && expression.target.kind === 'name') reassigned.add(expression.target.name);
    partsOf(expression).forEach(visitExpression);
  }

  method.body?.forEach(visitStatement);
  for (const name of reassigned) {
    if (locals.has(name)) locals.set(name, { kind: 'unknown', reason: `${name} is assigned more than once` });
  }
  return { file, class: owner, locals };
}

/** The expressions that stand directly in a statement. */
export function childExpressions(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.expression];
    case 'locals':
      return statement.variables.flatMap(({ value }) => (value === undefined ? [] : [value]));
    case 'if':
      return [statement.condition];
    case 'foreach':
      return [statement.over];
    case 'loop':
      return statement.parts;
    case 'switch':
      return [statement.value];
    case 'return':
      return statement.value === undefined ? [] : [statement.value];
    case 'try':
    case 'block':
    case 'throw':
    case 'function':
    case 'empty':
      return [];
  }
}

/** The statements that stand directly in a statement; a local function's are its own. */
export function childStatements(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'if':
      return [...statement.then, ...statement.otherwise];
    case 'foreach':
    case 'loop':
      return statement.body;
    case 'switch':
      return statement.sections.flatMap(({ body }) => body);
    case 'try':
      return [...statement.body, ...statement.handlers.flat(), ...statement.last];
    case 'block':
      return statement.statements;
    case 'expression':
    case 'locals':
    case 'return':
    case 'throw':
    case 'function':
    case 'empty':
      return [];
  }
}

/** The expressions that an expression is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'interpolated':
      return expression.parts.flatMap((part) => (part.kind === 'hole' ? [part.value] : []));
    case 'member':
      return [expression.target];
    case 'call':
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case 'new':
      return [...expression.arguments, ...expression.members].map(({ value }) => value);
    case 'array':
      return expression.elements;
    case 'spread':
    case 'cast':
      return [expression.value];
    case 'anonymous':
      return expression.members.map(({ value }) => value);
    case 'lambda':
      return 'kind' in expression.body ? [expression.body] : expression.body.flatMap(allExpressions);
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise];
    case 'assignment':
      return [expression.target, expression.value];
    case 'other':
      return expression.parts;
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'default':
    case 'name':
    case 'typeof':
      return [];
  }
}

function allExpressions(statement: Statement): readonly Expression[] {
  return [...childExpressions(statement), ...childStatements(statement).flatMap(allExpressions)];
}
