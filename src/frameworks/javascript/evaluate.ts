import type {
  AssignmentExpression,
  ConditionalExpression,
  Expression,
  LogicalExpression,
  SequenceExpression,
  UpdateExpression,
} from '@oxc-project/types';
import { lookUp } from '../../model/look-up.ts';
import type { Span } from '../../model/span.ts';
import { callExpression, globalPath, newExpression, taggedTemplate } from './calls.ts';
import { classValue } from './classes.ts';
import { globalFunctions } from './globals.ts';
import { arrayLiteral, keyName, literal, objectLiteral, template } from './literals.ts';
import { alternatives, either, entryOf, isNullish, nothing, number, object, truth, unknown } from './make.ts';
import { memberOf } from './members.ts';
import { native } from './modules.ts';
import { arithmetic, binary, unary } from './operators.ts';
import { assignTo } from './patterns.ts';
import type { Run } from './run.ts';
import { branch, conditionsFor, mayGoOn, merge, placeOf } from './run.ts';
import type { Scope } from './scope.ts';
import { findSelf, findVariable } from './scope.ts';
import { sourceAt, spanIn } from './script.ts';
import { stringAt } from './strings.ts';
import type { Value } from './value.ts';
import { describe } from './value.ts';

/** What an expression is worth. Never throws; what only a run can tell is `unknown`, with the reason. */
export function evaluate(node: Expression, scope: Scope, run: Run): Value {
  const at = spanIn(scope.script, node);
  if (!mayGoOn(run, at)) return unknown('there is too much to evaluate', at);
  run.depth += 1;
  const value = evaluateNode(node, scope, run, at);
  run.depth -= 1;
  return value;
}

function evaluateNode(node: Expression, scope: Scope, run: Run, at: Span): Value {
  switch (node.type) {
    case 'Literal':
      return literal(node, scope.script, at);
    case 'TemplateLiteral':
      return template(node, scope, run, at);
    case 'Identifier':
      return identifier(node.name, scope, run, at);
    case 'ThisExpression':
      return findSelf(scope) ?? unknown('this is only known at run time', at, 'this');
    case 'ArrayExpression':
      return arrayLiteral(node, scope, run, at);
    case 'ObjectExpression':
      return objectLiteral(node, scope, run, at);
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression': {
      const closure = { node, scope, self: node.type === 'ArrowFunctionExpression' ? findSelf(scope) : undefined };
      return { kind: 'function', name: node.id?.name, closure, at };
    }
    case 'ClassExpression':
    case 'ClassDeclaration':
      return classValue(node, scope, run);
    case 'AssignmentExpression':
      return assignment(node, scope, run, at);
    case 'UpdateExpression':
      return update(node, scope, run, at);
    case 'AwaitExpression':
      return awaited(evaluate(node.argument, scope, run), run);
    case 'YieldExpression':
      return node.argument === null ? nothing(at) : awaited(evaluate(node.argument, scope, run), run);
    case 'BinaryExpression':
      return binary(node, scope, run, at);
    case 'LogicalExpression':
      return logical(node, scope, run, at);
    case 'UnaryExpression':
      return unary(node, scope, run, at);
    case 'ConditionalExpression':
      return conditional(node, scope, run, at);
    case 'SequenceExpression':
      return sequence(node, scope, run, at);
    case 'MemberExpression': {
      const path = globalPath(node, scope);
      if (path !== undefined && lookUp(globalFunctions, path) !== undefined) return native(path, at);
      const target = evaluate(node.object, scope, run);
      const name = memberName(node, scope, run);
      if (isNullish(target) === true && (node.optional || shortCircuits(node.object))) return nothing(at);
      if (name.text === undefined) return unknown(`${sourceAt(scope.script, at)} is only known at run time`, at);
      return memberOf(target, name.text, at, name.at, run);
    }
    case 'CallExpression':
      return callExpression(node, scope, run, at);
    case 'NewExpression':
      return newExpression(node, scope, run, at);
    case 'TaggedTemplateExpression':
      return taggedTemplate(node, scope, run, at);
    case 'ImportExpression': {
      const source = evaluate(node.source, scope, run);
      return source.kind === 'string'
        ? run.modules.named(source.source.text, scope.script.file, at)
        : unknown('the module is only known at run time', at);
    }
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
      return evaluate(node.expression, scope, run);
    case 'MetaProperty':
      return object(
        [['url', entryOf(stringAt(`file:///${scope.script.file}`, at))]],
        at,
        unknown('it is only known at run time', at),
      );
    case 'Super':
    case 'JSXElement':
    case 'JSXFragment':
    case 'V8IntrinsicExpression':
    case 'TSDeclareFunction':
    case 'TSEmptyBodyFunctionExpression':
      return unknown(`${sourceAt(scope.script, at)} is only known at run time`, at);
  }
}

const constants: Readonly<Record<string, (at: Span) => Value>> = {
  undefined: nothing,
  NaN: (at) => number(Number.NaN, at),
  Infinity: (at) => number(Number.POSITIVE_INFINITY, at),
};

function identifier(name: string, scope: Scope, run: Run, at: Span): Value {
  const variable = findVariable(scope, name);
  if (variable === undefined) {
    const path = run.modules.pathConstant(name, scope.script.file, at);
    return path ?? lookUp(constants, name)?.(at) ?? unknown(`${name} is only known at run time`, at, name);
  }
  if (variable.value === undefined && variable.initial !== undefined) {
    const { initial } = variable;
    delete variable.initial;
    variable.value = run.modules.apart(initial);
  }
  return variable.value ?? unknown(`${name} is defined by itself`, at, name);
}

