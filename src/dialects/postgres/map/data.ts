import type {
  CopyStmt,
  DeleteStmt,
  InsertStmt,
  MergeStmt,
  Node,
  SelectStmt,
  TruncateStmt,
  UpdateStmt,
  WithClause,
} from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import type { Assignment } from '../../../model/operations/data.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { all, text, texts, unwrap } from '../ast.ts';
import { expressionOf } from '../expressions.ts';
import { tablesIn } from '../reads.ts';
import {
  closingOf,
  findOpening,
  findWord,
  inside,
  normalText,
  rawAt,
  splitAtCommas,
  tokenAt,
  wordAt,
} from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { quoteString } from '../write/names.ts';
import { relationName } from './names.ts';
import { selectInto } from './tables.ts';

/** Where one data statement stands: the whole statement, or the parentheses of a common table expression. */
interface Place {
  readonly statement: StatementText;
  readonly range: TokenRange;
}

export function insert(node: InsertStmt, statement: StatementText): readonly Operation[] {
  const place = { statement, range: statement.tokens };
  return [...changesIn(node.withClause, statement), insertAt(node, place)];
}

export function update(node: UpdateStmt, statement: StatementText): readonly Operation[] {
  const place = { statement, range: statement.tokens };
  return [...changesIn(node.withClause, statement), updateAt(node, place)];
}

export function remove(node: DeleteStmt, statement: StatementText): readonly Operation[] {
  const place = { statement, range: statement.tokens };
  return [...changesIn(node.withClause, statement), deleteAt(node, place)];
}

export function merge(node: MergeStmt, statement: StatementText): readonly Operation[] {
  const table = relationName(node.relation);
  const reads = tablesIn(node.withClause, node.sourceRelation, node.joinCondition, node.mergeWhenClauses);
  const own: Operation = { kind: 'MergeRows', span: statement.span, table, text: normalText(statement), reads };
  return [...changesIn(node.withClause, statement), own];
}

/** What the common table expressions of a statement change themselves. */
function changesIn(node: WithClause | undefined, statement: StatementText): readonly Operation[] {
  return all(node?.ctes, 'CommonTableExpr').flatMap((expression) => {
    const start = tokenAt(statement, expression.location);
    const as = findWord(statement, { from: start, to: statement.tokens.to }, 'as');
    const open = findOpening(statement, { from: as, to: statement.tokens.to });
    const place = { statement, range: inside(statement, open) };
    return changeIn(expression.ctequery, place);
  });
}

function changeIn(query: Node | undefined, place: Place): readonly Operation[] {
  const inserted = unwrap(query, 'InsertStmt');
  if (inserted !== undefined) return [insertAt(inserted, place)];
  const updated = unwrap(query, 'UpdateStmt');
  if (updated !== undefined) return [updateAt(updated, place)];
  const deleted = unwrap(query, 'DeleteStmt');
  return deleted === undefined ? [] : [deleteAt(deleted, place)];
}

type InsertSource = Operation<'InsertRows'>['source'];

function insertAt(node: InsertStmt, { statement, range }: Place): Operation {
  const action = node.onConflictClause?.action;
  return {
    kind: 'InsertRows',
    span: statement.span,
    table: relationName(node.relation),
    columns: all(node.cols, 'ResTarget').map((column) => column.name ?? ''),
    source: insertSource(node, { statement, range }),
    ...(action === 'ONCONFLICT_NOTHING' ? { conflict: 'ignore' } : {}),
    ...(action === 'ONCONFLICT_UPDATE' ? { conflict: 'update' } : {}),
  };
}

function insertSource(node: InsertStmt, { statement, range }: Place): InsertSource {
  const select = unwrap(node.selectStmt, 'SelectStmt');
  if (select === undefined) return { kind: 'values', rows: [[]] };
  const name = tokenAt(statement, node.relation?.location);
  const start = insertQueryStart(statement, { from: name, to: range.to }, node.cols !== undefined);
  const end = findConflict(statement, { from: start, to: range.to });
  if (select.valuesLists === undefined || node.withClause !== undefined) {
    const query = `${withText(statement, range)}${normalText(statement, { from: start, to: end })}`;
    return { kind: 'query', query, reads: tablesIn(node.withClause, node.selectStmt) };
  }
  return { kind: 'values', rows: valueRows(statement, { from: start + 1, to: end }) };
}

/** The WITH in front of INSERT, which belongs to the query after it. */
function withText(statement: StatementText, range: TokenRange): string {
  if (wordAt(statement, range.from) !== 'with') return '';
  return `${normalText(statement, { from: range.from, to: findWord(statement, range, 'insert') })} `;
}

/** Where the query starts: after the columns and OVERRIDING. */
function insertQueryStart(statement: StatementText, range: TokenRange, hasColumns: boolean): number {
  const open = findOpening(statement, range);
  const from = hasColumns ? closingOf(statement, open) + 1 : range.from + 1;
  const start = findWord(statement, { from, to: range.to }, 'values', 'select', 'with', 'table');
  const parenthesis = findOpening(statement, { from, to: range.to });
  return Math.min(start, parenthesis);
}

/** ON CONFLICT or RETURNING; an ON inside of the query belongs to a join. */
function findConflict(statement: StatementText, range: TokenRange): number {
  let from = range.from;
  for (;;) {
    const index = findWord(statement, { from, to: range.to }, 'on', 'returning');
    if (index >= range.to || wordAt(statement, index) === 'returning') return index;
    if (wordAt(statement, index + 1) === 'conflict') return index;
    from = index + 1;
  }
}

