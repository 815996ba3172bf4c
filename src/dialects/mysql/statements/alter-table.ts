import type { Guard, Operation, OperationKind } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Attributes } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { acceptPhrase } from '../../lexer/phrases.ts';
import type { StatementContext } from '../statement.ts';
import { readTableOption } from '../options.ts';
import { eachWithSpan, tableName } from '../statement.ts';
import { alterActions, readExecution } from './alter-actions.ts';
import type { Target } from './key-additions.ts';

/** ALTER [IGNORE] TABLE: every action is an operation of its own; how to carry them out is said to each of them. */
export function alterTable(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  cursor.accept('ONLINE');
  cursor.accept('IGNORE');
  cursor.expect('TABLE');
  const guarded = cursor.accept('IF', 'EXISTS');
  const table = tableName(cursor);
  if (cursor.accept('WAIT')) cursor.take();
  else cursor.accept('NOWAIT');

  const target = { table, ...findExecution(cursor) };
  const read = (span: () => Span): readonly Operation[] => readAction(cursor, target, span);
  const actions = cursor.done ? [] : eachWithSpan(cursor, context, read).flat();
  cursor.expectEnd();
  const operations = actions.length > 0 ? inOrder(actions) : [alterTableWith(target, context.span, {})];
  if (!guarded) return operations;
  const guard: Guard = { kind: 'object', exists: true, object: { type: 'table', name: table } };
  return operations.map((operation) => ({ ...operation, guards: [guard, ...(operation.guards ?? [])] }));
}

const keyDrops: ReadonlySet<OperationKind> = new Set(['DropIndex', 'DropConstraint']);

/** The server takes away keys before columns, wherever it is told to: a dropped column could have taken them along. */
function inOrder(actions: readonly Operation[]): readonly Operation[] {
  const isKeyDrop = ({ kind }: Operation): boolean => keyDrops.has(kind);
  const first = actions.findIndex(({ kind }) => kind === 'DropColumn');
  if (first === -1) return actions;
  const after = actions.slice(first);
  return [...actions.slice(0, first), ...after.filter(isKeyDrop), ...after.filter((action) => !isKeyDrop(action))];
}

function readAction(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  // It is part of the target by now.
  if (readExecution(cursor) !== undefined) return [];

  const option = readTableOption(cursor);
  if (option !== undefined) {
    let attributes: Attributes = option;
    for (let more = readTableOption(cursor); more !== undefined; more = readTableOption(cursor)) {
      attributes = { ...attributes, ...more };
    }
    return [alterTableWith(target, span(), attributes)];
  }

  const action = acceptPhrase(cursor, alterActions) ?? cursor.fail('an action of ALTER TABLE');
  return action(cursor, target, span);
}

function alterTableWith(target: Target, span: Span, attributes: Attributes): Operation {
  return { kind: 'AlterTable', span, ...target, attributes };
}

/** ALGORITHM and LOCK, wherever they stand among the actions. */
function findExecution(cursor: TokenCursor): { readonly execution?: Attributes } {
  const actions = cursor.within({ from: cursor.index, to: cursor.end });
  let found: Attributes = {};
  while (!actions.done) {
    const execution = readExecution(actions);
    if (execution !== undefined) found = { ...found, ...execution };
    actions.skipUntil(() => actions.isAtOperator(','));
    if (!actions.acceptOperator(',')) break;
  }
  return Object.keys(found).length === 0 ? {} : { execution: found };
}
