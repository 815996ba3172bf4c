import type {
  CreateForeignTableStmt,
  CreateStmt,
  CreateTableAsStmt,
  IntoClause,
  Node,
  RangeVar,
  SelectStmt,
} from 'libpg-query';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Attributes, Column, Constraint } from '../../../model/table.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { all, texts, unwrap } from '../ast.ts';
import {
  closingOf,
  findOpening,
  findWord,
  inside,
  normalText,
  rawAt,
  splitAtCommas,
  tokenAt,
} from '../statement-text.ts';
import { tablesIn } from '../reads.ts';
import type { StatementText } from '../statement-text.ts';
import { typeOf } from '../types.ts';
import { columnOf, withKeyColumns } from './columns.ts';
import { constraintOf } from './constraints.ts';
import { ifNotExists, relationName } from './names.ts';
import { optionAttributes } from './options.ts';

type From = NonNullable<Operation<'CreateTable'>['from']>;

/** CREATE TABLE in all its forms but AS. */
export function createTable(node: CreateStmt, statement: StatementText): readonly Operation[] {
  const name = tokenAt(statement, node.relation?.location);
  const elements = elementsOf(statement, node, { from: name, to: statement.tokens.to });
  const attributes = tableAttributes(node, elements.likeOptions);
  return [
    {
      kind: 'CreateTable',
      span: statement.span,
      ...ifNotExists(node.if_not_exists),
      table: relationName(node.relation),
      columns: withKeyColumns(elements.columns, elements.constraints),
      constraints: elements.constraints,
      indexes: [],
      ...temporaryOf(node.relation),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
      ...fromOf(statement, node, elements.likes),
      ...partitionByOf(statement, node),
    },
  ];
}

export function createForeignTable(node: CreateForeignTableStmt, statement: StatementText): readonly Operation[] {
  const server: Attributes = { server: node.servername ?? '', ...optionAttributes(node.options) };
  return createTable(node.base ?? {}, statement).map((operation) =>
    operation.kind === 'CreateTable' ? { ...operation, attributes: { ...operation.attributes, ...server } } : operation,
  );
}

/** CREATE TABLE ... AS and SELECT INTO. */
export function createTableAs(node: CreateTableAsStmt, statement: StatementText): readonly Operation[] {
  const query = queryRange(statement);
  return [
    tableFromQuery(
      statement,
      node.into,
      normalText(statement, query),
      tablesIn(node.query),
      ifNotExists(node.if_not_exists),
    ),
  ];
}

/** The table that SELECT ... INTO makes. */
export function selectInto({ intoClause, ...query }: SelectStmt, statement: StatementText): Operation {
  return tableFromQuery(statement, intoClause, withoutInto(statement), tablesIn(query), {});
}

function tableFromQuery(
  statement: StatementText,
  into: IntoClause | undefined,
  query: string,
  reads: readonly QualifiedName[],
  guard: ReturnType<typeof ifNotExists>,
): Operation {
  const attributes: Attributes = {
    ...storageAttributes(into?.rel, into ?? {}),
    ...(into?.tableSpaceName === undefined ? {} : { tablespace: into.tableSpaceName }),
    ...(into?.skipData === true ? { 'with-data': 'false' } : {}),
  };
  return {
    kind: 'CreateTable',
    span: statement.span,
    ...guard,
    table: relationName(into?.rel),
    columns: texts(into?.colNames).map((name) => ({ name, type: typeOf(undefined), nullable: true })),
    constraints: [],
    indexes: [],
    ...temporaryOf(into?.rel),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    query,
    ...(reads.length === 0 ? {} : { reads }),
  };
}

/** What follows AS, without WITH [NO] DATA. */
export function queryRange(statement: StatementText): TokenRange {
  const from = findWord(statement, statement.tokens, 'as') + 1;
  const { to } = statement.tokens;
  const ending = normalText(statement, { from: Math.max(from, to - 3), to });
  if (ending === 'WITH no data') return { from, to: to - 3 };
  return ending.endsWith('WITH data') ? { from, to: to - 2 } : { from, to };
}

function withoutInto(statement: StatementText): string {
  const into = findWord(statement, statement.tokens, 'into');
  const from = findWord(statement, { from: into, to: statement.tokens.to }, 'from', 'where', 'order', 'limit');
  const before = normalText(statement, { from: statement.tokens.from, to: into });
  return `${before} ${normalText(statement, { from, to: statement.tokens.to })}`.trim();
}

interface Elements {
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly likes: readonly QualifiedName[];
  readonly likeOptions: readonly string[];
}