function valueRows(statement: StatementText, range: TokenRange): readonly (readonly string[])[] {
  return splitAtCommas(statement, range).map((row) =>
    splitAtCommas(statement, inside(statement, row.from)).map((value) => normalText(statement, value)),
  );
}

function updateAt(node: UpdateStmt, { statement, range }: Place): Operation {
  const reads = tablesIn(node.withClause, node.fromClause, node.targetList, node.whereClause);
  return {
    kind: 'UpdateRows',
    span: statement.span,
    table: relationName(node.relation),
    assignments: assignmentsOf(node, { statement, range }),
    ...whereOf(node.whereClause, { statement, range }),
    reads,
  };
}

function assignmentsOf(node: UpdateStmt, { statement, range }: Place): readonly Assignment[] {
  const name = tokenAt(statement, node.relation?.location);
  const set = findWord(statement, { from: name, to: range.to }, 'set') + 1;
  const end = findWord(statement, { from: set, to: range.to }, 'from', 'where', 'returning');
  const ranges = splitAtCommas(statement, { from: set, to: end });
  const targets = all(node.targetList, 'ResTarget');
  // `(a, b) = (SELECT ...)` is several targets with one value.
  const isPlain = ranges.length === targets.length;
  return targets.map((target, index) => {
    const own = (isPlain ? ranges[index] : undefined) ?? { from: set, to: end };
    const value = { from: isPlain ? afterEquals(statement, own) : own.from, to: own.to };
    return { column: target.name ?? '', value: expressionOf(statement, value, target.val) };
  });
}

function afterEquals(statement: StatementText, range: TokenRange): number {
  let index = range.from;
  while (index < range.to && rawAt(statement, index) !== '=') index++;
  return index + 1;
}

function deleteAt(node: DeleteStmt, { statement, range }: Place): Operation {
  return {
    kind: 'DeleteRows',
    span: statement.span,
    table: relationName(node.relation),
    ...whereOf(node.whereClause, { statement, range }),
    reads: tablesIn(node.withClause, node.usingClause, node.whereClause),
  };
}

function whereOf(condition: Node | undefined, { statement, range }: Place): { readonly where?: string } {
  if (condition === undefined) return {};
  const from = findWord(statement, range, 'where') + 1;
  const to = findWord(statement, { from, to: range.to }, 'returning');
  return { where: expressionOf(statement, { from, to }, condition).sql };
}

export function truncate(node: TruncateStmt, { span }: StatementText): readonly Operation[] {
  const tables = all(node.relations, 'RangeVar').map(relationName);
  return [{ kind: 'Truncate', span, tables, cascade: node.behavior === 'DROP_CASCADE' }];
}

/** COPY from outside puts rows in; COPY to outside only reads. */
export function copy(node: CopyStmt, statement: StatementText): readonly Operation[] {
  const { span } = statement;
  const columns = texts(node.attlist);
  if (node.is_from === true) {
    return [{ kind: 'InsertRows', span, table: relationName(node.relation), columns, source: { kind: 'stream' } }];
  }
  if (node.relation === undefined) return copied(node.query, statement);
  return [{ kind: 'Query', span, text: normalText(statement), reads: [relationName(node.relation)] }];
}

/** The query of a COPY is run, also where it changes rows and gives back what it changed. */
function copied(query: Node | undefined, statement: StatementText): readonly Operation[] {
  const { tokens } = statement;
  const selected = unwrap(query, 'SelectStmt');
  const own = selected ?? unwrap(query, 'InsertStmt') ?? unwrap(query, 'UpdateStmt') ?? unwrap(query, 'DeleteStmt');
  const place = { statement, range: inside(statement, findOpening(statement, tokens)) };
  const changes = [...changesIn(own?.withClause, statement), ...changeIn(query, place)];
  if (changes.length > 0 || selected === undefined) return changes;
  return [{ kind: 'Query', span: statement.span, text: normalText(statement), reads: tablesIn(query) }];
}

/** SELECT, VALUES and TABLE; a query can also make a table, set a variable, or change rows on the way. */
export function select(node: SelectStmt, statement: StatementText): readonly Operation[] {
  if (node.intoClause !== undefined) return [selectInto(node, statement)];
  const variables = setConfigCalls(node, statement);
  if (variables.length > 0) return variables;
  const changes = changesIn(node.withClause, statement);
  if (changes.length > 0) return changes;
  return [{ kind: 'Query', span: statement.span, text: normalText(statement), reads: tablesIn({ SelectStmt: node }) }];
}

/** `SELECT set_config('search_path', '', false)`, as pg_dump writes it. */
function setConfigCalls(node: SelectStmt, { span }: StatementText): readonly Operation[] {
  return all(node.targetList, 'ResTarget').flatMap((target): readonly Operation[] => {
    const call = unwrap(target.val, 'FuncCall');
    const name = texts(call?.funcname).at(-1);
    const variable = text(call?.args?.[0]);
    if (call === undefined || name !== 'set_config' || variable === undefined) return [];
    const value = text(call.args?.[1]) ?? '';
    const isLocal = unwrap(call.args?.[2], 'A_Const')?.boolval?.boolval === true;
    return [
      {
        kind: 'SetVariable',
        span,
        name: variable,
        value: variable === 'search_path' && value !== '' ? value : quoteString(value),
        scope: isLocal ? 'transaction' : 'session',
      },
    ];
  });
}
