import type { Column, Constraint, Expression } from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { checkConstraint, collationName, conflictClause, foreignKey, keyConstraint } from './constraints.ts';
import { expressionOf, readDefault } from './expressions.ts';
import { columnName, readName } from './names.ts';
import { readType } from './types.ts';

/** A column with the constraints that its definition holds. */
export interface ColumnDefinition {
  readonly column: Column;
  readonly constraints: readonly Constraint[];
}

/**
 * Reads a column. An INTEGER PRIMARY KEY is another name of the row's number and so numbers rows that are put in without
 * it; it is an identity only where AUTOINCREMENT is written, for without it the author may well give the numbers.
 */
export function readColumn(cursor: TokenCursor): ColumnDefinition {
  const draft: Draft = {
    name: columnName(cursor),
    type: readType(cursor),
    nullable: true,
    attributes: {},
    constraints: [],
  };
  while (readFacet(cursor, draft));
  const { name, type, nullable, autoIncrement, generated, collation, attributes, constraints } = draft;
  const byDefault = draft.default?.sql.toUpperCase() === 'NULL' ? undefined : draft.default;
  const column: Column = {
    name,
    type,
    nullable,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(autoIncrement === true ? { identity: { generation: 'auto-increment' } } : {}),
    ...(generated === undefined ? {} : { generated }),
    ...(collation === undefined ? {} : { collation }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
  return { column, constraints };
}

/** A definition while it is being read. */
interface Draft {
  readonly name: string;
  readonly type: Column['type'];
  nullable: boolean;
  default?: Expression;
  autoIncrement?: boolean;
  generated?: Column['generated'];
  collation?: string;
  readonly attributes: Record<string, string>;
  readonly constraints: Constraint[];
  /** What CONSTRAINT has said, for the constraint that comes next; NOT NULL, DEFAULT and COLLATE lose it, as in SQLite. */
  constraintName?: string | undefined;
}

/** Reads a facet after its leading words. */
type Facet = (cursor: TokenCursor, draft: Draft) => void;

/** Facets by their leading words; the first that matches is taken. */
const facets: readonly (readonly [words: readonly string[], read: Facet])[] = [
  [['CONSTRAINT'], (cursor, draft) => void (draft.constraintName = readName(cursor, "a constraint's name"))],
  [['NOT', 'NULL'], notNull],
  [['NULL'], (cursor) => void conflictClause(cursor)],
  [['DEFAULT'], (cursor, draft) => void (draft.default = readDefault(cursor))],
  [['PRIMARY', 'KEY'], primaryKey],
  [['UNIQUE'], unique],
  [['CHECK'], (cursor, draft) => void draft.constraints.push(checkConstraint(cursor, takeName(draft)))],
  [['REFERENCES'], (cursor, draft) => void draft.constraints.push(foreignKey(cursor, takeName(draft), [draft.name]))],
  [['COLLATE'], (cursor, draft) => void (draft.collation = collationName(cursor))],
  [['GENERATED', 'ALWAYS', 'AS'], generated],
  [['AS'], generated],
];

function readFacet(cursor: TokenCursor, draft: Draft): boolean {
  const facet = facets.find(([words]) => cursor.accept(...words));
  if (facet === undefined) return false;
  facet[1](cursor, draft);
  return true;
}

function notNull(cursor: TokenCursor, draft: Draft): void {
  draft.nullable = false;
  const resolved = conflictClause(cursor)['on-conflict'];
  if (resolved !== undefined) draft.attributes['not-null-on-conflict'] = resolved;
}

function primaryKey(cursor: TokenCursor, draft: Draft): void {
  const descending = cursor.accept('DESC');
  if (!descending) cursor.accept('ASC');
  const attributes = { ...(descending ? { descending: 'yes' } : {}), ...conflictClause(cursor) };
  draft.constraints.push(keyConstraint('PrimaryKey', takeName(draft), [draft.name], attributes));
  if (cursor.accept('AUTOINCREMENT')) draft.autoIncrement = true;
}

function unique(cursor: TokenCursor, draft: Draft): void {
  draft.constraints.push(keyConstraint('Unique', takeName(draft), [draft.name], conflictClause(cursor)));
}

function generated(cursor: TokenCursor, draft: Draft): void {
  const expression = expressionOf(cursor.lexed, cursor.balanced());
  const stored = cursor.accept('STORED');
  if (!stored) cursor.accept('VIRTUAL');
  draft.generated = { expression, stored };
}

function takeName(draft: Draft): string | undefined {
  const name = draft.constraintName;
  draft.constraintName = undefined;
  return name;
}
