import { lookUp } from '../../model/look-up.ts';
import type { SyntaxNode } from './grammar.ts';
import { interpolatedTexts, literalText } from './strings.ts';
import type { Argument, Expression, Hole, Member, Statement } from './syntax.ts';

/** What the conversion of a node may need beside it. */
export interface Conversion {
  readonly text: string;
  /** Lambdas hold statements. */
  readonly statements: (block: SyntaxNode) => readonly Statement[];
}

type Converter = (node: SyntaxNode, conversion: Conversion) => Expression;

/** Tokens that carry no meaning of their own once the tree stands. */
const punctuation: ReadonlySet<string> = new Set(['(', ')', '{', '}', '[', ']', ',', ';', '.', '"', 'comment']);

export function meaningful(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => !punctuation.has(child.type));
}

export function field(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === name);
}

export function childOf(node: SyntaxNode, type: string): SyntaxNode | undefined {
  return node.children.find((child) => child.type === type);
}

/** A type as written, without white space: `int?`, `byte[]`, `List<string>`. */
export function typeName(node: SyntaxNode | undefined, text: string): string | undefined {
  return node === undefined ? undefined : text.slice(node.start, node.end).replace(/\s+/g, '');
}

const converters: Readonly<Record<string, Converter>> = {
  string_literal: stringLiteral,
  verbatim_string_literal: stringLiteral,
  raw_string_literal: stringLiteral,
  character_literal: stringLiteral,
  interpolated_string_expression: interpolatedString,
  integer_literal: numberLiteral,
  real_literal: numberLiteral,
  boolean_literal: (node, { text }) => ({
    kind: 'boolean',
    ...place(node),
    value: text.slice(node.start, node.end) === 'true',
  }),
  null_literal: (node) => ({ kind: 'null', ...place(node) }),
  default_expression: (node, { text }) => ({
    kind: 'default',
    ...place(node),
    type: typeName(field(node, 'type'), text),
  }),
  typeof_expression: (node, { text }) => ({
    kind: 'typeof',
    ...place(node),
    type: typeName(field(node, 'type'), text) ?? '',
  }),
  identifier: simpleName,
  generic_name: simpleName,
  predefined_type: simpleName,
  this: simpleName,
  base: simpleName,
  member_access_expression: (node, conversion) => ({
    kind: 'member',
    ...place(node),
    target: part(node, 'expression', conversion),
    ...nameOf(field(node, 'name') ?? node, conversion.text),
  }),
  invocation_expression: (node, conversion) => ({
    kind: 'call',
    ...place(node),
    callee: part(node, 'function', conversion),
    arguments: argumentList(field(node, 'arguments'), conversion),
  }),
  object_creation_expression: creation,
  implicit_object_creation_expression: creation,
  array_creation_expression: arrayCreation,
  implicit_array_creation_expression: arrayCreation,
  initializer_expression: elements,
  element_binding_expression: elements,
  collection_expression: elements,
  anonymous_object_creation_expression: anonymousObject,
  lambda_expression: lambda,
  binary_expression: (node, conversion) => ({
    kind: 'binary',
    ...place(node),
    operator: token(field(node, 'operator'), conversion.text),
    left: part(node, 'left', conversion),
    right: part(node, 'right', conversion),
  }),
  prefix_unary_expression: (node, conversion) => {
    const operator = token(node.children[0], conversion.text);
    const operand = expressionOf(meaningful(node).at(-1) ?? node, conversion);
    if (operator === '++' || operator === '--') return step(node, operator, operand);
    return { kind: 'unary', ...place(node), operator, operand };
  },
  postfix_unary_expression: (node, conversion) => {
    const operand = expressionOf(node.children[0] ?? node, conversion);
    const operator = token(node.children.at(-1), conversion.text);
    // The null-forgiving mark; the grammar also supplies one after what is no statement by itself.
    if (operator === '!' || operator === '') return operand;
    return step(node, operator, operand);
  },
  parenthesized_expression: onlyPart,
  checked_expression: onlyPart,
  await_expression: onlyPart,
  cast_expression: (node, conversion) => ({
    kind: 'cast',
    ...place(node),
    type: typeName(field(node, 'type'), conversion.text) ?? '',
    value: part(node, 'value', conversion),
  }),
  conditional_expression: (node, conversion) => ({
    kind: 'conditional',
    ...place(node),
    condition: part(node, 'condition', conversion),
    then: part(node, 'consequence', conversion),
    otherwise: part(node, 'alternative', conversion),
  }),
  assignment_expression: (node, conversion) => ({
    kind: 'assignment',
    ...place(node),
    operator: token(field(node, 'operator'), conversion.text),
    target: part(node, 'left', conversion),
    value: part(node, 'right', conversion),
  }),
};

