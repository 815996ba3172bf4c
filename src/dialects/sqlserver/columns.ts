import type { Attributes, Column, Constraint, Expression, Identity, Index } from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { expressionOf, readDefault } from './expressions.ts';
import { attributesOf } from './index-options.ts';
import { constraintName, readConstraint, readInlineIndex } from './keys.ts';
import { columnName, textOf } from './statement.ts';
import { readType } from './types.ts';

/** A column with the constraints and indexes that its definition holds. */
export interface ColumnDefinition {
  readonly column: Column;
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  /** How the column or its keys are made: WITH VALUES, ONLINE, … */
  readonly execution: Attributes;
}

/** A definition while it is being read. */
interface Draft {
  readonly name: string;
  type: Column['type'];
  nullable: boolean;
  default?: Expression;
  defaultName?: string;
  identity?: Identity;
  generated?: NonNullable<Column['generated']>;
  collation?: string;
  readonly attributes: Record<string, string>;
  readonly constraints: Constraint[];
  readonly indexes: Index[];
  execution: Attributes;
}

export function readColumn(cursor: TokenCursor): ColumnDefinition {
  const name = columnName(cursor);
  const draft = cursor.accept('AS') ? computed(cursor, name) : typed(cursor, name);
  while (readFacet(cursor, draft));
  return finished(draft);
}

function blank(name: string, type: Column['type'], nullable: boolean): Draft {
  return { name, type, nullable, attributes: {}, constraints: [], indexes: [], execution: {} };
}

/** The type of a computed column follows from its expression, which only the server can tell. */
function computed(cursor: TokenCursor, name: string): Draft {
  const from = cursor.index;
  if (cursor.isAtOperator('(')) cursor.balanced();
  else cursor.skipUntil(() => cursor.isAtOperator(',') || cursor.isAt('PERSISTED'));
  const expression = expressionOf(cursor.lexed, { from, to: cursor.index });
  const stored = cursor.accept('PERSISTED');
  const draft = blank(name, { text: 'computed', name: 'computed', family: 'other' }, true);
  return { ...draft, generated: { expression, stored } };
}

function typed(cursor: TokenCursor, name: string): Draft {
  // A column called timestamp needs no type.
  const type =
    cursor.done || cursor.isAtOperator(',') || cursor.isAtOperator(')') ? timestampOf(cursor, name) : readType(cursor);
  return blank(name, type, type.name !== 'rowversion');
}

function timestampOf(cursor: TokenCursor, name: string): Column['type'] {
  if (name.toLowerCase() !== 'timestamp') return cursor.fail("a column's type");
  return { text: 'rowversion', name: 'rowversion', family: 'binary', length: 8, fixed: true };
}

function finished(draft: Draft): ColumnDefinition {
  const { constraints, indexes, execution, attributes, ...facets } = draft;
  return { column: { ...facets, ...attributesOf(attributes) }, constraints, indexes, execution };
}

/** One facet of a definition, taken when it stands there. */
type Facet = (cursor: TokenCursor, draft: Draft) => void;

/** Facets by their leading words; the first that matches is taken, so longer ones come first. */
const facets: readonly (readonly [words: readonly string[], read: Facet])[] = [
  [['NOT', 'FOR', 'REPLICATION'], attribute('for-replication', 'no')],
  [['NOT', 'NULL'], (_, draft) => void (draft.nullable = false)],
  [['NULL'], (_, draft) => void (draft.nullable = true)],
  [['COLLATE'], (cursor, draft) => void (draft.collation = cursor.name('a collation'))],
  [['SPARSE'], attribute('sparse', 'yes')],
  [['FILESTREAM'], attribute('filestream', 'yes')],
  [['ROWGUIDCOL'], attribute('rowguidcol', 'yes')],
  [['HIDDEN'], attribute('hidden', 'yes')],
  [['COLUMN_SET', 'FOR', 'ALL_SPARSE_COLUMNS'], attribute('column-set', 'yes')],
  [['GENERATED', 'ALWAYS', 'AS'], generatedAlways],
  [['MASKED', 'WITH'], attribute('masked')],
  [['ENCRYPTED', 'WITH'], attribute('encrypted')],
  [['IDENTITY'], identity],
  [['WITH', 'VALUES'], (_, draft) => void (draft.execution = { ...draft.execution, 'with-values': 'yes' })],
];

function readFacet(cursor: TokenCursor, draft: Draft): boolean {
  const facet = facets.find(([words]) => cursor.isAt(...words));
  if (facet === undefined) return readOwnConstraint(cursor, draft);
  const [words, read] = facet;
  cursor.index += words.length;
  read(cursor, draft);
  return true;
}

const constraintWords: ReadonlySet<string> = new Set([
  ...['CONSTRAINT', 'DEFAULT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN', 'REFERENCES'],
]);

function readOwnConstraint(cursor: TokenCursor, draft: Draft): boolean {
  if (cursor.isAt('INDEX') && cursor.isName(1)) {
    const { index, execution } = readInlineIndex(cursor, draft.name);
    draft.indexes.push(index);
    draft.execution = { ...draft.execution, ...execution };
    return true;
  }
  if (!constraintWords.has(cursor.peekWord())) return false;
  const name = constraintName(cursor);
  if (cursor.accept('DEFAULT')) {
    draft.default = readDefault(cursor);
    if (name !== undefined) draft.defaultName = name;
    return true;
  }
  if (name !== undefined && cursor.accept('NOT', 'NULL')) draft.nullable = false;
  else if (!(name !== undefined && cursor.accept('NULL'))) {
    const { constraint, execution } = readConstraint(cursor, name, draft.name);
    if (constraint.kind === 'PrimaryKey') draft.nullable = false;
    draft.constraints.push(constraint);
    draft.execution = { ...draft.execution, ...execution };
  }
  return true;
}

/** `IDENTITY`, `IDENTITY(1, 1)`: the server's own seed and step are 1. */
function identity(cursor: TokenCursor, draft: Draft): void {
  draft.nullable = false;
  const [start = '1', increment = '1'] = cursor.isAtOperator('(') ? seedAndStep(cursor) : [];
  draft.identity = {
    generation: 'by-default',
    ...(start === '1' ? {} : { start }),
    ...(increment === '1' ? {} : { increment }),
  };
}

function seedAndStep(cursor: TokenCursor): readonly string[] {
  const content = cursor.within(cursor.balanced());
  return content.list(() =>
    textOf(
      content,
      content.skipUntil(() => content.isAtOperator(',')),
    ),
  );
}

const generatedWords: ReadonlySet<string> = new Set(['ROW', 'TRANSACTION_ID', 'SEQUENCE_NUMBER']);

/** `ROW START`, `ROW END` of a period for system time. */
function generatedAlways(cursor: TokenCursor, draft: Draft): void {
  const what = cursor.acceptOneOf(generatedWords) ?? cursor.fail('ROW START or ROW END');
  const end = cursor.accept('START') ? 'start' : cursor.accept('END') && 'end';
  if (end === false) cursor.fail('START or END');
  draft.attributes['generated-always'] = `${what.toLowerCase()} ${end}`;
}

/** A facet that only this engine has; what is in the parentheses after it is its value unless it is given. */
function attribute(key: string, value?: string): Facet {
  return (cursor, draft) => {
    draft.attributes[key] = value ?? textOf(cursor, cursor.balanced());
  };
}
