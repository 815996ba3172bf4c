import type { Expression, UnaryExpression } from '@oxc-project/types';
import { lookUp } from '../../model/look-up.ts';
import type { Span } from '../../model/span.ts';
import { evaluate } from './evaluate.ts';
import { nameIn, reasonOf } from './literals.ts';
import { boolean, equals, isNullish, nothing, number, truth, unknown } from './make.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';
import type { Script } from './script.ts';
import { sourceAt, spanIn } from './script.ts';
import { concatenate, stringAt, stringPart } from './strings.ts';
import type { StringValue, Value } from './value.ts';
import { describe } from './value.ts';

interface Operand {
  readonly value: Value;
  readonly node: Expression;
}

type Binary = Extract<Expression, { type: 'BinaryExpression' }>;

/** A long sum is one list of operands, so that its length is no depth. */
export function binary(node: Binary, scope: Scope, run: Run, at: Span): Value {
  if (node.left.type === 'PrivateIdentifier') return unknown('a private name is asked for', at);
  const sums: Binary[] = [];
  let first: Expression = node;
  while (first.type === 'BinaryExpression' && first.operator === '+') {
    sums.push(first);
    first = first.left;
  }
  if (sums.length > 0) return sum(first, sums, scope, run);

  const left = { value: evaluate(node.left, scope, run), node: node.left };
  const right = { value: evaluate(node.right, scope, run), node: node.right };
  return arithmetic(node.operator, left, right, scope.script, at);
}

/** From the first text on all of it is one text, which is put together once. */
function sum(first: Expression, sums: readonly Binary[], scope: Scope, run: Run): Value {
  const { script } = scope;
  let left: Operand = { value: evaluate(first, scope, run), node: first };
  let texts: Operand[] = [];
  for (const node of sums.toReversed()) {
    const right = { value: evaluate(node.right, scope, run), node: node.right };
    if (texts.length > 0) texts.push(right);
    else if (isText(left.value) || isText(right.value)) texts = [left, right];
    else left = { value: arithmetic('+', left, right, script, spanIn(script, node)), node };
  }
  const [whole] = sums;
  return texts.length === 0 || whole === undefined ? left.value : joined(texts, script, spanIn(script, whole));
}

/** The text that operands of `+` make, of which the first or the second is one. */
function joined(operands: readonly Operand[], script: Script, at: Span): StringValue {
  const parts = operands.map(({ value, node }) => {
    const place = spanIn(script, node);
    return { part: stringPart(value, nameIn(node), reasonOf(value, sourceAt(script, place))), at: place };
  });
  return concatenate(parts, at);
}

const numeric: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '**': (left, right) => left ** right,
  '|': (left, right) => left | right,
  '&': (left, right) => left & right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  '>>>': (left, right) => left >>> right,
};

const comparisons: Readonly<Record<string, (left: number | string, right: number | string) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

const equalities: Readonly<Record<string, { readonly loose: boolean; readonly negated: boolean }>> = {
  '===': { loose: false, negated: false },
  '!==': { loose: false, negated: true },
  '==': { loose: true, negated: false },
  '!=': { loose: true, negated: true },
};

/** `left operator right` for everything but the logical operators. */
export function arithmetic(operator: string, left: Operand, right: Operand, script: Script, at: Span): Value {
  const [one, other] = [left.value, right.value];
  const equality = lookUp(equalities, operator);
  if (equality !== undefined) return comparison(one, other, equality, script, at);

  if (operator === '+' && (isText(one) || isText(other))) return joined([left, right], script, at);
  const compare = lookUp(comparisons, operator);
  if (compare !== undefined) {
    const [a, b] = [comparable(one), comparable(other)];
    if (a !== undefined && b !== undefined) return boolean(compare(a, b), at);
  }
  const compute = lookUp(numeric, operator);
  if (compute !== undefined && one.kind === 'number' && other.kind === 'number') {
    return number(compute(one.value, other.value), at);
  }
  const unclear = [one, other].find(({ kind }) => kind === 'unknown' || kind === 'result' || kind === 'host');
  return unknown(unclear === undefined ? `${sourceAt(script, at)} is not evaluated` : describe(unclear), at);
}

function isText(value: Value): value is StringValue {
  return value.kind === 'string';
}

function comparable(value: Value): number | string | undefined {
  if (value.kind === 'number') return value.value;
  return value.kind === 'string' && value.holes.length === 0 ? value.source.text : undefined;
}

function comparison(
  one: Value,
  other: Value,
  { loose, negated }: { readonly loose: boolean; readonly negated: boolean },
  script: Script,
  at: Span,
): Value {
  const nullish = loose && (isNullish(one) ?? false) && (isNullish(other) ?? false);
  const answer = nullish ? true : equals(one, other);
  if (answer !== undefined) return boolean(answer !== negated, at);

  // A comparison with a boolean is the question itself, or its opposite.
  const [asked, constant] = one.kind === 'boolean' ? [other, one] : [one, other];
  if (constant.kind === 'boolean') return constant.value === negated ? negation(asked, at) : asked;
  return unknown(`${sourceAt(script, at)} is only known at run time`, at);
}

/** `!value`. */
function negation(value: Value, at: Span): Value {
  const answer = truth(value);
  if (answer !== undefined) return boolean(!answer, at);
  if (value.kind === 'unknown' && value.test?.kind === 'not') return value.test.of;
  const reason = value.kind === 'unknown' ? value.reason : describe(value);
  return { kind: 'unknown', reason, at, test: { kind: 'not', of: value } };
}

const types: Readonly<Partial<Record<Value['kind'], string>>> = {
  string: 'string',
  number: 'number',
  bigint: 'bigint',
  boolean: 'boolean',
  null: 'object',
  undefined: 'undefined',
  array: 'object',
  object: 'object',
  function: 'function',
  class: 'function',
  instance: 'object',
  date: 'object',
  regexp: 'object',
};

export function unary(node: UnaryExpression, scope: Scope, run: Run, at: Span): Value {
  const value = evaluate(node.argument, scope, run);
  switch (node.operator) {
    case '!':
      return negation(value, at);
    case '-':
    case '+':
    case '~':
      if (value.kind !== 'number') return unknown(describe(value), at);
      return number(node.operator === '-' ? -value.value : node.operator === '+' ? value.value : ~value.value, at);
    case 'void':
      run.recorder.use(value, 'statement', run);
      return nothing(at);
    case 'typeof': {
      const type = types[value.kind];
      return type === undefined ? unknown(describe(value), at) : stringAt(type, at);
    }
    case 'delete':
      return boolean(true, at);
  }
}