/** The elements between the parentheses; the parser keeps them in order, so that the ranges between commas fit. */
function elementsOf(statement: StatementText, node: CreateStmt, range: TokenRange): Elements {
  const columns: Column[] = [];
  const constraints: Constraint[] = [];
  const likes: QualifiedName[] = [];
  const likeOptions: string[] = [];
  const nodes = node.tableElts ?? [];
  const ranges = nodes.length === 0 ? [] : splitAtCommas(statement, inside(statement, findOpening(statement, range)));
  nodes.forEach((element: Node, index) => {
    const own = ranges[index] ?? range;
    const column = unwrap(element, 'ColumnDef');
    const constraint = unwrap(element, 'Constraint');
    const like = unwrap(element, 'TableLikeClause');
    if (column !== undefined) {
      const parts = columnOf(statement, column, own);
      columns.push(parts.column);
      constraints.push(...parts.constraints);
    } else if (constraint !== undefined) {
      constraints.push(...[constraintOf(statement, constraint, own)].filter((one) => one !== undefined));
    } else if (like !== undefined) {
      likes.push(relationName(like.relation));
      likeOptions.push(likeOptionsText(statement, own));
    }
  });
  return { columns, constraints, likes, likeOptions };
}

/** `INCLUDING ALL EXCLUDING INDEXES`: what follows the table of a LIKE. */
function likeOptionsText(statement: StatementText, range: TokenRange): string {
  const from = findWord(statement, range, 'including', 'excluding');
  return normalText(statement, { from, to: range.to }).toUpperCase();
}

function temporaryOf(relation: RangeVar | undefined): { readonly temporary?: boolean } {
  return relation?.relpersistence === 't' ? { temporary: true } : {};
}

function tableAttributes(node: CreateStmt, likeOptions: readonly string[]): Attributes {
  const like = likeOptions.filter((options) => options !== '').join(', ');
  return {
    ...storageAttributes(node.relation, {
      ...(node.accessMethod === undefined ? {} : { accessMethod: node.accessMethod }),
      ...(node.options === undefined ? {} : { options: node.options }),
      ...(node.oncommit === undefined ? {} : { onCommit: node.oncommit }),
    }),
    ...(node.tablespacename === undefined ? {} : { tablespace: node.tablespacename }),
    ...(node.ofTypename === undefined ? {} : { 'of-type': typeOf(node.ofTypename).text }),
    ...(like === '' ? {} : { like }),
  };
}

const onCommit: Partial<Record<NonNullable<CreateStmt['oncommit']>, string>> = {
  ONCOMMIT_PRESERVE_ROWS: 'preserve rows',
  ONCOMMIT_DELETE_ROWS: 'delete rows',
  ONCOMMIT_DROP: 'drop',
};

function storageAttributes(
  relation: RangeVar | undefined,
  { accessMethod, options, onCommit: action }: Pick<IntoClause, 'accessMethod' | 'options' | 'onCommit'>,
): Attributes {
  const end = action === undefined ? undefined : onCommit[action];
  return {
    ...(relation?.relpersistence === 'u' ? { logged: 'false' } : {}),
    ...(accessMethod === undefined ? {} : { 'access-method': accessMethod }),
    ...(end === undefined ? {} : { 'on-commit': end }),
    ...optionAttributes(options),
  };
}

function fromOf(statement: StatementText, node: CreateStmt, likes: readonly QualifiedName[]): { readonly from?: From } {
  const parents = all(node.inhRelations, 'RangeVar').map(relationName);
  if (node.partbound !== undefined) {
    return { from: { how: 'partition-of', tables: parents, bound: boundText(statement) } };
  }
  if (parents.length > 0) return { from: { how: 'inherits', tables: parents } };
  return likes.length > 0 ? { from: { how: 'like', tables: likes } } : {};
}

/** `FOR VALUES FROM (1) TO (2)` or `DEFAULT`: the bound of a partition, the last of them in the range. */
export function boundText(statement: StatementText, range: TokenRange = statement.tokens): string {
  const start = findWord(statement, range, 'for', 'default');
  let to = Math.min(start + 1, range.to);
  if (rawAt(statement, start).toLowerCase() !== 'default') {
    while (to < range.to && rawAt(statement, to) !== '(') to++;
    to = Math.min(closingOf(statement, to) + 1, range.to);
    if (rawAt(statement, to).toLowerCase() === 'to') to = Math.min(closingOf(statement, to + 1) + 1, range.to);
  }
  return normalText(statement, { from: start, to });
}

function partitionByOf(statement: StatementText, node: CreateStmt): { readonly partitionBy?: string } {
  if (node.partspec === undefined) return {};
  const strategy = tokenAt(statement, node.partspec.location) + 2;
  const open = findOpening(statement, { from: strategy, to: statement.tokens.to });
  const range = { from: open, to: closingOf(statement, open) + 1 };
  return { partitionBy: `${rawAt(statement, strategy).toUpperCase()} ${normalText(statement, range)}` };
}
