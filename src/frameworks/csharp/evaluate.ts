import { lookUp } from '../../model/look-up.ts';
import type { Binding, Scope } from './scope.ts';
import { constant, find } from './scope.ts';
import { changingMembers, constructors, functions, knownMembers, methods } from './known.ts';
import type { WrittenText } from './strings.ts';
import { concatenate, longestText, writtenAt } from './strings.ts';
import type { Expression, Located } from './syntax.ts';
import type { Value } from './value.ts';
import { textOf, unknown } from './value.ts';

/** The value of a constant expression; what is only known at run time is `unknown`, with the reason. Never throws. */
export function evaluate(expression: Expression, scope: Scope): Value {
  return evaluateIn(expression, scope, new Map());
}

/** A member access as written, `A.B.C`; `undefined` when it is made of anything but names. */
function dottedName(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'member') return undefined;
  const target = dottedName(expression.target);
  return target === undefined ? undefined : `${target}.${expression.name}`;
}

/**
 * The values of what names stand for, so that each is evaluated once; nothing for those that are being evaluated, so
 * that a circle ends.
 */
type Resolved = Map<Expression, Value | undefined>;

function evaluateIn(expression: Expression, scope: Scope, resolved: Resolved): Value {
  const inner = (part: Expression): Value => evaluateIn(part, scope, resolved);

  switch (expression.kind) {
    case 'string':
      return { kind: 'string', written: { text: expression.text, pieces: expression.pieces } };
    case 'interpolated':
      return interpolated(expression, inner);
    case 'number':
      return { kind: 'number', text: expression.text };
    case 'boolean':
      return { kind: 'boolean', value: expression.value };
    case 'null':
      return { kind: 'null' };
    case 'default':
      return { kind: 'default', type: expression.type };
    case 'typeof':
      return { kind: 'type', name: expression.type };
    case 'array':
      return array(expression, inner);
    case 'cast':
      return inner(expression.value);
    case 'unary':
      return unary(expression, inner(expression.operand));
    case 'binary':
      return binary(expression, inner(expression.left), inner(expression.right));
    case 'conditional': {
      const condition = inner(expression.condition);
      if (condition.kind === 'unknown') return condition;
      if (condition.kind !== 'boolean') return unknown('its condition is not a constant', expression.condition);
      return inner(condition.value ? expression.then : expression.otherwise);
    }
    case 'name':
      return named(find(scope, expression.name), expression.name, expression, scope, resolved);
    case 'member':
      return member(expression, scope, resolved);
    case 'call':
      return call(expression, scope, resolved);
    case 'new':
      return creation(expression, inner);
    case 'spread':
    case 'anonymous':
    case 'lambda':
    case 'assignment':
    case 'other':
      return unknown(`${excerpt(expression, scope)} is not a constant`, expression);
  }
}

function named(binding: Binding | undefined, name: string, at: Located, scope: Scope, resolved: Resolved): Value {
  if (binding === undefined) return unknown(`${name} is not a constant of this file`, at);
  switch (binding.kind) {
    case 'value':
      return binding.value;
    case 'unknown':
      return unknown(binding.reason, at);
    case 'expression':
      return resolve(binding.expression, scope, resolved) ?? unknown(`${name} is defined by itself`, at);
  }
}

/** The value of an expression that has a name; `undefined`: it is made of itself. */
function resolve(expression: Expression, scope: Scope, resolved: Resolved): Value | undefined {
  if (resolved.has(expression)) return resolved.get(expression);
  resolved.set(expression, undefined);
  const value = evaluateIn(expression, scope, resolved);
  resolved.set(expression, value);
  return value;
}

function member(expression: Expression<'member'>, scope: Scope, resolved: Resolved): Value {
  const path = dottedName(expression);
  if (path === undefined) return unknown(`${excerpt(expression, scope)} is only known at run time`, expression);
  const known = lookUp(knownMembers, path.replace(/^System\./, ''));
  if (known !== undefined) return known(expression);
  if (changingMembers.has(path)) return unknown(`${path} is only known at run time`, expression);

  const owner = path.split('.').at(-2) ?? '';
  const own = owner === 'this' ? scope.class : scope.file.classes.find((candidate) => candidate.name === owner);
  if (own !== undefined) return named(constant(own, expression.name), path, expression, scope, resolved);
  if (scope.locals.has(path.split('.')[0] ?? '')) return unknown(`${path} is only known at run time`, expression);
  return { kind: 'member', type: owner, name: expression.name };
}

function call(expression: Expression<'call'>, scope: Scope, resolved: Resolved): Value {
  const notKnown = unknown(`the result of ${calleeName(expression)}() is only known at run time`, expression);
  const path = dottedName(expression.callee);
  if (path === 'nameof') {
    const name = expression.arguments[0] === undefined ? undefined : dottedName(expression.arguments[0].value);
    const last = name?.split('.').at(-1);
    return last === undefined ? notKnown : { kind: 'string', written: writtenAt(last, expression) };
  }
  const values = expression.arguments.map(({ value }) => evaluateIn(value, scope, resolved));
  const known = path === undefined ? undefined : lookUp(functions, path.replace(/^System\./, ''));
  if (known !== undefined) return known(values, expression) ?? firstUnknown(values) ?? notKnown;

  const ownMethod = path === undefined ? undefined : returned(path.replace(/^this\./, ''), scope);
  if (ownMethod !== undefined && values.length === 0) {
    return resolve(ownMethod, { ...scope, locals: new Map() }, resolved) ?? notKnown;
  }
  if (expression.callee.kind !== 'member') return notKnown;
  const target = evaluateIn(expression.callee.target, scope, resolved);
  return lookUp(methods, expression.callee.name)?.([target, ...values], expression) ?? notKnown;
}

