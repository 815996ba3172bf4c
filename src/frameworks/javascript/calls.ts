import type { CallExpression, Expression, NewExpression, TaggedTemplateExpression } from '@oxc-project/types';
import { lookUp } from '../../model/look-up.ts';
import type { Span } from '../../model/span.ts';
import { arrayMethods } from './array-methods.ts';
import { constructBase, instantiate } from './classes.ts';
import { evaluate, memberName, settled, shortCircuits } from './evaluate.ts';
import { evaluateArguments, template, templateTexts } from './literals.ts';
import { apply, applyRepeatedly, applyUnknown, hasHost, nameOfHost } from './functions.ts';
import { helperCall } from './helpers.ts';
import { constructors, globalFunctions } from './globals.ts';
import { array, isNullish, nothing, unknown } from './make.ts';
import { extended, memberOf } from './members.ts';
import type { Run } from './run.ts';
import { branch, merge, opaque, placeOf, textAt } from './run.ts';
import type { Scope } from './scope.ts';
import { findVariable } from './scope.ts';
import { sourceAt, spanIn } from './script.ts';
import { nodeFunctions } from './node-modules.ts';
import { stringMethods } from './string-methods.ts';
import { valueMethods } from './value-methods.ts';
import type { FunctionValue, HostValue, Link, Value } from './value.ts';
import { describe } from './value.ts';

export function callExpression(node: CallExpression, scope: Scope, run: Run, at: Span): Value {
  const callee = unwrapped(node.callee);
  if (callee.type === 'Super') return constructBase(evaluateArguments(node.arguments, scope, run), scope, at, run);
  if (callee.type === 'MemberExpression') return callMember(node, callee, scope, run, at);

  if (callee.type === 'Identifier' && findVariable(scope, callee.name) === undefined) {
    const args = evaluateArguments(node.arguments, scope, run);
    const place = { at, nameAt: spanIn(scope.script, callee) };
    return helperCall(undefined, callee.name, args, place, run) ?? callGlobal(callee.name, args, scope, at, run);
  }
  const target = run.modules.whole(evaluate(callee, scope, run));
  if (isNullish(target) === true && node.optional) return nothing(at);
  const args = evaluateArguments(node.arguments, scope, run);
  const calleeAt = spanIn(scope.script, callee);
  const written = callee.type === 'Identifier' ? callee.name : undefined;
  const helped = helperCall(target, written, args, { at, nameAt: calleeAt }, run);
  if (helped !== undefined) return helped;
  if (target.kind === 'host') return callHost(target, args, at, { ...at, start: calleeAt.end }, run);
  if (target.kind === 'function') return apply(target, args, undefined, at, run);
  return (
    callNative(target, args, at, run) ??
    applyUnknown(describe(target), args, at, run, `${sourceAt(scope.script, calleeAt)}()`)
  );
}

function unwrapped(node: Expression): Expression {
  switch (node.type) {
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return unwrapped(node.expression);
    case 'SequenceExpression': {
      // Compiled imports are called as (0, module.name)().
      const last = node.expressions.at(-1);
      return last === undefined ? node : unwrapped(last);
    }
    default:
      return node;
  }
}

function callGlobal(name: string, args: readonly Value[], scope: Scope, at: Span, run: Run): Value {
  const [first] = args;
  if (name === 'require' && first?.kind === 'string')
    return run.modules.named(first.source.text, scope.script.file, at);
  if (name === 'eval') opaque(run, 'what eval() runs is not known', at);
  const known = lookUp(globalFunctions, name)?.(args, at, run);
  return known ?? applyUnknown(`what ${name}() gives is only known at run time`, args, at, run, `${name}()`);
}

function callNative(target: Value, args: readonly Value[], at: Span, run: Run): Value | undefined {
  const name = target.kind === 'unknown' ? target.native : undefined;
  return name === undefined
    ? undefined
    : (lookUp(nodeFunctions, name) ?? lookUp(globalFunctions, name))?.(args, at, run);
}

type Member = Extract<Expression, { type: 'MemberExpression' }>;

