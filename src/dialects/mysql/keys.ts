import type {
  Attributes,
  Column,
  Constraint,
  ForeignKey,
  Index,
  IndexPart,
  ReferentialAction,
} from '../../model/table.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import { acceptPhrase, phraseTable } from '../lexer/phrases.ts';
import { check } from './checks.ts';
import { lexMysql } from './lexicon.ts';
import { expressionOf } from './expressions.ts';
import { columnName, ifNotExists, optionValue, stringIn, tableName } from './statement.ts';

/** A constraint or an index, as CREATE TABLE and ALTER TABLE ADD define them. */
export type Key = { readonly constraint: Constraint } | { readonly index: Index };

const keyWords: ReadonlySet<string> = new Set([
  ...['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'INDEX', 'KEY', 'FULLTEXT', 'SPATIAL', 'FOREIGN', 'CHECK'],
]);

/** Whether a definition of a key comes next, and not a column's; all these words are reserved. */
export function isAtKey(cursor: TokenCursor): boolean {
  return keyWords.has(cursor.peekWord());
}

export function readKey(cursor: TokenCursor): Key {
  const named = cursor.accept('CONSTRAINT');
  if (named) ifNotExists(cursor);
  const symbol = named && !keyWords.has(cursor.peekWord()) ? cursor.name("a constraint's name") : undefined;
  if (cursor.accept('PRIMARY')) return { constraint: primaryKey(cursor, symbol) };
  if (cursor.accept('UNIQUE')) return uniqueKey(cursor, symbol);
  if (cursor.accept('FOREIGN')) return { constraint: foreignKey(cursor, symbol) };
  if (cursor.accept('CHECK')) return { constraint: check(cursor, symbol) };
  if (named) return cursor.fail('PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK');
  return { index: plainIndex(cursor) };
}

/** The rest of an index from its parts on, as CREATE INDEX has it too. */
export function readIndexBody(cursor: TokenCursor, start: Pick<Index, 'unique' | 'name' | 'method'>): Index {
  const methodBefore = usingMethod(cursor);
  const parts = indexParts(cursor);
  const options = indexOptions(cursor);
  const method = start.method ?? options.method ?? methodBefore;
  return {
    ...(start.name === undefined ? {} : { name: start.name }),
    parts,
    unique: start.unique,
    ...(method === undefined ? {} : { method }),
    ...(Object.keys(options.attributes).length === 0 ? {} : { attributes: options.attributes }),
  };
}

/** The kind of an index by its leading word, which is taken. */
export function indexKind(cursor: TokenCursor): Pick<Index, 'unique' | 'method'> {
  if (cursor.accept('UNIQUE')) return { unique: true };
  if (cursor.accept('FULLTEXT')) return { unique: false, method: 'fulltext' };
  if (cursor.accept('SPATIAL')) return { unique: false, method: 'spatial' };
  return { unique: false };
}

const actions = phraseTable<ReferentialAction>([
  ['NO ACTION', 'no-action'],
  ['SET NULL', 'set-null'],
  ['SET DEFAULT', 'set-default'],
  ['CASCADE', 'cascade'],
  ['RESTRICT', 'restrict'],
]);

type Reference = Pick<ForeignKey, 'target' | 'targetColumns' | 'onDelete' | 'onUpdate' | 'match'>;

/** What follows REFERENCES. */
export function readReference(cursor: TokenCursor): Reference {
  const target = tableName(cursor);
  const targetColumns = cursor.isAtOperator('(') ? columnList(cursor) : [];
  let match: ForeignKey['match'];
  let onDelete: ReferentialAction = 'no-action';
  let onUpdate: ReferentialAction = 'no-action';
  for (;;) {
    if (cursor.accept('MATCH')) {
      if (cursor.accept('FULL')) match = 'full';
      else if (cursor.accept('PARTIAL')) match = 'partial';
      else cursor.expect('SIMPLE');
    } else if (cursor.accept('ON', 'DELETE')) onDelete = referentialAction(cursor);
    else if (cursor.accept('ON', 'UPDATE')) onUpdate = referentialAction(cursor);
    else break;
  }
  return { target, targetColumns, onDelete, onUpdate, ...(match === undefined ? {} : { match }) };
}

/** The foreign key that a column's definition asks for, which MySQL before 9 forgets and MariaDB makes. */
export function withoutReference(column: Column): {
  readonly column: Column;
  readonly constraints: readonly Constraint[];
} {
  const { attributes: { references: text, ...others } = {}, ...rest } = column;
  if (text === undefined) return { column, constraints: [] };
  const lexed = lexMysql(text);
  const reference = readReference(new TokenCursor(lexed, { from: 0, to: lexed.tokens.length }));
  return {
    column: { ...rest, ...(Object.keys(others).length === 0 ? {} : { attributes: others }) },
    constraints: [{ kind: 'ForeignKey', columns: [column.name], ...reference, validated: true }],
  };
}

export function columnList(cursor: TokenCursor): readonly string[] {
  return cursor.parenthesised(() => cursor.list(() => columnName(cursor)));
}

function referentialAction(cursor: TokenCursor): ReferentialAction {
  return acceptPhrase(cursor, actions) ?? cursor.fail('CASCADE, RESTRICT, SET NULL, SET DEFAULT or NO ACTION');
}

function primaryKey(cursor: TokenCursor, symbol: string | undefined): Constraint & { readonly kind: 'PrimaryKey' } {
  cursor.expect('KEY');
  if (cursor.isName() && !cursor.isAt('USING')) cursor.take();
  const index = readIndexBody(cursor, { unique: true });
  const columns = plainColumns(cursor, index.parts);
  const attributes = keyAttributes(index);
  return { kind: 'PrimaryKey', ...nameOf(symbol), columns, validated: true, ...attributes };
}

/** Plain columns make a constraint; prefixes, directions, expressions and methods can only be said of an index. */
function uniqueKey(cursor: TokenCursor, symbol: string | undefined): Key {
  if (!cursor.accept('KEY')) cursor.accept('INDEX');
  ifNotExists(cursor);
  const name = indexName(cursor) ?? symbol;
  const index = readIndexBody(cursor, { unique: true, ...nameOf(name) });
  const columns = index.parts.flatMap(({ column, ...more }) =>
    column === undefined || Object.keys(more).length > 0 ? [] : [column],
  );
  if (columns.length < index.parts.length || index.attributes !== undefined || index.method !== undefined) {
    return { index };
  }
  return { constraint: { kind: 'Unique', ...nameOf(name), columns, validated: true } };
}

function foreignKey(cursor: TokenCursor, symbol: string | undefined): Constraint & { readonly kind: 'ForeignKey' } {
  cursor.expect('KEY');
  ifNotExists(cursor);
  const index = cursor.isAtOperator('(') ? undefined : cursor.name("an index's name");
  const columns = columnList(cursor);
  cursor.expect('REFERENCES');
  return {
    kind: 'ForeignKey',
    ...nameOf(symbol),
    columns,
    ...readReference(cursor),
    validated: true,
    ...(index === undefined ? {} : { attributes: { index } }),
  };
}

function plainIndex(cursor: TokenCursor): Index {
  const kind = indexKind(cursor);
  if (!cursor.accept('KEY') && !cursor.accept('INDEX') && kind.method === undefined) cursor.fail('INDEX or KEY');
  ifNotExists(cursor);
  return readIndexBody(cursor, { ...kind, ...nameOf(indexName(cursor)) });
}

function indexName(cursor: TokenCursor): string | undefined {
  return cursor.isName() && !cursor.isAt('USING') ? cursor.name("an index's name") : undefined;
}

function nameOf(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}

function keyAttributes(index: Index): { readonly attributes?: Attributes } {
  if (index.method === undefined) return index.attributes === undefined ? {} : { attributes: index.attributes };
  return { attributes: { ...index.attributes, method: index.method } };
}

function plainColumns(cursor: TokenCursor, parts: readonly IndexPart[]): readonly string[] {
  return parts.map((part) => part.column ?? cursor.fail('columns only in the primary key'));
}

function usingMethod(cursor: TokenCursor): string | undefined {
  if (!cursor.accept('USING')) return undefined;
  return cursor.name('BTREE or HASH').toLowerCase();
}

function indexParts(cursor: TokenCursor): readonly IndexPart[] {
  return cursor.parenthesised(() => cursor.list(() => indexPart(cursor)));
}

function indexPart(cursor: TokenCursor): IndexPart {
  const what = cursor.isAtOperator('(')
    ? { expression: expressionOf(cursor.lexed, cursor.balanced()) }
    : { column: columnName(cursor), ...prefixLength(cursor) };
  if (cursor.accept('DESC')) return { ...what, descending: true };
  cursor.accept('ASC');
  return what;
}

function prefixLength(cursor: TokenCursor): { readonly prefix?: number } {
  if (!cursor.isAtOperator('(')) return {};
  return { prefix: cursor.parenthesised(() => Number(optionValue(cursor, "a prefix's length"))) };
}

function indexOptions(cursor: TokenCursor): { readonly method?: string; readonly attributes: Attributes } {
  const attributes: Record<string, string> = {};
  let method: string | undefined;
  for (;;) {
    const using = usingMethod(cursor);
    if (using !== undefined) method = using;
    else if (cursor.accept('COMMENT')) attributes['comment'] = stringIn(cursor);
    else if (cursor.accept('INVISIBLE')) attributes['visible'] = 'no';
    else if (cursor.accept('IGNORED')) attributes['ignored'] = 'yes';
    else if (cursor.accept('WITH', 'PARSER')) attributes['parser'] = cursor.name("a parser's name");
    else if (cursor.accept('KEY_BLOCK_SIZE')) {
      cursor.acceptOperator('=');
      attributes['key-block-size'] = optionValue(cursor, 'a number');
    } else if (!cursor.accept('VISIBLE') && !cursor.accept('NOT', 'IGNORED')) break;
  }
  return { ...(method === undefined ? {} : { method }), attributes };
}
