import type { Comment, FileReading, Operation, Side, Statement } from 'mig-lint';
import { indexLines } from 'mig-lint';

/** Where a node stands: offsets into the file, and lines from 1 with columns from 0. */
export interface Placed {
  readonly range: [start: number, end: number];
  readonly loc: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** What one statement does, as a node: `AddColumn[nullable=false]`. A column's own properties are the node's. */
export interface OperationNode extends Placed {
  readonly type: Operation['kind'];
  readonly [property: string]: unknown;
}

export interface StatementNode extends Placed {
  readonly type: 'Statement';
  readonly side: Side;
  /** The SQL as the database gets it, when the source holds SQL. */
  readonly sql: string | undefined;
  readonly operations: readonly OperationNode[];
}

export interface CommentNode extends Placed {
  readonly type: 'Comment';
  /** With its marks. */
  readonly value: string;
}

/** The root: what a file of a migration says. */
export interface MigrationFile extends Placed {
  readonly type: 'MigrationFile';
  readonly chain: string | undefined;
  readonly framework: string | undefined;
  readonly dialect: string | undefined;
  readonly statements: readonly StatementNode[];
  readonly comments: readonly CommentNode[];
}

export type MigrationNode = MigrationFile | StatementNode | OperationNode;

export const visitorKeys: Record<string, string[]> = {
  MigrationFile: ['statements'],
  Statement: ['operations'],
};

export type Place = (start: number, end: number) => Placed;

/** Says where the offsets of a text stand. */
export function placesIn(text: string): Place {
  const lines = indexLines(text);
  const positionOf = (offset: number): Position => {
    const { line, column } = lines.position(offset);
    return { line, column: column - 1 };
  };
  return (start, end) => ({ range: [start, end], loc: { start: positionOf(start), end: positionOf(end) } });
}

/** Makes the tree of a file out of what mig-lint read of it. */
export function treeOf({ chain, statements, comments }: FileReading, text: string): MigrationFile {
  const place = placesIn(text);
  return {
    type: 'MigrationFile',
    ...place(0, text.length),
    chain: chain?.name,
    framework: chain?.framework,
    dialect: chain?.dialect,
    statements: [...statements]
      .sort((one, other) => one.span.start - other.span.start)
      .map((statement) => statementNode(statement, place)),
    comments: comments.map((comment) => commentNode(comment, place)),
  };
}

function statementNode({ span, side, sql, operations }: Statement, place: Place): StatementNode {
  return {
    type: 'Statement',
    ...place(span.start, span.end),
    side,
    sql,
    operations: operations.map((operation) => operationNode(operation, place)),
  };
}

function operationNode({ kind, span, ...fields }: Operation, place: Place): OperationNode {
  const { column, ...others } = { column: undefined, ...fields };
  const { type: columnType, name, ...properties } = isColumn(column) ? column : { type: undefined, name: column };
  return {
    ...others,
    ...properties,
    ...(name === undefined ? {} : { column: name }),
    ...(columnType === undefined ? {} : { columnType }),
    type: kind,
    ...place(span.start, span.end),
  };
}

/** A column with its properties, as opposed to the name of one. */
function isColumn(column: unknown): column is { readonly type: unknown; readonly name: unknown } {
  return typeof column === 'object' && column !== null && 'type' in column && 'name' in column;
}

function commentNode({ span, text }: Comment, place: Place): CommentNode {
  return { type: 'Comment', value: text, ...place(span.start, span.end) };
}
