import type { Node } from 'libpg-query';
import type { Expression, Literal } from '../../model/table.ts';
import type { LiteralForms } from '../literal.ts';
import { writeLiteral } from '../literal.ts';
import type { TokenRange } from '../lexer/token.ts';
import { isRecord, walk } from './ast.ts';
import { lex } from './lexicon.ts';
import { normalForm } from './normal-form.ts';
import { parseExpression } from './parser.ts';
import { normalText, wholeText, withoutParentheses } from './statement-text.ts';
import { quoteString } from './write/names.ts';
import type { StatementText } from './statement-text.ts';

/** An expression of a statement that was read: its tokens give the text, its node what it means. */
export function expressionOf(statement: StatementText, range: TokenRange, node: Node | undefined): Expression {
  return {
    sql: normalText(statement, withoutParentheses(statement, range)),
    constant: isConstant(node),
    calls: callsIn(node),
  };
}

/** An expression as written in SQL. Never throws; what is not valid is kept, as neither constant nor calling. */
export function expression(sql: string): Expression {
  const lexed = lex(sql);
  const tokens = { from: 0, to: lexed.tokens.length };
  const value = parseExpression(sql);
  if (value === undefined) return { sql: normalForm(lexed, tokens.from, tokens.to), constant: false, calls: [] };

  return expressionOf(wholeText({ file: '', text: sql, pieces: [] }, lexed), tokens, value);
}

/** A value that a framework knows as a value, as PostgreSQL writes it. */
export function literal(value: Literal): Expression {
  return writeLiteral(value, literalForms);
}

const literalForms: LiteralForms = {
  true: 'TRUE',
  false: 'FALSE',
  string: quoteString,
  timestamp: quoteString,
  uuid: quoteString,
  bytes: (hex) => `'\\x${hex}'`,
};

/** Kinds of nodes whose value depends on rows, parameters or the moment. */
const variableKinds: ReadonlySet<string> = new Set([
  'ColumnRef',
  'ParamRef',
  'FuncCall',
  'SQLValueFunction',
  'SubLink',
  'SetToDefault',
  'CurrentOfExpr',
  'NextValueExpr',
]);

/** Whether the value is known before any row is read. */
function isConstant(node: Node | undefined): boolean {
  let constant = node !== undefined;
  walk(node, (kind) => {
    if (variableKinds.has(kind)) constant = false;
    return constant;
  });
  return constant;
}

/** The functions that an expression calls, lower case without pg_catalog, in order. */
export function callsIn(node: Node | undefined): readonly string[] {
  const calls: string[] = [];
  walk(node, (kind, fields) => {
    const call = callOf(kind, fields);
    if (call !== undefined) calls.push(call);
    return true;
  });
  return calls;
}

function callOf(kind: string, fields: Readonly<Record<string, unknown>>): string | undefined {
  switch (kind) {
    case 'FuncCall':
      return namesIn(fields['funcname'])
        .filter((name) => name !== 'pg_catalog')
        .join('.')
        .toLowerCase();
    case 'SQLValueFunction':
      return typeof fields['op'] === 'string' ? valueFunctionName(fields['op']) : undefined;
    case 'CoalesceExpr':
      return 'coalesce';
    case 'MinMaxExpr':
      return fields['op'] === 'IS_LEAST' ? 'least' : 'greatest';
    default:
      return undefined;
  }
}

/** `SVFOP_CURRENT_TIMESTAMP_N` is `current_timestamp`. */
function valueFunctionName(operator: string): string {
  return operator
    .replace(/^SVFOP_/u, '')
    .replace(/_N$/u, '')
    .toLowerCase();
}

function namesIn(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    const string = isRecord(item) && isRecord(item['String']) ? item['String']['sval'] : undefined;
    return typeof string === 'string' ? [string] : [];
  });
}

/** The columns that an expression names, each once, in order. */
export function columnsIn(node: Node | undefined): readonly string[] {
  const columns = new Set<string>();
  walk(node, (kind, fields) => {
    const column = kind === 'ColumnRef' ? namesIn(fields['fields']).at(-1) : undefined;
    if (column !== undefined) columns.add(column);
    return true;
  });
  return [...columns];
}