function callMember(node: CallExpression, callee: Member, scope: Scope, run: Run, at: Span): Value {
  const name = memberName(callee, scope, run);
  const owner = callee.object;
  const path = globalPath(callee, scope);
  if (path !== undefined) {
    const known = lookUp(globalFunctions, path);
    const args = known === undefined ? [] : evaluateArguments(node.arguments, scope, run);
    const value = known?.(args, at, run);
    if (value !== undefined) return value;
    if (known !== undefined)
      return applyUnknown(`${sourceAt(scope.script, at)} is only known at run time`, args, at, run);
  }
  const target = owner.type === 'Super' ? baseOf(scope, at) : evaluate(owner, scope, run);
  if (isNullish(target) === true && (callee.optional || node.optional || shortCircuits(owner))) return nothing(at);
  const args = evaluateArguments(node.arguments, scope, run);
  if (name.text === undefined) {
    if (hasHost(target, run)) {
      const what = sourceAt(scope.script, name.at);
      opaque(run, `which method of ${nameOfHost(target)} is called is only known at run time: ${what}`, at);
    }
    return applyUnknown('the method is only known at run time', args, at, run);
  }
  const helped =
    target.kind === 'host' ? undefined : helperCall(undefined, name.text, args, { at, nameAt: name.at }, run);
  if (helped !== undefined) return helped;
  return callMethod(target, name.text, args, { at, nameAt: name.at, optional: node.optional }, run);
}

/** The names of a member expression that begins at something of the language itself: `Object.keys`. */
export function globalPath(node: Expression, scope: Scope): string | undefined {
  if (node.type === 'Identifier') return findVariable(scope, node.name) === undefined ? node.name : undefined;
  if (node.type !== 'MemberExpression' || node.computed) return undefined;
  const owner = globalPath(node.object, scope);
  return owner === undefined ? undefined : `${owner}.${node.property.name}`;
}

function baseOf(scope: Scope, at: Span): Value {
  for (let from: Scope | undefined = scope; from !== undefined; from = from.parent) {
    const self = from.self;
    if (self?.kind === 'instance' && from.owner !== undefined) {
      const { base } = from.owner;
      return base?.kind === 'class' ? { ...self, of: base, fields: new Map() } : (base ?? nothing(at));
    }
  }
  return unknown('super is only known at run time', at);
}

/** Where a call stands, and where the name of the method in it. */
export interface CallPlace {
  readonly at: Span;
  readonly nameAt: Span;
  readonly optional?: boolean;
}

/** `target.name(...args)`. */
function callMethod(target: Value, name: string, args: readonly Value[], place: CallPlace, run: Run): Value {
  const { at, nameAt } = place;
  const chained = promiseMethod(target, name, args, at, run);
  if (chained !== undefined) return chained;

  if (target.kind === 'host') return callHostMethod(target, name, args, place, run);
  const known =
    target.kind === 'string'
      ? lookUp(stringMethods, name)?.(target, args, at, run)
      : target.kind === 'array'
        ? lookUp(arrayMethods, name)?.(target, args, at, run)
        : lookUp(valueMethods, name)?.(target, args, at, run);
  if (known !== undefined) return known;

  const method = memberOf(target, name, at, nameAt, run);
  if (method.kind === 'function') return apply(method, args, target, at, run);
  if (method.kind === 'host') return callHost(method, args, at, nameAt, run);
  if (isNullish(method) === true && place.optional === true) return nothing(at);
  const natively = callNative(method, args, at, run);
  if (natively !== undefined) return natively;
  if (target.kind === 'result' || target.kind === 'unknown') return callOnUnknown(target, name, args, at, run);
  const reason = method.kind === 'unknown' ? method.reason : `what ${name}() gives is only known at run time`;
  return applyUnknown(reason, args, at, run, `${name}()`);
}

/** A method of rows, or of anything else that only a run can tell: its functions are called for each of them. */
function callOnUnknown(target: Value, name: string, args: readonly Value[], at: Span, run: Run): Value {
  const reason = target.kind === 'unknown' ? target.reason : describe(target);
  const isIteration = target.kind === 'result' || target.kind === 'unknown';
  const functions = args.filter((value): value is FunctionValue => value.kind === 'function');
  if (!isIteration || functions.length === 0) {
    const value = applyUnknown(reason, args, at, run, `${name}()`);
    return target.kind === 'result' ? { ...target, path: [...target.path, `${name}()`], at } : value;
  }
  const element: Value = target.kind === 'result' ? { ...target, path: [...target.path, '*'] } : unknown(reason, at);
  const parameters = name === 'reduce' ? [args[1] ?? nothing(at), element] : [element];
  const given = functions.map((callback) => applyRepeatedly(callback, parameters, at, run));
  run.recorder.use(array(given, at), 'awaited', { ...placeOf(run), repeated: true });
  return target.kind === 'result' ? { ...target, path: [...target.path, `${name}()`], at } : unknown(reason, at);
}

