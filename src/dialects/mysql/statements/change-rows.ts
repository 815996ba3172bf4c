import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Assignment } from '../../../model/operations/data.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { expressionOf } from '../expressions.ts';
import type { StatementContext } from '../statement.ts';
import { eachWithSpan, qualified, readsOf, tableName } from '../statement.ts';
import type { TableReferences } from './table-references.ts';
import { readTableReferences, resolve } from './table-references.ts';

const modifiers: ReadonlySet<string> = new Set(['LOW_PRIORITY', 'QUICK', 'IGNORE']);

/** UPDATE of one table, or of each of the joined tables that SET names. */
export function update(cursor: TokenCursor, { span, range }: StatementContext): readonly Operation[] {
  while (cursor.acceptOneOf(modifiers) !== undefined);
  const references = readTableReferences(cursor);
  cursor.expect('SET');
  const targets = new Map<string, { readonly table: QualifiedName; readonly assignments: Assignment[] }>();
  const assignments = cursor.list(() => readAssignment(cursor));
  for (const { qualifier, assignment } of assignments) {
    const first = references.tables[0]?.name ?? cursor.fail("a table's name");
    const table = qualifier === undefined ? first : resolve(references, qualifier);
    const key = displayName(table).toLowerCase();
    const target = targets.get(key) ?? { table, assignments: [] };
    target.assignments.push(assignment);
    targets.set(key, target);
  }
  const filter = readFilter(cursor, references);
  return [...targets.values()].map((target): Operation => {
    const reads = othersRead(cursor, range, references, target.table);
    return { kind: 'UpdateRows', span, ...target, ...filter, reads };
  });
}

/** `DELETE FROM t`, `DELETE a, b FROM …` and `DELETE FROM a, b USING …`. */
export function deleteRows(cursor: TokenCursor, { span, range }: StatementContext): readonly Operation[] {
  while (cursor.acceptOneOf(modifiers) !== undefined);
  const named = cursor.accept('FROM') ? undefined : readTableReferences(cursor);
  if (named !== undefined) cursor.expect('FROM');
  const after = readTableReferences(cursor);
  const references = named === undefined && cursor.accept('USING') ? readTableReferences(cursor) : after;
  const targets = (named ?? after).tables.map(({ name }) => resolve(references, name));
  if (targets.length === 0) cursor.fail("a table's name");
  const filter = readFilter(cursor, references);
  return targets.map((table): Operation => {
    const reads = othersRead(cursor, range, references, table);
    return { kind: 'DeleteRows', span, table, ...filter, reads };
  });
}

export function truncate(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  cursor.accept('TABLE');
  return eachWithSpan(cursor, context, (span): Operation => {
    const tables = [tableName(cursor)];
    return { kind: 'Truncate', span: span(), tables, cascade: false };
  });
}

function readAssignment(cursor: TokenCursor): { readonly qualifier?: QualifiedName; readonly assignment: Assignment } {
  const parts = cursor.nameParts("a column's name");
  if (!cursor.acceptOperator(':=')) cursor.expectOperator('=');
  const range = cursor.skipUntil(
    () => cursor.isAtOperator(',') || cursor.isAt('WHERE') || cursor.isAt('LIMIT') || cursor.isAt('ORDER', 'BY'),
  );
  if (range.from === range.to) cursor.fail('a value');
  const assignment = { column: parts.at(-1) ?? parts[0], value: expressionOf(cursor.lexed, range) };
  if (parts.length === 1) return { assignment };
  const [first, ...more] = parts;
  return { qualifier: qualified([first, ...more.slice(0, -1)]), assignment };
}

/** WHERE, ORDER BY and LIMIT; what inner joins ask is part of the condition. */
function readFilter(
  cursor: TokenCursor,
  { conditions }: TableReferences,
): { readonly where?: string; readonly limited?: boolean } {
  const all = [...conditions];
  if (cursor.accept('WHERE')) {
    const range = cursor.skipUntil(() => endsCondition(cursor));
    if (range.from === range.to) cursor.fail('a condition');
    all.push(cursor.text(range));
  }
  if (cursor.accept('ORDER', 'BY')) cursor.skipUntil(() => cursor.isAt('LIMIT') || cursor.isAt('RETURNING'));
  const limited = cursor.accept('LIMIT');
  if (limited || cursor.accept('RETURNING')) cursor.rest();
  const where = all.length > 1 ? all.map((condition) => `(${condition})`).join(' AND ') : all[0];
  return { ...(where === undefined ? {} : { where }), ...(limited ? { limited } : {}) };
}

function endsCondition(cursor: TokenCursor): boolean {
  return cursor.isAt('ORDER', 'BY') || cursor.isAt('LIMIT') || cursor.isAt('RETURNING');
}

/** Every table that the statement names but the one that it changes; that one too when a sub-query reads it. */
function othersRead(
  cursor: TokenCursor,
  range: TokenRange,
  references: TableReferences,
  target: QualifiedName,
): readonly QualifiedName[] {
  const all = new Map<string, QualifiedName>();
  const joined = references.tables.map(({ name }) => name);
  for (const name of [...joined, ...references.reads, ...readsOf(cursor.lexed, range)]) {
    const table = resolve(references, name);
    all.set(displayName(table).toLowerCase(), table);
  }
  all.delete(displayName(target).toLowerCase());
  return [...all.values()];
}
