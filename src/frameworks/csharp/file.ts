import type { Comment } from '../../model/migration.ts';
import { argumentList, childOf, expressionOf, field, meaningful, typeName } from './expressions.ts';
import type { SyntaxNode } from './grammar.ts';
import { methodOf, statementsOf, variablesOf } from './statements.ts';
import type { Attribute, Class, CSharpFile, Located, Method, Variable } from './syntax.ts';

/** What a parsed file says, out of its concrete tree. */
export function fileOf(file: string, text: string, root: SyntaxNode): CSharpFile {
  const classes: Class[] = [];
  const comments: Comment[] = [];
  const errors: Located[] = [];

  function visit(node: SyntaxNode): void {
    if (node.type === 'comment') {
      comments.push({ span: { file, start: node.start, end: node.end }, text: text.slice(node.start, node.end) });
    }
    if (isError(node)) errors.push({ start: node.start, end: node.end });
    if (/^(?:class|record|struct)_declaration$/.test(node.type)) classes.push(classOf(node, text));
    node.children.forEach(visit);
  }

  visit(root);
  return { file, text, classes, comments, errors };
}

/** The grammar also supplies a token of no length in places where nothing is wrong. */
function isError(node: SyntaxNode): boolean {
  return node.type === 'ERROR' || (node.missing && node.type !== '!');
}

function classOf(node: SyntaxNode, text: string): Class {
  const name = field(node, 'name') ?? node;
  const bases = childOf(node, 'base_list');
  const members = field(node, 'body')?.children.flatMap(membersOf) ?? [];
  return {
    start: node.start,
    end: node.end,
    name: text.slice(name.start, name.end),
    nameAt: { start: name.start, end: name.end },
    bases: (bases === undefined ? [] : meaningful(bases))
      .filter((base) => base.type !== ':')
      .map((base) => typeName(base, text) ?? ''),
    attributes: attributesOf(node, text),
    constants: members.flatMap((member) => constantsOf(member, text)),
    methods: members.flatMap((member): readonly Method[] =>
      member.type === 'method_declaration' ? [methodOf(member, text)] : [],
    ),
  };
}

/** A member, or those that a compiler condition holds. */
function membersOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.type.startsWith('preproc_') ? node.children.flatMap(membersOf) : [node];
}

function constantsOf(member: SyntaxNode, text: string): readonly Variable[] {
  const modifiers = member.children
    .filter((child) => child.type === 'modifier')
    .map((child) => text.slice(child.start, child.end));
  if (member.type === 'field_declaration') {
    const fixed = modifiers.includes('const') || modifiers.includes('readonly');
    return fixed ? variablesOf(childOf(member, 'variable_declaration'), text) : [];
  }
  const value = field(member, 'value');
  if (member.type !== 'property_declaration' || value === undefined || isSettable(member, text)) return [];
  const expression = value.type === 'arrow_expression_clause' ? (meaningful(value).at(-1) ?? value) : value;
  const name = field(member, 'name') ?? member;
  const conversion = { text, statements: (block: SyntaxNode) => statementsOf(block, text) };
  return [
    {
      start: member.start,
      end: member.end,
      name: text.slice(name.start, name.end),
      value: expressionOf(expression, conversion),
    },
  ];
}

function isSettable(property: SyntaxNode, text: string): boolean {
  const accessors = field(property, 'accessors');
  return accessors !== undefined && /\b(?:set|init)\b/.test(text.slice(accessors.start, accessors.end));
}

function attributesOf(node: SyntaxNode, text: string): readonly Attribute[] {
  const conversion = { text, statements: (block: SyntaxNode) => statementsOf(block, text) };
  return node.children
    .filter((child) => child.type === 'attribute_list')
    .flatMap((list) => list.children.filter((child) => child.type === 'attribute'))
    .map((attribute) => ({
      start: attribute.start,
      end: attribute.end,
      name: typeName(field(attribute, 'name'), text) ?? '',
      arguments: argumentList(childOf(attribute, 'attribute_argument_list'), conversion).map(({ value }) => value),
    }));
}