export function expressionOf(node: SyntaxNode, conversion: Conversion): Expression {
  return lookUp(converters, node.type)?.(node, conversion) ?? other(node, conversion);
}

function other(node: SyntaxNode, conversion: Conversion): Expression {
  return {
    kind: 'other',
    ...place(node),
    parts: meaningful(node).map((child) => expressionOf(child, conversion)),
  };
}

export function argumentList(node: SyntaxNode | undefined, conversion: Conversion): readonly Argument[] {
  return (node?.children ?? [])
    .filter((child) => child.type === 'argument' || child.type === 'attribute_argument')
    .map((argument) => {
      const name = childOf(argument, ':') === undefined ? undefined : token(field(argument, 'name'), conversion.text);
      const value = meaningful(argument).at(-1) ?? argument;
      return { ...place(argument), name, value: expressionOf(value, conversion) };
    });
}

function place(node: SyntaxNode): { readonly start: number; readonly end: number } {
  return { start: node.start, end: node.end };
}

function token(node: SyntaxNode | undefined, text: string): string {
  return node === undefined ? '' : text.slice(node.start, node.end);
}

function part(node: SyntaxNode, name: string, conversion: Conversion): Expression {
  const child = field(node, name);
  return child === undefined ? { kind: 'other', ...place(node), parts: [] } : expressionOf(child, conversion);
}

/** `i++`: an assignment like others. Its value has no parts: steps of steps would be walked twice at each of them. */
function step(node: SyntaxNode, operator: string, target: Expression): Expression {
  return { kind: 'assignment', ...place(node), operator, target, value: { kind: 'other', ...place(node), parts: [] } };
}

function onlyPart(node: SyntaxNode, conversion: Conversion): Expression {
  const inner = meaningful(node).at(-1);
  return inner === undefined ? { kind: 'other', ...place(node), parts: [] } : expressionOf(inner, conversion);
}

function simpleName(node: SyntaxNode, { text }: Conversion): Expression {
  return { kind: 'name', ...place(node), ...nameOf(node, text) };
}

function nameOf(node: SyntaxNode, text: string): { readonly name: string; readonly typeArguments: readonly string[] } {
  if (node.type !== 'generic_name') return { name: token(node, text).replace(/^@/, ''), typeArguments: [] };
  const types = childOf(node, 'type_argument_list')?.children.filter((child) => !/^[<>,]$/.test(child.type)) ?? [];
  return { name: token(node.children[0], text), typeArguments: types.map((type) => typeName(type, text) ?? '') };
}

function stringLiteral(node: SyntaxNode, { text }: Conversion): Expression {
  return { kind: 'string', ...place(node), ...literalText(node, text) };
}

function interpolatedString(node: SyntaxNode, conversion: Conversion): Expression {
  const holes = node.children.filter((child) => child.type === 'interpolation');
  const parts = interpolatedTexts(node, holes, conversion.text).flatMap((written, index) => {
    const literal: Expression<'string'> = { kind: 'string', ...place(node), ...written };
    const hole = holes[index];
    return hole === undefined ? [literal] : [literal, holeOf(hole, conversion)];
  });
  return { kind: 'interpolated', ...place(node), parts };
}

function holeOf(node: SyntaxNode, conversion: Conversion): Hole {
  const clauses = /^interpolation_(?:alignment|format)_clause$/;
  const value = node.children.find((child) => child.type !== 'interpolation_brace' && !clauses.test(child.type));
  return {
    kind: 'hole',
    ...place(node),
    value: expressionOf(value ?? node, conversion),
    formatted: node.children.some((child) => clauses.test(child.type)),
  };
}

