import { lookUp } from '../../model/look-up.ts';
import type { Conversion } from './expressions.ts';
import { childOf, expressionOf, field, meaningful, typeName } from './expressions.ts';
import type { SyntaxNode } from './grammar.ts';
import type { Expression, Method, Statement, Variable } from './syntax.ts';

/** The statements of a block, or the one statement that stands in its place. */
export function statementsOf(node: SyntaxNode | undefined, text: string): readonly Statement[] {
  if (node === undefined) return [];
  const conversion = { text, statements: (block: SyntaxNode) => statementsOf(block, text) };
  if (node.type === 'arrow_expression_clause') {
    const value = meaningful(node).at(-1) ?? node;
    return [{ kind: 'expression', start: value.start, end: value.end, expression: expressionOf(value, conversion) }];
  }
  const list = node.type === 'block' ? meaningful(node) : [node];
  return list.map((child) => statementOf(child, conversion));
}

/** A method or local function. */
export function methodOf(node: SyntaxNode, text: string): Method {
  const list = field(node, 'parameters')?.children.filter((child) => child.type === 'parameter') ?? [];
  const body = field(node, 'body');
  return {
    start: node.start,
    end: node.end,
    name: slice(field(node, 'name'), text),
    parameters: list.map((parameter) => ({
      name: slice(field(parameter, 'name'), text),
      type: typeName(field(parameter, 'type'), text) ?? '',
    })),
    body: body === undefined ? undefined : statementsOf(body, text),
  };
}

/** The variables of one declaration: `const int A = 1, B = 2`. */
export function variablesOf(node: SyntaxNode | undefined, text: string): readonly Variable[] {
  const conversion = { text, statements: (block: SyntaxNode) => statementsOf(block, text) };
  return (node?.children ?? [])
    .filter((child) => child.type === 'variable_declarator')
    .map((declarator) => {
      const value = childOf(declarator, '=') === undefined ? undefined : declarator.children.at(-1);
      return {
        start: declarator.start,
        end: declarator.end,
        name: slice(field(declarator, 'name'), text),
        value: value === undefined ? undefined : expressionOf(value, conversion),
      };
    });
}

type Converter = (node: SyntaxNode, conversion: Conversion) => Statement;

const loop: Converter = (node, conversion) => {
  const body = field(node, 'body');
  return {
    kind: 'loop',
    ...place(node),
    parts: meaningful(node)
      .filter((child) => child !== body && child.type !== 'block')
      .map((child) => expressionOf(child, conversion)),
    body: statementsOf(body ?? childOf(node, 'block'), conversion.text),
  };
};

const converters: Readonly<Record<string, Converter>> = {
  expression_statement: (node, conversion) => ({
    kind: 'expression',
    ...place(node),
    expression: expressionOf(meaningful(node)[0] ?? node, conversion),
  }),
  local_declaration_statement: (node, { text }) => ({
    kind: 'locals',
    ...place(node),
    variables: variablesOf(childOf(node, 'variable_declaration'), text),
  }),
  if_statement: (node, conversion) => ({
    kind: 'if',
    ...place(node),
    condition: part(node, 'condition', conversion),
    then: statementsOf(field(node, 'consequence'), conversion.text),
    otherwise: statementsOf(field(node, 'alternative'), conversion.text),
  }),
  preproc_if: compilerCondition,
  preproc_elif: compilerCondition,
  foreach_statement: (node, conversion) => {
    const variable = field(node, 'left');
    return {
      kind: 'foreach',
      ...place(node),
      variable: variable?.type === 'identifier' ? slice(variable, conversion.text) : undefined,
      over: part(node, 'right', conversion),
      body: statementsOf(field(node, 'body'), conversion.text),
    };
  },
  for_statement: loop,
  while_statement: loop,
  do_statement: loop,
  switch_statement: (node, conversion) => ({
    kind: 'switch',
    ...place(node),
    value: part(node, 'value', conversion),
    sections: (field(node, 'body') ?? childOf(node, 'switch_body') ?? node).children
      .filter((child) => child.type === 'switch_section')
      .map((section) => switchSection(section, conversion)),
  }),
  try_statement: (node, conversion) => ({
    kind: 'try',
    ...place(node),
    body: statementsOf(field(node, 'body'), conversion.text),
    handlers: node.children
      .filter((child) => child.type === 'catch_clause')
      .map((clause) => handler(clause, conversion)),
    last: statementsOf(blockOf(childOf(node, 'finally_clause')), conversion.text),
  }),
  using_statement: (node, conversion) => {
    const variables = variablesOf(childOf(node, 'variable_declaration'), conversion.text);
    const locals: Statement = { kind: 'locals', ...place(node), variables };
    return {
      kind: 'block',
      ...place(node),
      statements: [locals, ...statementsOf(field(node, 'body'), conversion.text)],
    };
  },
  block: (node, { text }) => ({ kind: 'block', ...place(node), statements: statementsOf(node, text) }),
  return_statement: (node, conversion) => {
    const value = meaningful(node).find((child) => child.type !== 'return');
    return { kind: 'return', ...place(node), value: value && expressionOf(value, conversion) };
  },
  throw_statement: (node) => ({ kind: 'throw', ...place(node) }),
  local_function_statement: (node, { text }) => ({ kind: 'function', ...place(node), method: methodOf(node, text) }),
  empty_statement: nothing,
  break_statement: nothing,
  continue_statement: nothing,
};

