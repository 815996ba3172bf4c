import type { Node, SelectStmt } from 'libpg-query';
import { lookUp } from '../../../model/look-up.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Guard, ObjectReference } from '../../../model/operation.ts';
import { all, text, texts, unwrap } from '../ast.ts';
import { expression } from '../expressions.ts';
import { qualifiedName } from '../map/names.ts';
import { parseExpression } from '../parser.ts';
import { catalogs, confirmingColumns } from './catalogs.ts';
import type { CatalogQuestion } from './catalogs.ts';

/** What must hold for an IF's branch to run: questions to the catalog where they are understood, else the condition. */
export function conditionGuards(sql: string): readonly Guard[] {
  return (
    conjuncts(parseExpression(sql)).reduce<readonly Guard[] | undefined>((guards, node) => {
      const guard = objectGuard(node);
      return guard === undefined || guards === undefined ? undefined : [...guards, guard];
    }, []) ?? [{ kind: 'condition', text: expression(sql).sql }]
  );
}

/** What must hold for the other branch to run. */
export function negated(sql: string): readonly Guard[] {
  const guards = conditionGuards(sql);
  const [guard] = guards;
  if (guards.length === 1 && guard?.kind === 'object') return [{ ...guard, exists: !guard.exists }];
  return [{ kind: 'condition', text: `NOT (${expression(sql).sql})` }];
}

/** `a AND b AND c`, flat; nothing in the place of a condition that is not valid. */
function conjuncts(node: Node | undefined): readonly (Node | undefined)[] {
  const operation = unwrap(node, 'BoolExpr');
  return operation?.boolop === 'AND_EXPR' ? (operation.args ?? []).flatMap(conjuncts) : [node];
}

function objectGuard(node: Node | undefined): Guard | undefined {
  const operation = unwrap(node, 'BoolExpr');
  if (operation?.boolop === 'NOT_EXPR') {
    const inner = objectGuard(operation.args?.[0]);
    return inner?.kind === 'object' ? { ...inner, exists: !inner.exists } : undefined;
  }
  const test = unwrap(node, 'NullTest');
  if (test !== undefined) {
    const object = regclassObject(test.arg);
    return object === undefined ? undefined : { kind: 'object', exists: test.nulltesttype === 'IS_NOT_NULL', object };
  }
  const subquery = unwrap(node, 'SubLink');
  const object = subquery?.subLinkType === 'EXISTS_SUBLINK' ? objectAskedFor(subquery.subselect) : undefined;
  return object === undefined ? undefined : { kind: 'object', exists: true, object };
}

/** `to_regclass('public.t')`, also as a query of its own. */
function regclassObject(node: Node | undefined): ObjectReference | undefined {
  const query = unwrap(unwrap(node, 'SubLink')?.subselect, 'SelectStmt');
  const call = unwrap(query === undefined ? node : all(query.targetList, 'ResTarget')[0]?.val, 'FuncCall');
  const name = literalText(call?.args?.[0]);
  if (texts(call?.funcname).at(-1) !== 'to_regclass' || name === undefined) return undefined;
  return { type: 'table', name: dottedName(name) };
}

/** The object of `SELECT ... FROM information_schema.columns WHERE table_name = 't' AND column_name = 'c'`. */
function objectAskedFor(subselect: Node | undefined): ObjectReference | undefined {
  const query = unwrap(subselect, 'SelectStmt');
  const question = query === undefined ? undefined : questionOf(query);
  if (query === undefined || question === undefined) return undefined;

  const values = new Map<string, string>();
  for (const condition of conjuncts(query.whereClause)) {
    if (!collect(condition, question, values)) return undefined;
  }
  return referenceFrom(question, values);
}

/** The first of the queried tables that is a known place; others are joined to it. */
function questionOf(query: SelectStmt): CatalogQuestion | undefined {
  const from = query.fromClause?.flatMap(joined) ?? [];
  const names = from.map((node) => unwrap(node, 'RangeVar')?.relname ?? '');
  const name =
    names.find((candidate) => Object.hasOwn(catalogs, candidate) && candidate !== 'pg_namespace') ?? names[0];
  return name !== undefined && Object.hasOwn(catalogs, name) ? lookUp(catalogs, name) : undefined;
}

function joined(node: Node): readonly Node[] {
  const join = unwrap(node, 'JoinExpr');
  if (join?.larg === undefined || join.rarg === undefined) return [node];
  return [...joined(join.larg), ...joined(join.rarg)];
}

/** Keeps what a condition compares; false when it asks for more than the object. */
function collect(node: Node | undefined, question: CatalogQuestion, values: Map<string, string>): boolean {
  const comparison = unwrap(node, 'A_Expr');
  const column = columnName(comparison?.lexpr);
  if (column === undefined) {
    const operation = unwrap(node, 'BoolExpr');
    return operation?.boolop === 'NOT_EXPR' && confirmingColumns.has(columnName(operation.args?.[0]) ?? '');
  }
  if (confirmingColumns.has(column) || columnName(comparison?.rexpr) !== undefined) return true;
  if (comparison?.kind !== 'AEXPR_OP' || texts(comparison.name)[0] !== '=') return false;

  const isAsked = column === question.name || column === question.table || column === question.schema;
  const value = literalText(comparison.rexpr);
  if (isAsked && value !== undefined) values.set(column, value);
  const isCurrentSchema = column === question.schema && value === undefined;
  return isCurrentSchema || (isAsked && value !== undefined);
}

function referenceFrom(question: CatalogQuestion, values: ReadonlyMap<string, string>): ObjectReference | undefined {
  const name = values.get(question.name);
  if (name === undefined) return undefined;
  const schema = question.schema === undefined ? undefined : values.get(question.schema);
  const withSchema = (own: QualifiedName): QualifiedName =>
    own.schema === undefined && schema !== undefined ? { schema, name: own.name } : own;
  const table = question.table === undefined ? undefined : values.get(question.table);
  if (question.type === 'column' && table === undefined) return undefined;
  if (table === undefined) return { type: question.type, name: withSchema({ name }) };
  return { type: question.type, name: { name }, table: withSchema(dottedName(table)) };
}

function columnName(node: Node | undefined): string | undefined {
  return texts(unwrap(node, 'ColumnRef')?.fields).at(-1);
}

/** A string constant, or a cast of one. */
function literalText(node: Node | undefined): string | undefined {
  return text(node) ?? text(unwrap(node, 'TypeCast')?.arg);
}

/** A name inside of a string: `public."User"`. */
function dottedName(written: string): QualifiedName {
  const parts = written.match(/"(?:[^"]|"")*"|[^."]+/gu) ?? [written];
  return qualifiedName(
    parts.map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase())),
  );
}
