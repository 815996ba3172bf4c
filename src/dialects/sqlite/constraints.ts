import type {
  Attributes,
  Check,
  Constraint,
  ForeignKey,
  IndexPart,
  PrimaryKey,
  ReferentialAction,
  Unique,
} from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { columnsOf, expressionOf } from './expressions.ts';
import { columnList, columnName, nameIn, readName, tableName } from './names.ts';

/** A constraint of a table. AUTOINCREMENT can stand in its primary key instead of in the column. */
export interface TableConstraint {
  readonly constraint: Constraint;
  readonly autoIncrement: boolean;
}

const constraintWords: ReadonlySet<string> = new Set(['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN']);

/** Whether a constraint of the table comes next, and not a column; all these words are reserved. */
export function isAtTableConstraint(cursor: TokenCursor): boolean {
  return constraintWords.has(cursor.peekWord());
}

export function readTableConstraint(cursor: TokenCursor): TableConstraint {
  const name = cursor.accept('CONSTRAINT') ? readName(cursor, "a constraint's name") : undefined;
  if (cursor.accept('PRIMARY')) {
    cursor.expect('KEY');
    return primaryKey(cursor, name);
  }
  if (cursor.accept('UNIQUE')) {
    const { columns, parts } = cursor.parenthesised(() => keyColumns(cursor));
    return withoutNumbering(keyConstraint('Unique', name, columns, { ...parts, ...conflictClause(cursor) }));
  }
  if (cursor.accept('CHECK')) return withoutNumbering(checkConstraint(cursor, name));
  if (cursor.accept('FOREIGN')) {
    cursor.expect('KEY');
    const columns = columnList(cursor);
    cursor.expect('REFERENCES');
    return withoutNumbering(foreignKey(cursor, name, columns));
  }
  return cursor.fail('PRIMARY KEY, UNIQUE, CHECK or FOREIGN KEY');
}