type Member = Extract<Expression, { type: 'MemberExpression' }>;

/** The property that a member expression names, and where. */
export function memberName(
  node: Member,
  scope: Scope,
  run: Run,
): { readonly text: string | undefined; readonly at: Span } {
  return { text: keyName(node.property, node.computed, scope, run), at: spanIn(scope.script, node.property) };
}

/** Whether an expression may end early at a `?.` in it. */
export function shortCircuits(node: Expression): boolean {
  if (node.type === 'MemberExpression') return node.optional || shortCircuits(node.object);
  if (node.type === 'CallExpression') return node.optional || shortCircuits(node.callee);
  return node.type === 'TSNonNullExpression' && shortCircuits(node.expression);
}

function assignment(node: AssignmentExpression, scope: Scope, run: Run, at: Span): Value {
  const { left, right, operator } = node;
  if (operator === '=') {
    const value = evaluate(right, scope, run);
    assignTo(left, value, scope, run);
    return value;
  }
  if (left.type === 'ArrayPattern' || left.type === 'ObjectPattern')
    return unknown('it is assigned in an unusual way', at);
  const before = evaluate(left, scope, run);
  const logicalOperator = lookUp(logicalAssignments, operator);
  const value =
    logicalOperator === undefined
      ? arithmetic(
          operator.slice(0, -1),
          { value: before, node: left },
          { value: evaluate(right, scope, run), node: right },
          scope.script,
          at,
        )
      : choose(logicalOperator, before, () => evaluate(right, scope, run), run, at);
  assignTo(left, value, scope, run);
  return value;
}

const logicalAssignments: Readonly<Record<string, LogicalExpression['operator']>> = {
  '&&=': '&&',
  '||=': '||',
  '??=': '??',
};

function update(node: UpdateExpression, scope: Scope, run: Run, at: Span): Value {
  const before = evaluate(node.argument, scope, run);
  const step = node.operator === '++' ? 1 : -1;
  const after = before.kind === 'number' ? number(before.value + step, at) : unknown(describe(before), at);
  assignTo(node.argument, after, scope, run);
  return node.prefix ? after : before;
}

/** What waiting for a value gives: a chain is run, anything else is itself. */
export function awaited(value: Value, run: Run): Value {
  run.recorder.use(value, 'awaited', placeOf(run));
  return settled(value);
}

/** The value of a promise. */
export function settled(value: Value): Value {
  if (value.kind === 'host' && value.links.some(({ form }) => form !== 'property')) {
    return { kind: 'result', of: value, path: [], at: value.at };
  }
  if (value.kind === 'unknown' && value.oneOf !== undefined) return { ...value, oneOf: value.oneOf.map(settled) };
  return value;
}

function logical(node: LogicalExpression, scope: Scope, run: Run, at: Span): Value {
  const left = evaluate(node.left, scope, run);
  return choose(node.operator, left, () => evaluate(node.right, scope, run), run, at);
}

/** `left op right`, where the right side is evaluated only if the left one does not settle it. */
function choose(operator: LogicalExpression['operator'], left: Value, right: () => Value, run: Run, at: Span): Value {
  const nullish = isNullish(left);
  const isTrue = operator === '??' ? (nullish === undefined ? undefined : !nullish) : truth(left);
  if (isTrue !== undefined) return isTrue === (operator === '&&') ? right() : left;

  const conditions = conditionsFor(run, left, operator === '&&', left.at);
  const [value, changes] = branch(run, conditions, right);
  merge(run, changes, new Map(), 'it depends on a condition', at);
  const known = truth(value);
  // `x && false` is no more true than `false` is, whatever x turns out to be.
  if (operator === '&&' && known === false && value.kind === 'boolean') return value;
  if (operator === '||' && known === true && value.kind === 'boolean') return value;
  const reason = left.kind === 'unknown' ? left.reason : describe(left);
  const oneOf = alternatives(operator === '&&' ? [value] : [left, value]);
  if (operator === '??') return { kind: 'unknown', reason, at, oneOf };
  return { kind: 'unknown', reason, at, oneOf, test: { kind: operator === '&&' ? 'and' : 'or', left, right: value } };
}

function conditional(node: ConditionalExpression, scope: Scope, run: Run, at: Span): Value {
  const test = evaluate(node.test, scope, run);
  const decided = truth(test);
  if (decided !== undefined) return evaluate(decided ? node.consequent : node.alternate, scope, run);
  const written = spanIn(scope.script, node.test);
  const [then, thenChanges] = branch(run, conditionsFor(run, test, true, written), () =>
    evaluate(node.consequent, scope, run),
  );
  const [other, otherChanges] = branch(run, conditionsFor(run, test, false, written), () =>
    evaluate(node.alternate, scope, run),
  );
  const reason = `it depends on ${sourceAt(scope.script, written)}`;
  merge(run, thenChanges, otherChanges, reason, at);
  return either([then, other], reason, at);
}

function sequence(node: SequenceExpression, scope: Scope, run: Run, at: Span): Value {
  let value: Value = nothing(at);
  for (const expression of node.expressions) value = evaluate(expression, scope, run);
  return value;
}
