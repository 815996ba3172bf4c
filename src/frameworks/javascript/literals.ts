import type {
  Argument,
  ArrayExpression,
  Expression,
  ObjectExpression,
  PropertyKey,
  TemplateElement,
  TemplateLiteral,
} from '@oxc-project/types';
import type { Span } from '../../model/span.ts';
import { evaluate } from './evaluate.ts';
import { applyUnknown } from './functions.ts';
import { array, entryOf, isNullish, nothing, number, object, unknown } from './make.ts';
import type { Run } from './run.ts';
import { remember } from './run.ts';
import type { Scope } from './scope.ts';
import type { Script } from './script.ts';
import { sourceAt, spanIn } from './script.ts';
import { concatenate, literalAt, stringPart } from './strings.ts';
import type { ObjectValue, StringValue, UnknownValue, Value } from './value.ts';
import { describe } from './value.ts';

export function literal(node: Extract<Expression, { type: 'Literal' }>, script: Script, at: Span): Value {
  if ('regex' in node) return { kind: 'regexp', pattern: node.regex.pattern, flags: node.regex.flags, at };
  if ('bigint' in node) return { kind: 'bigint', text: node.bigint, at };
  switch (typeof node.value) {
    case 'string':
      return literalAt(node.value, script.text, { start: at.start + 1, end: at.end - 1 }, at);
    case 'number':
      return number(node.value, at);
    case 'boolean':
      return { kind: 'boolean', value: node.value, at };
    default:
      return { kind: 'null', at };
  }
}

/** The texts of a template between its holes. */
export function templateTexts(node: TemplateLiteral, script: Script, raw = false): readonly StringValue[] {
  return node.quasis.map((quasi) => {
    const range = textRange(quasi, script);
    return literalAt(raw ? quasi.value.raw : (quasi.value.cooked ?? quasi.value.raw), script.text, range, {
      file: script.file,
      ...range,
    });
  });
}

/** Some parsers count the marks around a text of a template to it. */
function textRange(quasi: TemplateElement, script: Script): Omit<Span, 'file'> {
  const { start, end } = spanIn(script, quasi);
  const isBare = script.text.slice(start, end).replace(/\r\n?/g, '\n') === quasi.value.raw.replace(/\r\n?/g, '\n');
  return isBare ? { start, end } : { start: start + 1, end: end - (quasi.tail ? 1 : 2) };
}

/** The string that a template is; `raw`: with its backslashes. */
export function template(node: TemplateLiteral, scope: Scope, run: Run, at: Span, raw = false): Value {
  const texts = templateTexts(node, scope.script, raw);
  const parts = texts.flatMap((text, index) => {
    const expression = node.expressions[index];
    if (expression === undefined) return [{ part: text, at: text.at }];
    const place = spanIn(scope.script, expression);
    const value = evaluate(expression, scope, run);
    const hole = stringPart(value, nameIn(expression), reasonOf(value, sourceAt(scope.script, place)));
    return [
      { part: text, at: text.at },
      { part: hole, at: place },
    ];
  });
  return concatenate(parts, at);
}

/** Why a value cannot be part of a string. */
export function reasonOf(value: Value, source: string): string {
  return value.kind === 'unknown' ? value.reason : `${source} is ${describe(value)}`;
}

/** The last name in an expression: what a hole in a string is called. */
export function nameIn(node: Expression): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression' && !node.computed) return node.property.name;
  if (node.type === 'CallExpression') return node.callee.type === 'Super' ? undefined : nameIn(node.callee);
  return undefined;
}

export function arrayLiteral(node: ArrayExpression, scope: Scope, run: Run, at: Span): Value {
  const made = remember(run, array([], at));
  for (const element of node.elements) {
    if (element === null) made.elements.push(nothing(at));
    else if (element.type !== 'SpreadElement') made.elements.push(evaluate(element, scope, run));
    else {
      const { elements, open } = elementsOf(run.modules.whole(evaluate(element.argument, scope, run)));
      made.elements.push(...elements);
      if (open !== undefined) made.open ??= open;
    }
  }
  return made;
}

/** What a spread of a value gives. */
export function elementsOf(value: Value): { readonly elements: readonly Value[]; readonly open?: UnknownValue } {
  if (value.kind === 'array') {
    return { elements: value.elements, ...(value.open === undefined ? {} : { open: value.open }) };
  }
  return { elements: [], open: unknown(describe(value), value.at) };
}

/** The arguments of a call; a spread of unknown length is one unknown value at the end. */
export function evaluateArguments(nodes: readonly Argument[], scope: Scope, run: Run): readonly Value[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'SpreadElement') return [evaluate(node, scope, run)];
    const { elements, open } = elementsOf(evaluate(node.argument, scope, run));
    return open === undefined ? elements : [...elements, open];
  });
}

export function objectLiteral(node: ObjectExpression, scope: Scope, run: Run, at: Span): Value {
  const made = remember(run, object([], at));
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      spreadInto(made, run.modules.whole(evaluate(property.argument, scope, run)));
      continue;
    }
    const key = keyName(property.key, property.computed, scope, run);
    const value = evaluate(property.value, scope, run);
    if (key === undefined) {
      const reason = 'a key is only known at run time';
      made.open ??= unknown(reason, spanIn(scope.script, property.key));
      applyUnknown(reason, [value], at, run);
    } else if (property.kind === 'init') {
      const keyAt = spanIn(scope.script, property.key);
      const named = value.kind === 'function' && value.name === undefined ? { ...value, name: key } : value;
      made.entries.set(key, {
        keyAt,
        value: property.method ? bound(named, made) : named,
        at: spanIn(scope.script, property),
      });
    } else {
      made.entries.set(key, entryOf(applyUnknown(`${key} is computed when it is read`, [value], at, run, key)));
    }
  }
  return made;
}

function bound(value: Value, self: Value): Value {
  return value.kind === 'function' ? { ...value, closure: { ...value.closure, self } } : value;
}

export function spreadInto(target: ObjectValue, value: Value): void {
  if (value.kind === 'object') {
    for (const [key, entry] of value.entries) target.entries.set(key, entry);
    if (value.open !== undefined) target.open ??= value.open;
  } else if (value.kind === 'array') {
    for (const [index, element] of value.elements.entries()) target.entries.set(String(index), entryOf(element));
  } else if (isNullish(value) !== true && value.kind !== 'boolean') {
    target.open ??= unknown(describe(value), value.at);
  }
}

/** The name of a property's key; `undefined` when only the run can tell. */
export function keyName(key: PropertyKey, computed: boolean, scope: Scope, run: Run): string | undefined {
  if (!computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  const value = evaluate(key, scope, run);
  if (value.kind === 'number') return String(value.value);
  return value.kind === 'string' && value.holes.length === 0 ? value.source.text : undefined;
}