/** What a method of the class that takes nothing and does nothing else returns. */
function returned(name: string, scope: Scope): Expression | undefined {
  const method = scope.class.methods.find((candidate) => candidate.name === name);
  const [only, ...rest] = method?.body ?? [];
  if (method?.parameters.length !== 0 || rest.length > 0) return undefined;
  if (only?.kind === 'return') return only.value;
  return only?.kind === 'expression' ? only.expression : undefined;
}

/** The name of what is called, without the object in front. */
export function calleeName(expression: Expression<'call'>): string {
  const { callee } = expression;
  return callee.kind === 'name' || callee.kind === 'member' ? callee.name : 'a function';
}

function creation(expression: Expression<'new'>, inner: (part: Expression) => Value): Value {
  const type = expression.type ?? 'the type';
  const values = expression.arguments.map(({ value }) => inner(value));
  const made = lookUp(constructors, type.replace(/^.*\./, ''))?.(values, expression);
  return made ?? firstUnknown(values) ?? unknown(`new ${type}(...) is only known at run time`, expression);
}

function array(expression: Expression<'array'>, inner: (part: Expression) => Value): Value {
  const elements: Value[] = [];
  for (const element of expression.elements) {
    const value = inner(element.kind === 'spread' ? element.value : element);
    if (element.kind !== 'spread') elements.push(value);
    else if (value.kind === 'array') elements.push(...value.elements);
    else return value.kind === 'unknown' ? value : unknown('what is spread is not an array', element);
  }
  return (expression.type === 'byte' ? bytes(elements) : undefined) ?? { kind: 'array', elements };
}

function bytes(elements: readonly Value[]): Value | undefined {
  const found = elements.flatMap((element) => (element.kind === 'number' ? [Number(element.text)] : []));
  const valid =
    found.length === elements.length && found.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
  return valid ? { kind: 'bytes', hex: Buffer.from(found).toString('hex') } : undefined;
}

/** A constant in a hole takes the hole's place, wherever the constant itself is written. */
function interpolated(expression: Expression<'interpolated'>, inner: (part: Expression) => Value): Value {
  const texts: WrittenText[] = [];
  for (const part of expression.parts) {
    if (part.kind === 'string') {
      texts.push(part);
      continue;
    }
    const value = inner(part.value);
    const text = textOf(value);
    if (value.kind === 'unknown') return value;
    if (text === undefined || part.formatted) return unknown('its text depends on the format', part);
    texts.push(writtenAt(text, part));
  }
  return stringOf(texts, expression);
}

function unary(expression: Expression<'unary'>, operand: Value): Value {
  if (operand.kind === 'unknown') return operand;
  if (expression.operator === '!' && operand.kind === 'boolean') return { kind: 'boolean', value: !operand.value };
  if (expression.operator === '+' && operand.kind === 'number') return operand;
  if (expression.operator === '-' && operand.kind === 'number') {
    return { kind: 'number', text: operand.text.startsWith('-') ? operand.text.slice(1) : `-${operand.text}` };
  }
  return unknown(`${expression.operator} of it is not a constant`, expression);
}

const integerOperators: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '|': (left, right) => left | right,
  '&': (left, right) => left & right,
  '<<': (left, right) => left << right,
};

function binary(expression: Expression<'binary'>, left: Value, right: Value): Value {
  const { operator } = expression;
  if (left.kind === 'boolean' && right.kind === 'boolean' && (operator === '&&' || operator === '||')) {
    return { kind: 'boolean', value: operator === '&&' ? left.value && right.value : left.value || right.value };
  }
  const missing = firstUnknown([left, right]);
  if (missing !== undefined) return missing;
  if (operator === '+' && (left.kind === 'string' || right.kind === 'string'))
    return concatenation(expression, left, right);
  if (operator === '==' || operator === '!=') return comparison(expression, left, right);

  const compute = lookUp(integerOperators, operator);
  const [one, other] = [left, right].map((side) =>
    side.kind === 'number' && /^-?\d+$/.test(side.text) ? BigInt(side.text) : undefined,
  );
  if (compute === undefined || one === undefined || other === undefined) {
    return unknown(`${operator} of these is not evaluated`, expression);
  }
  return { kind: 'number', text: compute(one, other).toString() };
}

function concatenation(expression: Expression<'binary'>, left: Value, right: Value): Value {
  const texts = [placed(expression.left, left), placed(expression.right, right)];
  const known = texts.filter((text) => text !== undefined);
  if (known.length < texts.length) return unknown('its text depends on the format', expression);
  return stringOf(known, expression);
}

function stringOf(texts: readonly WrittenText[], at: Located): Value {
  const written = concatenate(texts);
  if (written === undefined) return unknown(`its text is longer than ${longestText} characters`, at);
  return { kind: 'string', written };
}

/** The text of an operand: literals keep their places, a constant stands where it is named. */
function placed(expression: Expression, value: Value): WrittenText | undefined {
  const isLiteral = expression.kind === 'string' || expression.kind === 'interpolated' || expression.kind === 'binary';
  if (isLiteral && value.kind === 'string') return value.written;
  const text = textOf(value);
  return text === undefined ? undefined : writtenAt(text, expression);
}

function comparison(expression: Expression<'binary'>, left: Value, right: Value): Value {
  const comparable =
    left.kind === right.kind && (left.kind === 'string' || left.kind === 'number' || left.kind === 'boolean');
  if (!comparable) return unknown('the comparison is not evaluated', expression);
  return { kind: 'boolean', value: (textOf(left) === textOf(right)) === (expression.operator === '==') };
}

function firstUnknown(values: readonly Value[]): Value | undefined {
  return values.find((value) => value.kind === 'unknown');
}

function excerpt(at: Located, scope: Scope): string {
  const text = scope.file.text.slice(at.start, at.end).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
