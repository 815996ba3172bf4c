import type { ColumnDef, Constraint as ConstraintNode, Node } from 'libpg-query';
import type { Attributes, Column, Constraint, Expression, Identity } from '../../../model/table.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { all, texts, unwrap } from '../ast.ts';
import { expressionOf } from '../expressions.ts';
import { findOpening, findWord, inside, tokenAt } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { isSerial, typeOf } from '../types.ts';
import { constraintOf } from './constraints.ts';
import { findOption, optionAttributes, optionValue } from './options.ts';

export interface ColumnParts {
  readonly column: Column;
  /** The constraints that were written with the column. */
  readonly constraints: readonly Constraint[];
}

/** A column as CREATE TABLE and ADD COLUMN define it; `range` has its tokens. */
export function columnOf(statement: StatementText, node: ColumnDef, range: TokenRange): ColumnParts {
  const name = node.colname ?? '';
  const clauses = clausesOf(statement, node, range);
  const serial = isSerial(node.typeName);
  const identity = serial ? { generation: 'serial' as const } : identityOf(clauses);
  const notNull = clauses.some(({ node: { contype } }) => contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY');
  const attributes = columnAttributes(node);
  const column: Column = {
    name,
    type: typeOf(node.typeName),
    nullable: !notNull && identity === undefined,
    ...defaultOf(statement, clauses),
    ...(identity === undefined ? {} : { identity }),
    ...generatedOf(statement, clauses),
    ...collationOf(node),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
  const constraints = clauses.flatMap((clause) => constraintOf(statement, clause.node, clause.range, name) ?? []);
  return { column, constraints };
}

interface Clause {
  readonly node: ConstraintNode;
  readonly range: TokenRange;
}

/** What follows a column's type, each with its tokens: up to where the next one starts. */
function clausesOf(statement: StatementText, node: ColumnDef, range: TokenRange): readonly Clause[] {
  const constraints = all(node.constraints, 'Constraint');
  const starts = constraints.map((constraint) => tokenAt(statement, constraint.location));
  const collate = node.collClause === undefined ? [] : [tokenAt(statement, node.collClause.location)];
  const boundaries = [...starts, ...collate, range.to].toSorted((one, other) => one - other);
  const clauses: Clause[] = [];
  constraints.forEach((constraint, index) => {
    const from = starts[index] ?? range.to;
    const to = boundaries.find((boundary) => boundary > from) ?? range.to;
    const before = clauses.pop();
    if (before === undefined) clauses.push({ node: constraint, range: { from, to } });
    else if (isSuffix(constraint)) clauses.push({ node: withSuffix(before.node, constraint), range: before.range });
    else clauses.push(before, { node: constraint, range: { from, to } });
  });
  return clauses;
}

/** DEFERRABLE and its kin come as constraints of their own and belong to the one before. */
function isSuffix({ contype }: ConstraintNode): boolean {
  return contype?.startsWith('CONSTR_ATTR_') ?? false;
}

function withSuffix(node: ConstraintNode, { contype }: ConstraintNode): ConstraintNode {
  switch (contype) {
    case 'CONSTR_ATTR_DEFERRABLE':
      return { ...node, deferrable: true };
    case 'CONSTR_ATTR_DEFERRED':
      return { ...node, deferrable: true, initdeferred: true };
    case 'CONSTR_ATTR_NOT_ENFORCED':
      return { ...node, is_enforced: false, skip_validation: true };
    default:
      return node;
  }
}

function defaultOf(statement: StatementText, clauses: readonly Clause[]): Pick<Column, 'default'> {
  const clause = clauses.find(({ node }) => node.contype === 'CONSTR_DEFAULT');
  if (clause === undefined) return {};
  const from = findWord(statement, clause.range, 'default') + 1;
  const value = expressionOf(statement, { from, to: clause.range.to }, clause.node.raw_expr);
  return isNull(value) ? {} : { default: value };
}

/** DEFAULT NULL is the same as none, and the catalog has none. */
export function isNull(value: Expression): boolean {
  return value.sql.toUpperCase() === 'NULL';
}

function generatedOf(statement: StatementText, clauses: readonly Clause[]): Pick<Column, 'generated'> {
  const clause = clauses.find(({ node }) => node.contype === 'CONSTR_GENERATED');
  if (clause === undefined) return {};
  const range = inside(statement, findOpening(statement, clause.range));
  const expression = expressionOf(statement, range, clause.node.raw_expr);
  return { generated: { expression, stored: clause.node.generated_kind !== 'v' } };
}

function identityOf(clauses: readonly Clause[]): Identity | undefined {
  const node = clauses.find((clause) => clause.node.contype === 'CONSTR_IDENTITY')?.node;
  return node === undefined ? undefined : identityFrom(node.generated_when, node.options);
}

/** GENERATED ALWAYS (`a`) or BY DEFAULT (`d`) AS IDENTITY, with its sequence's options. */
export function identityFrom(when: string | undefined, options: readonly Node[] | undefined): Identity {
  const start = findOption(options, 'start')?.arg;
  const increment = findOption(options, 'increment')?.arg;
  return {
    generation: when === 'd' ? 'by-default' : 'always',
    ...(start === undefined ? {} : { start: optionValue(start) }),
    ...(increment === undefined ? {} : { increment: optionValue(increment) }),
  };
}

/** COLLATE, as a name with or without its schema. */
export function collationOf(node: ColumnDef): { readonly collation?: string } {
  const names = texts(node.collClause?.collname);
  return names.length === 0 ? {} : { collation: names.join('.') };
}

function columnAttributes(node: ColumnDef): Attributes {
  return {
    ...(node.storage_name === undefined ? {} : { storage: node.storage_name }),
    ...(node.compression === undefined ? {} : { compression: node.compression }),
    ...optionAttributes(node.fdwoptions),
  };
}

/** The columns that a PRIMARY KEY among the constraints makes NOT NULL are so. */
export function withKeyColumns(columns: readonly Column[], constraints: readonly Constraint[]): readonly Column[] {
  const keys = new Set(constraints.flatMap((one) => (one.kind === 'PrimaryKey' ? one.columns : [])));
  return columns.map((column) => (keys.has(column.name) && column.nullable ? { ...column, nullable: false } : column));
}

/** A column of a composite type, or of a table made from one. */
export function plainColumns(
  nodes: readonly Node[] | undefined,
): readonly { readonly name: string; readonly type: Column['type'] }[] {
  return (nodes ?? []).flatMap((node) => {
    const column = unwrap(node, 'ColumnDef');
    return column === undefined ? [] : [{ name: column.colname ?? '', type: typeOf(column.typeName) }];
  });
}