export function keyConstraint(
  kind: 'PrimaryKey' | 'Unique',
  name: string | undefined,
  columns: readonly string[],
  attributes: Attributes,
): PrimaryKey | Unique {
  return {
    kind,
    ...named(name),
    columns,
    validated: true,
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

/** A check from its parenthesis on. What ON CONFLICT says of it is read by SQLite and without effect. */
export function checkConstraint(cursor: TokenCursor, name: string | undefined): Check {
  const range = cursor.balanced();
  if (range.from === range.to) cursor.fail('a condition before this');
  conflictClause(cursor);
  return {
    kind: 'Check',
    ...named(name),
    expression: expressionOf(cursor.lexed, range),
    columns: columnsOf(cursor.lexed, range),
    validated: true,
  };
}

/** A foreign key from the table after REFERENCES on. */
export function foreignKey(cursor: TokenCursor, name: string | undefined, columns: readonly string[]): ForeignKey {
  const target = tableName(cursor);
  const targetColumns = cursor.isAtOperator('(') ? columnList(cursor) : [];
  let match: ForeignKey['match'];
  let onDelete: ReferentialAction = 'no-action';
  let onUpdate: ReferentialAction = 'no-action';
  for (;;) {
    if (cursor.accept('MATCH')) {
      const said = readName(cursor, 'SIMPLE, FULL or PARTIAL').toLowerCase();
      if (said === 'full' || said === 'partial') match = said;
    } else if (cursor.accept('ON', 'DELETE')) onDelete = referentialAction(cursor);
    else if (cursor.accept('ON', 'UPDATE')) onUpdate = referentialAction(cursor);
    else break;
  }
  const deferrable = deferral(cursor);
  return {
    kind: 'ForeignKey',
    ...named(name),
    columns,
    target,
    targetColumns,
    onDelete,
    onUpdate,
    ...(match === undefined ? {} : { match }),
    validated: true,
    ...(deferrable === undefined ? {} : { deferrable }),
  };
}

/** `ON CONFLICT IGNORE` after a constraint. */
export function conflictClause(cursor: TokenCursor): Attributes {
  if (!cursor.accept('ON', 'CONFLICT')) return {};
  return { 'on-conflict': resolution(cursor) };
}

const resolutions: ReadonlySet<string> = new Set(['ROLLBACK', 'ABORT', 'FAIL', 'IGNORE', 'REPLACE']);

/** What is done with a row that breaks a constraint, in lower case. */
export function resolution(cursor: TokenCursor): string {
  const found = cursor.acceptOneOf(resolutions) ?? cursor.fail('ROLLBACK, ABORT, FAIL, IGNORE or REPLACE');
  return found.toLowerCase();
}

/** A part of an index: a column with perhaps a collation, or an expression; and a direction. */
export function indexPart(cursor: TokenCursor): IndexPart {
  const range = cursor.skipUntil(() => cursor.isAtOperator(',') || cursor.isAt('ASC') || cursor.isAt('DESC'));
  if (range.from === range.to) return cursor.fail('a column or an expression');
  const descending = cursor.accept('DESC');
  if (!descending) cursor.accept('ASC');
  const part = plainColumn(cursor.within(range)) ?? { expression: expressionOf(cursor.lexed, range) };
  return descending ? { ...part, descending } : part;
}

/** Collations are found without case. */
export function collationName(cursor: TokenCursor): string {
  return readName(cursor, "a collation's name").toUpperCase();
}

/** The only thing in the cursor's range: a column, perhaps with its collation. */
function plainColumn(cursor: TokenCursor): IndexPart | undefined {
  const token = cursor.take();
  const column = nameIn(cursor.lexed, token);
  if (column === undefined) return undefined;
  const collated = cursor.accept('COLLATE') ? { collation: collationName(cursor) } : {};
  return cursor.done ? { column, ...collated } : undefined;
}

function primaryKey(cursor: TokenCursor, name: string | undefined): TableConstraint {
  const { columns, parts, autoIncrement } = cursor.parenthesised(() => ({
    ...keyColumns(cursor),
    autoIncrement: cursor.accept('AUTOINCREMENT'),
  }));
  const constraint = keyConstraint('PrimaryKey', name, columns, { ...parts, ...conflictClause(cursor) });
  return { constraint, autoIncrement };
}

/** The columns of a key; collations and directions are kept as text, for the model's keys have none. */
function keyColumns(cursor: TokenCursor): { readonly columns: readonly string[]; readonly parts: Attributes } {
  const from = cursor.index;
  const parts = cursor.list(() => {
    const column = columnName(cursor);
    const collation = cursor.accept('COLLATE') ? collationName(cursor) : undefined;
    const descending = cursor.accept('DESC');
    if (!descending) cursor.accept('ASC');
    return { column, plain: collation === undefined && !descending };
  });
  const plain = parts.every((part) => part.plain);
  return {
    columns: parts.map(({ column }) => column),
    parts: plain ? {} : { parts: cursor.text({ from, to: cursor.index }) },
  };
}

const actions: readonly (readonly [words: readonly string[], action: ReferentialAction])[] = [
  [['NO', 'ACTION'], 'no-action'],
  [['SET', 'NULL'], 'set-null'],
  [['SET', 'DEFAULT'], 'set-default'],
  [['CASCADE'], 'cascade'],
  [['RESTRICT'], 'restrict'],
];

function referentialAction(cursor: TokenCursor): ReferentialAction {
  const found = actions.find(([words]) => cursor.accept(...words));
  return found === undefined ? cursor.fail('CASCADE, RESTRICT, SET NULL, SET DEFAULT or NO ACTION') : found[1];
}

function deferral(cursor: TokenCursor): ForeignKey['deferrable'] {
  const never = cursor.accept('NOT', 'DEFERRABLE');
  if (!never && !cursor.accept('DEFERRABLE')) return undefined;
  const deferred = cursor.accept('INITIALLY', 'DEFERRED');
  if (!deferred) cursor.accept('INITIALLY', 'IMMEDIATE');
  if (never) return undefined;
  return deferred ? 'initially-deferred' : 'initially-immediate';
}

function withoutNumbering(constraint: Constraint): TableConstraint {
  return { constraint, autoIncrement: false };
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}