function statementOf(node: SyntaxNode, conversion: Conversion): Statement {
  const converter = lookUp(converters, node.type);
  if (converter !== undefined) return converter(node, conversion);
  if (node.type.startsWith('preproc_')) return nothing(node);
  const nested = blockOf(node);
  if (nested !== undefined) return { kind: 'block', ...place(node), statements: statementsOf(nested, conversion.text) };
  return { kind: 'expression', ...place(node), expression: expressionOf(node, conversion) };
}

/** `#if`: both branches are read, since nobody knows the symbols of the build. */
function compilerCondition(node: SyntaxNode, conversion: Conversion): Statement {
  const branches = node.children.filter(
    (child) => child.field === 'alternative' || child.type.startsWith('preproc_el'),
  );
  const own = node.children.filter(
    (child) => child.field !== 'condition' && !child.type.startsWith('#') && !branches.includes(child),
  );
  return {
    kind: 'if',
    ...place(node),
    condition: part(node, 'condition', conversion),
    then: own.filter((child) => child.type !== 'comment').map((child) => statementOf(child, conversion)),
    otherwise: branches.flatMap((branch) =>
      branch.type === 'preproc_elif'
        ? [compilerCondition(branch, conversion)]
        : meaningful(branch)
            .filter((child) => !child.type.startsWith('#'))
            .map((child) => statementOf(child, conversion)),
    ),
  };
}

/** A `catch`, with what its `when` asks first. */
function handler(clause: SyntaxNode, conversion: Conversion): readonly Statement[] {
  const filter = childOf(clause, 'catch_filter_clause');
  const asked: readonly Statement[] =
    filter === undefined
      ? []
      : [{ kind: 'expression', ...place(filter), expression: expressionOf(filter, conversion) }];
  return [...asked, ...statementsOf(field(clause, 'body'), conversion.text)];
}

function switchSection(
  node: SyntaxNode,
  conversion: Conversion,
): { readonly labels: readonly Expression[]; readonly body: readonly Statement[] } {
  const colon = node.children.findLastIndex((child) => child.type === ':');
  const labels = node.children.slice(0, colon).filter((child) => !/^(?:case|default|:)$/.test(child.type));
  return {
    labels: labels.map((label) => expressionOf(meaningful(label)[0] ?? label, conversion)),
    body: node.children
      .slice(colon + 1)
      .filter((child) => child.type !== 'comment')
      .map((child) => statementOf(child, conversion)),
  };
}

function nothing(node: SyntaxNode): Statement {
  return { kind: 'empty', ...place(node) };
}

function place(node: SyntaxNode): { readonly start: number; readonly end: number } {
  return { start: node.start, end: node.end };
}

function part(node: SyntaxNode, name: string, conversion: Conversion): Expression {
  const child = field(node, name);
  return child === undefined ? { kind: 'other', ...place(node), parts: [] } : expressionOf(child, conversion);
}

function blockOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node === undefined ? undefined : childOf(node, 'block');
}

function slice(node: SyntaxNode | undefined, text: string): string {
  return node === undefined ? '' : text.slice(node.start, node.end).replace(/^@/, '');
}
