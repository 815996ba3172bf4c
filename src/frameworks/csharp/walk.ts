import { partsOf } from './scope.ts';
import type { Expression, Statement } from './syntax.ts';

/** Every expression of these statements, those within others included, in the order in which they are written. */
export function expressionsOf(statements: readonly Statement[]): readonly Expression[] {
  return statements.flatMap((statement): readonly Expression[] => {
    switch (statement.kind) {
      case 'expression':
        return withParts(statement.expression);
      case 'locals':
        return statement.variables.flatMap(({ value }) => withPartsIfAny(value));
      case 'if':
        return [
          ...withParts(statement.condition),
          ...expressionsOf(statement.then),
          ...expressionsOf(statement.otherwise),
        ];
      case 'foreach':
        return [...withParts(statement.over), ...expressionsOf(statement.body)];
      case 'loop':
        return [...statement.parts.flatMap(withParts), ...expressionsOf(statement.body)];
      case 'switch':
        return [
          ...withParts(statement.value),
          ...statement.sections.flatMap(({ labels, body }) => [...labels.flatMap(withParts), ...expressionsOf(body)]),
        ];
      case 'try':
        return expressionsOf([...statement.body, ...statement.handlers.flat(), ...statement.last]);
      case 'block':
        return expressionsOf(statement.statements);
      case 'return':
        return withPartsIfAny(statement.value);
      case 'function':
        return expressionsOf(statement.method.body ?? []);
      case 'throw':
      case 'empty':
        return [];
    }
  });
}

function withPartsIfAny(expression: Expression | undefined): readonly Expression[] {
  return expression === undefined ? [] : withParts(expression);
}

/** An expression and all within it. */
export function withParts(expression: Expression): readonly Expression[] {
  return [expression, ...innerOf(expression).flatMap(withParts), ...expressionsOf(bodyOf(expression))];
}

function bodyOf(expression: Expression): readonly Statement[] {
  return expression.kind === 'lambda' && !('kind' in expression.body) ? expression.body : [];
}

function innerOf(expression: Expression): readonly Expression[] {
  // The words between the holes count here, and the statements of a lambda are walked by themselves.
  if (expression.kind === 'interpolated')
    return expression.parts.map((part) => (part.kind === 'hole' ? part.value : part));
  if (expression.kind === 'lambda') return 'kind' in expression.body ? [expression.body] : [];
  return partsOf(expression);
}