function promiseMethod(target: Value, name: string, args: readonly Value[], at: Span, run: Run): Value | undefined {
  const isPromise = name === 'then' || name === 'catch' || name === 'finally';
  if (!isPromise || target.kind === 'instance' || target.kind === 'class' || target.kind === 'module') return undefined;
  if (target.kind === 'object' && target.entries.has(name)) return undefined;
  run.recorder.use(target, 'awaited', placeOf(run));
  const value = settled(target);
  const [first, second] = args;
  if (name === 'catch') {
    if (first !== undefined) caught(first, at, run);
    return value;
  }
  if (name === 'finally') {
    if (first !== undefined) apply(first, [], undefined, at, run);
    return value;
  }
  if (second !== undefined) caught(second, at, run);
  if (first === undefined || isNullish(first) === true) return value;
  const given =
    first.kind === 'function'
      ? apply(first, [value], undefined, at, run)
      : applyUnknown(describe(first), args, at, run);
  run.recorder.use(given, 'awaited', placeOf(run));
  return settled(given);
}

function caught(handler: Value, at: Span, run: Run): void {
  const error = unknown('it is an error that is caught', at);
  const condition = { value: error, holds: true, text: 'an exception is caught', at };
  const [, changes] = branch(run, [condition], () => apply(handler, [error], undefined, at, run));
  merge(run, changes, new Map(), 'it depends on an error', at);
}

function callHostMethod(
  target: HostValue,
  name: string,
  args: readonly Value[],
  { at, nameAt }: CallPlace,
  run: Run,
): Value {
  const link: Link = { name, form: 'call', arguments: args, values: [], nameAt, at };
  return finishCall(target, link, false, run);
}

/** A call of a host itself: of the property that it is, or without a name. */
function callHost(
  target: HostValue,
  args: readonly Value[],
  at: Span,
  parentheses: Span,
  run: Run,
  form: 'call' | 'new' = 'call',
): Value {
  const last = target.links.at(-1);
  const isNamed = last?.form === 'property';
  const link: Link = {
    name: isNamed ? last.name : '',
    form,
    arguments: args,
    values: [],
    nameAt: isNamed ? last.nameAt : parentheses,
    at,
  };
  return finishCall(target, link, isNamed, run);
}

function finishCall(target: HostValue, link: Link, replacesLast: boolean, run: Run): Value {
  for (const value of link.arguments) run.recorder.absorb(value);
  const callback = link.arguments.find((value) => value.kind === 'function');
  const links = [...(replacesLast ? target.links.slice(0, -1) : target.links), link];
  const given = callback === undefined ? undefined : run.surroundings.inline?.({ ...target, links, at: link.at });
  if (callback === undefined || given === undefined) return extended(target, link, run, replacesLast);
  const value = apply(callback, given, undefined, link.at, run);
  run.recorder.use(value, 'awaited', placeOf(run));
  return settled(value);
}

export function newExpression(node: NewExpression, scope: Scope, run: Run, at: Span): Value {
  const args = evaluateArguments(node.arguments, scope, run);
  if (node.callee.type === 'Identifier' && findVariable(scope, node.callee.name) === undefined) {
    const known = lookUp(constructors, node.callee.name)?.(args, at, run);
    return known ?? applyUnknown(`new ${node.callee.name}() is only known at run time`, args, at, run);
  }
  const target = run.modules.whole(evaluate(node.callee, scope, run));
  if (target.kind === 'class') return instantiate(target, args, at, run);
  if (target.kind === 'host') return callHost(target, args, at, spanIn(scope.script, node.callee), run, 'new');
  return applyUnknown(describe(target), args, at, run, `new ${textAt(run, spanIn(scope.script, node.callee))}`);
}

/** Tags that give the text as it is, apart from white space. */
const plainTags = new Set([
  'dedent',
  'outdent',
  'stripIndent',
  'stripIndents',
  'oneLine',
  'html',
  'raw',
  'gql',
  'sql',
  'SQL',
  'pgsql',
]);

export function taggedTemplate(node: TaggedTemplateExpression, scope: Scope, run: Run, at: Span): Value {
  const tagAt = spanIn(scope.script, node.tag);
  const tagName = sourceAt(scope.script, tagAt);
  const isRaw = tagName === 'String.raw';
  const tag = isRaw ? nothing(tagAt) : evaluate(node.tag, scope, run);
  const texts = templateTexts(node.quasi, scope.script);
  if (tag.kind === 'host') {
    const values = node.quasi.expressions.map((expression) => evaluate(expression, scope, run));
    for (const value of values) run.recorder.absorb(value);
    const last = tag.links.at(-1);
    const isNamed = last?.form === 'property';
    const link: Link = {
      name: isNamed ? last.name : '',
      form: 'tag',
      arguments: texts,
      values,
      nameAt: isNamed ? last.nameAt : tagAt,
      at,
    };
    return extended(tag, link, run, isNamed);
  }
  if (isRaw || plainTags.has(tagName)) return template(node.quasi, scope, run, spanIn(scope.script, node.quasi), isRaw);
  const values = node.quasi.expressions.map((expression) => evaluate(expression, scope, run));
  return apply(tag, [array(texts, at), ...values], undefined, at, run);
}
