import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Attributes, Index } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { attributesOf, executionOf, readIndexOptions } from '../index-options.ts';
import { readIndexBody, readIndexKind } from '../keys.ts';
import type { Recogniser, StatementContext } from '../statement.ts';
import { eachWithSpan, ifExists, objectName, tableName, textOf } from '../statement.ts';

/** CREATE [UNIQUE] [CLUSTERED | NONCLUSTERED] [COLUMNSTORE] INDEX, from the kind on. */
export function createIndex(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const kind = readIndexKind(cursor);
  cursor.expect('INDEX');
  const name = cursor.name("an index's name");
  cursor.expect('ON');
  const table = tableName(cursor);
  const { index: body, execution } = readIndexBody(cursor);
  if (body.parts.length === 0 && kind.method !== 'columnstore') cursor.fail('"("');
  const index: Index = { name, ...kind, ...body };
  return [{ kind: 'CreateIndex', span, table, index, concurrently: false, ...executionOf(execution) }];
}

/** XML, spatial and full-text indexes, from their name on: the words before INDEX said which. */
export function createSpecialIndex(method: string): Recogniser {
  return (cursor, { span }) => {
    // A table has one full-text index, without a name.
    const name = method === 'fulltext' ? {} : { name: cursor.name("an index's name") };
    cursor.expect('ON');
    const table = tableName(cursor);
    const columns = cursor.isAtOperator('(') ? cursor.balanced() : undefined;
    const parts = columns === undefined ? [] : partsIn(cursor.within(columns));
    const rest = cursor.rest();
    const definition = rest.from === rest.to ? {} : { definition: textOf(cursor, rest) };
    const index: Index = { ...name, parts, unique: false, method, ...attributesOf(definition) };
    return [{ kind: 'CreateIndex', span, table, index, concurrently: false }];
  };
}

/** Columns, with what a full-text index says of each, which is left out. */
function partsIn(columns: TokenCursor): Index['parts'] {
  return columns.list(() => {
    const column = columns.name("a column's name");
    columns.skipUntil(() => columns.isAtOperator(','));
    return { column };
  });
}

/** `DROP INDEX ix ON t WITH (ONLINE = ON)`, several with commas, and the old `DROP INDEX t.ix`. */
export function dropIndexes(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  const guards = ifExists(cursor);
  return eachWithSpan(cursor, context, (span): Operation => {
    const from = cursor.index;
    const written = objectName(cursor, "an index's name");
    const { table, name } = cursor.accept('ON')
      ? { table: tableName(cursor), name: written.name }
      : ownedName(cursor, from, written.schema);
    const { execution } = readIndexOptions(cursor);
    return {
      ...{ kind: 'DropIndex', span: span(), ...guards, name: { name }, table, ...executionOf(execution) },
      ...{ concurrently: false, cascade: false },
    };
  });
}

/** The table in front of the name, as DROP INDEX, DROP STATISTICS and sp_rename write it. */
function ownedName(
  cursor: TokenCursor,
  from: number,
  owner: string | undefined,
): {
  readonly table: { readonly schema?: string; readonly name: string };
  readonly name: string;
} {
  if (owner === undefined) return cursor.fail('ON and a table');
  const parts = cursor.within({ from, to: cursor.index }).nameParts("an index's name");
  const [name = '', table = '', schema] = [...parts].reverse();
  return { table: schema === undefined ? { name: table } : { schema, name: table }, name };
}

const states: Readonly<Record<string, Attributes>> = {
  DISABLE: { disabled: 'yes' },
  PAUSE: { resumable: 'paused' },
  ABORT: { resumable: 'aborted' },
};

/** ALTER INDEX ix | ALL ON t REBUILD | REORGANIZE | DISABLE | SET (…) | RESUME | PAUSE | ABORT. */
export function alterIndex(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const all = cursor.accept('ALL');
  const name = all ? 'ALL' : cursor.name("an index's name");
  cursor.expect('ON');
  const table = tableName(cursor);
  if (cursor.accept('REBUILD') || cursor.accept('RESUME')) {
    const concurrently = isOnline(cursor);
    cursor.rest();
    const target = all ? { target: 'table' as const, name: table } : { target: 'index' as const, name: { name } };
    return [{ kind: 'Reindex', span, ...target, table, concurrently }];
  }
  if (cursor.accept('REORGANIZE')) {
    const command = `ALTER INDEX ${name} REORGANIZE`;
    cursor.rest();
    return [{ kind: 'Maintenance', span, command, full: false, tables: [table] }];
  }
  const state = lookUp(states, cursor.peekWord());
  if (state !== undefined) {
    cursor.take();
    return [{ kind: 'AlterIndex', span, name: { name }, table, attributes: state }];
  }
  cursor.expect('SET');
  const options = textOf(cursor, cursor.balanced());
  return [{ kind: 'AlterIndex', span, name: { name }, table, attributes: { options } }];
}

/** `WITH (…, ONLINE = ON)`, which may itself have options. */
function isOnline(cursor: TokenCursor): boolean {
  const probe = cursor.within({ from: cursor.index, to: cursor.end });
  for (; !probe.done; probe.index++) {
    if (probe.isAt('ONLINE') && probe.isAtOperator('=', 1) && probe.peekWord(2) === 'ON') return true;
  }
  return false;
}

/** CREATE and UPDATE STATISTICS read a table and leave the schema as it is. */
export function createStatistics(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const name = cursor.name("the statistics' name");
  cursor.expect('ON');
  const table = tableName(cursor);
  const definition = textOf(cursor, cursor.rest());
  const objectType = 'extended-statistics';
  return [{ kind: 'CreateObject', span, objectType, name: { name }, table, replace: false, definition }];
}

export function dropStatistics(cursor: TokenCursor, context: StatementContext): readonly Operation[] {
  return eachWithSpan(cursor, context, (span): Operation => {
    const from = cursor.index;
    const { schema } = objectName(cursor, "the statistics' name");
    const { table, name } = ownedName(cursor, from, schema);
    return {
      kind: 'DropObject',
      span: span(),
      objectType: 'extended-statistics',
      name: { name },
      table,
      cascade: false,
    };
  });
}

export function updateStatistics(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const table = tableName(cursor);
  cursor.rest();
  return [{ kind: 'Maintenance', span, command: 'UPDATE STATISTICS', full: false, tables: [table] }];
}