function numberLiteral(node: SyntaxNode, { text }: Conversion): Expression {
  const digits = token(node, text).replace(/_/g, '');
  const whole = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)[uUlL]*$/.exec(digits)?.[1];
  const value = whole === undefined ? digits.replace(/[fFdDmM]$/, '') : BigInt(whole).toString();
  return { kind: 'number', ...place(node), text: value };
}

function creation(node: SyntaxNode, conversion: Conversion): Expression {
  return {
    kind: 'new',
    ...place(node),
    type: typeName(field(node, 'type'), conversion.text),
    arguments: argumentList(childOf(node, 'argument_list'), conversion),
    members: members(childOf(node, 'initializer_expression'), conversion),
  };
}

function arrayCreation(node: SyntaxNode, conversion: Conversion): Expression {
  const initializer = childOf(node, 'initializer_expression');
  const type = typeName(field(node, 'type'), conversion.text)?.replace(/\[[^[\]]*\].*/, '');
  const size = /\[([^[\]]+)\]$/.exec(typeName(field(node, 'type'), conversion.text) ?? '')?.[1];
  // `new bool[3]` holds values that are not written; `new bool[0]` holds none.
  if (initializer === undefined && size !== '0') return other(node, conversion);
  return { kind: 'array', ...place(node), type, elements: elementsOf(initializer, conversion) };
}

function elements(node: SyntaxNode, conversion: Conversion): Expression {
  return { kind: 'array', ...place(node), type: undefined, elements: elementsOf(node, conversion) };
}

function elementsOf(node: SyntaxNode | undefined, conversion: Conversion): readonly Expression[] {
  return (node === undefined ? [] : meaningful(node)).map((child) => {
    const element = child.type === 'argument' ? (meaningful(child).at(-1) ?? child) : child;
    const spread = /^(?:range_expression|spread_element)$/.test(element.type);
    if (!spread) return expressionOf(element, conversion);
    const value = meaningful(element).at(-1) ?? element;
    return { kind: 'spread', ...place(element), value: expressionOf(value, conversion) };
  });
}

/** `{ A = 1, B = 2 }` of an object initializer. */
function members(node: SyntaxNode | undefined, conversion: Conversion): readonly Member[] {
  return (node === undefined ? [] : meaningful(node)).map((child) => {
    const name = token(field(child, 'left'), conversion.text);
    const value = field(child, 'right') ?? child;
    return { ...place(child), name, value: expressionOf(value, conversion) };
  });
}

/** The grammar lists `name = value` flatly among members that are named by what they read. */
function anonymousObject(node: SyntaxNode, conversion: Conversion): Expression {
  const found: Member[] = [];
  const parts = meaningful(node).filter((child) => child.type !== 'new');
  for (let index = 0; index < parts.length; index += 1) {
    const child = parts[index];
    if (child === undefined) continue;
    const assigned = parts[index + 1]?.type === '=' ? parts[index + 2] : undefined;
    if (assigned === undefined) {
      const name = child.type === 'member_access_expression' ? field(child, 'name') : child;
      found.push({ ...place(child), name: token(name, conversion.text), value: expressionOf(child, conversion) });
    } else {
      const name = token(child, conversion.text).replace(/^@/, '');
      found.push({ start: child.start, end: assigned.end, name, value: expressionOf(assigned, conversion) });
      index += 2;
    }
  }
  return { kind: 'anonymous', ...place(node), members: found };
}

function lambda(node: SyntaxNode, conversion: Conversion): Expression {
  const body = field(node, 'body');
  const list = field(node, 'parameters');
  const named =
    list?.type === 'parameter_list' ? list.children.filter((child) => child.type === 'parameter') : undefined;
  const parameters = named?.map((parameter) => token(field(parameter, 'name'), conversion.text)) ?? [
    token(list, conversion.text),
  ];
  if (body?.type === 'block') return { kind: 'lambda', ...place(node), parameters, body: conversion.statements(body) };
  return { kind: 'lambda', ...place(node), parameters, body: part(node, 'body', conversion) };
}
