import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Attributes, Column, Constraint, Index } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { readColumn } from '../columns.ts';
import { attributesOf, readIndexOptions } from '../index-options.ts';
import { constraintName, isAtConstraint, readConstraint, readInlineIndex } from '../keys.ts';
import { writtenName } from '../normal-sql.ts';
import type { StatementContext } from '../statement.ts';
import { columnList, tableName, textOf } from '../statement.ts';

/** What stands between the parentheses of a table's definition. */
export interface TableElements {
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly attributes: Attributes;
}

export function createTable(cursor: TokenCursor, { span }: StatementContext): readonly Operation[] {
  const table = tableName(cursor);
  if (cursor.isAt('WITH')) return createTableAs(cursor, span, table);
  const special = cursor.accept('AS') ? { kind: cursor.name('NODE, EDGE or FILETABLE').toLowerCase() } : {};
  const hasElements = cursor.isAtOperator('(') || special.kind === undefined;
  const elements = hasElements ? readTableElements(cursor) : noElements;
  if (cursor.accept('AS')) special.kind = cursor.name('NODE or EDGE').toLowerCase();
  const { attributes } = readIndexOptions(cursor);
  const { columns, constraints, indexes } = elements;
  const temporary = table.name.startsWith('#') ? { temporary: true } : {};
  const facets = { ...elements.attributes, ...special, ...attributes };
  return [{ kind: 'CreateTable', span, table, columns, constraints, indexes, ...temporary, ...attributesOf(facets) }];
}

/** Azure Synapse: `CREATE TABLE t WITH (DISTRIBUTION = …) AS SELECT …`. */
function createTableAs(cursor: TokenCursor, span: Span, table: QualifiedName): readonly Operation[] {
  const { attributes } = readIndexOptions(cursor);
  cursor.expect('AS');
  const query = textOf(cursor, cursor.rest());
  return [
    { kind: 'CreateTable', span, table, columns: [], constraints: [], indexes: [], query, ...attributesOf(attributes) },
  ];
}

const noElements: TableElements = { columns: [], constraints: [], indexes: [], attributes: {} };

export function readTableElements(cursor: TokenCursor): TableElements {
  const columns: Column[] = [];
  const constraints: Constraint[] = [];
  const indexes: Index[] = [];
  const attributes: Record<string, string> = {};
  cursor.expectOperator('(');
  while (!cursor.isAtOperator(')')) {
    if (isAtConstraint(cursor)) {
      const name = constraintName(cursor);
      if (name !== undefined && cursor.isAt('CONNECTION')) attributes['connection'] = readConnection(cursor);
      else constraints.push(readConstraint(cursor, name).constraint);
    } else if (cursor.isAt('INDEX') && cursor.isName(1)) indexes.push(readInlineIndex(cursor).index);
    else if (cursor.accept('PERIOD', 'FOR', 'SYSTEM_TIME'))
      attributes['period'] = columnList(cursor).map(writtenName).join(', ');
    else {
      const definition = readColumn(cursor);
      columns.push(definition.column);
      constraints.push(...definition.constraints);
      indexes.push(...definition.indexes);
    }
    // The comma may be missing before a constraint, and may stand after the last element.
    if (!cursor.acceptOperator(',') && !isAtConstraint(cursor)) break;
  }
  cursor.expectOperator(')');
  return { columns, constraints, indexes, attributes };
}

/** The constraint of an edge table. */
function readConnection(cursor: TokenCursor): string {
  cursor.expect('CONNECTION');
  const text = textOf(cursor, cursor.balanced());
  if (cursor.accept('ON', 'DELETE') && !cursor.accept('CASCADE')) cursor.expect('NO', 'ACTION');
  return text;
}
