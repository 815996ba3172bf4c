import type { Operation } from '../../../model/operation.ts';
import type { ColumnChange } from '../../../model/operations/tables.ts';
import type { Span } from '../../../model/span.ts';
import type { Attributes, Column } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { acceptPhrase, phraseTable } from '../../lexer/phrases.ts';
import { readColumn, readColumnNamed } from '../columns.ts';
import { readValue } from '../expressions.ts';
import { isAtKey, readKey } from '../keys.ts';
import { isAtPeriod, readPeriod, withoutPeriod } from '../periods.ts';
import { columnName, ifExists, ifNotExists, objectName, optionValue } from '../statement.ts';
import type { Target } from './key-additions.ts';
import { addKeyTo } from './key-additions.ts';

/** Reads an action after its leading words. The span is that of the action once it is read. */
type ReadAction = (cursor: TokenCursor, target: Target, span: () => Span) => readonly Operation[];

/** The actions by their leading words. */
export const alterActions = phraseTable<ReadAction>([
  ['ADD PARTITION', partitions('add-partition')],
  ['ADD SYSTEM VERSIONING', systemVersioning('yes')],
  ['DROP PERIOD FOR', dropPeriod],
  ['ADD', add],
  ['DROP PRIMARY KEY', dropPrimaryKey],
  ['DROP FOREIGN KEY', dropConstraint('ForeignKey')],
  ['DROP CHECK', dropConstraint('Check')],
  ['DROP CONSTRAINT', dropConstraint(undefined)],
  ['DROP INDEX', dropIndex],
  ['DROP KEY', dropIndex],
  ['DROP PARTITION', partitions('drop-partition')],
  ['DROP SYSTEM VERSIONING', systemVersioning('no')],
  ['DROP', dropColumn],
  ['MODIFY', modify],
  ['CHANGE', change],
  ['ALTER INDEX', alterIndex],
  ['ALTER KEY', alterIndex],
  ['ALTER CHECK', alterConstraint],
  ['ALTER CONSTRAINT', alterConstraint],
  ['ALTER', alterColumn],
  ['RENAME COLUMN', renameColumn],
  ['RENAME INDEX', renameIndex],
  ['RENAME KEY', renameIndex],
  ['RENAME', renameTable],
  ['CONVERT TO', convert],
  ['ORDER BY', orderBy],
  ['FORCE', executed({ force: 'rebuild' })],
  ['ENABLE KEYS', executed({ keys: 'enable' })],
  ['DISABLE KEYS', executed({ keys: 'disable' })],
  ['DISCARD TABLESPACE', executed({ tablespace: 'discard' })],
  ['IMPORT TABLESPACE', executed({ tablespace: 'import' })],
  ['DISCARD PARTITION', partitions('discard-partition')],
  ['IMPORT PARTITION', partitions('import-partition')],
  ['TRUNCATE PARTITION', partitions('truncate-partition')],
  ['COALESCE PARTITION', partitions('coalesce-partition')],
  ['REORGANIZE PARTITION', partitions('reorganize-partition')],
  ['EXCHANGE PARTITION', partitions('exchange-partition')],
  ['ANALYZE PARTITION', partitions('analyze-partition')],
  ['CHECK PARTITION', partitions('check-partition')],
  ['OPTIMIZE PARTITION', partitions('optimize-partition')],
  ['REBUILD PARTITION', partitions('rebuild-partition')],
  ['REPAIR PARTITION', partitions('repair-partition')],
  ['REMOVE PARTITIONING', executed({ partitioning: 'remove' })],
  ['PARTITION BY', partitions('partition-by')],
]);

const executionWords: ReadonlySet<string> = new Set(['ALGORITHM', 'LOCK']);

/** `ALGORITHM = x`, `LOCK = x`, WITH or WITHOUT VALIDATION, taken when it comes next. */
export function readExecution(cursor: TokenCursor): Attributes | undefined {
  if (cursor.accept('WITHOUT', 'VALIDATION')) return { validation: 'without' };
  if (cursor.accept('WITH', 'VALIDATION')) return { validation: 'with' };
  const word = cursor.acceptOneOf(executionWords);
  if (word === undefined) return undefined;
  cursor.acceptOperator('=');
  return { [word.toLowerCase()]: cursor.name(`a value for ${word}`).toLowerCase() };
}

function add(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  if (isAtKey(cursor)) {
    const guards = keyGuards(cursor);
    const key = readKey(cursor);
    return [{ ...addKeyTo(target, key, span()), ...guards }];
  }
  if (isAtPeriod(cursor)) {
    const attributes = readPeriod(cursor);
    return [{ kind: 'AlterTable', span: span(), ...target, attributes }];
  }
  cursor.accept('COLUMN');
  const guards = ifNotExists(cursor);
  if (!cursor.isAtOperator('(')) return addColumn(cursor, target, span, guards);
  const lists = cursor.parenthesised(() =>
    cursor.list(() => {
      if (!isAtKey(cursor)) return addColumn(cursor, target, span, guards);
      const key = readKey(cursor);
      return [addKeyTo(target, key, span())];
    }),
  );
  return lists.flat();
}

/** MariaDB: ADD INDEX IF NOT EXISTS, ADD FOREIGN KEY IF NOT EXISTS: the words stand inside the key. */
function keyGuards(cursor: TokenCursor): Pick<Operation, 'guards'> {
  for (let ahead = 1; ahead <= 4; ahead++) {
    if (cursor.isAtOperator('(', ahead)) return {};
    if (cursor.peekWord(ahead) === 'IF' && cursor.peekWord(ahead + 1) === 'NOT') {
      return { guards: [{ kind: 'if-not-exists' }] };
    }
  }
  return {};
}

function addColumn(
  cursor: TokenCursor,
  target: Target,
  span: () => Span,
  guards: Pick<Operation, 'guards'>,
): readonly Operation[] {
  const { column, constraints } = readColumn(cursor);
  const position = readPosition(cursor);
  const place = span();
  return [
    { kind: 'AddColumn', span: place, ...guards, ...target, column, ...position },
    ...constraints.map((constraint) => addKeyTo(target, { constraint }, place)),
  ];
}

function readPosition(cursor: TokenCursor): { readonly position?: { readonly after: string | undefined } } {
  if (cursor.accept('FIRST')) return { position: { after: undefined } };
  return cursor.accept('AFTER') ? { position: { after: columnName(cursor) } } : {};
}

function dropPrimaryKey(_: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  return [{ kind: 'DropConstraint', span: span(), ...target, constraint: 'PrimaryKey', cascade: false }];
}

function dropConstraint(constraint: 'ForeignKey' | 'Check' | undefined): ReadAction {
  return (cursor, target, span) => {
    const guards = ifExists(cursor);
    const name = cursor.name("a constraint's name");
    const kind = constraint === undefined ? {} : { constraint };
    return [{ kind: 'DropConstraint', span: span(), ...guards, ...target, name, ...kind, cascade: false }];
  };
}

function dropIndex(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  const guards = ifExists(cursor);
  const name = { name: cursor.name("an index's name") };
  return [{ kind: 'DropIndex', span: span(), ...guards, ...target, name, concurrently: false, cascade: false }];
}

function dropColumn(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  cursor.accept('COLUMN');
  const guards = ifExists(cursor);
  const column = columnName(cursor);
  // Read by the server and without effect.
  if (!cursor.accept('RESTRICT')) cursor.accept('CASCADE');
  return [{ kind: 'DropColumn', span: span(), ...guards, ...target, column, cascade: false }];
}

function modify(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  cursor.accept('COLUMN');
  const guards = ifExists(cursor);
  return redefine(cursor, target, columnName(cursor), span, guards);
}

function change(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  cursor.accept('COLUMN');
  const guards = ifExists(cursor);
  const column = columnName(cursor);
  const newName = columnName(cursor);
  const redefinition = redefine(cursor, target, newName, span, guards);
  if (column === newName) return redefinition;
  return [{ kind: 'RenameColumn', span: span(), ...guards, ...target, column, newName }, ...redefinition];
}

/** MODIFY and CHANGE state the whole column anew: what they leave out is gone. */
function redefine(
  cursor: TokenCursor,
  target: Target,
  name: string,
  span: () => Span,
  guards: Pick<Operation, 'guards'>,
): readonly Operation[] {
  const { column, constraints } = readColumnNamed(cursor, name);
  const position = readPosition(cursor);
  const place = span();
  return [
    { kind: 'AlterColumn', span: place, ...guards, ...target, column: name, change: wholeChange(column), ...position },
    ...constraints.map((constraint) => addKeyTo(target, { constraint }, place)),
  ];
}

function wholeChange(column: Column): ColumnChange {
  return {
    restated: true,
    type: column.type,
    nullable: column.nullable,
    default: column.default ?? null,
    identity: column.identity ?? null,
    generated: column.generated ?? null,
    onUpdate: column.onUpdate ?? null,
    collation: column.collation ?? null,
    comment: column.comment ?? null,
    ...(column.attributes === undefined ? {} : { attributes: column.attributes }),
  };
}

function alterColumn(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  cursor.accept('COLUMN');
  const guards = ifExists(cursor);
  const column = columnName(cursor);
  const changed = readFacetChange(cursor);
  return [{ kind: 'AlterColumn', span: span(), ...guards, ...target, column, change: changed }];
}

function readFacetChange(cursor: TokenCursor): ColumnChange {
  if (cursor.accept('DROP', 'DEFAULT')) return { default: null };
  if (cursor.accept('SET', 'DEFAULT')) {
    const value = readValue(cursor);
    return { default: value.sql.toUpperCase() === 'NULL' ? null : value };
  }
  if (cursor.accept('SET', 'VISIBLE')) return { attributes: { visible: 'yes' } };
  if (cursor.accept('SET', 'INVISIBLE')) return { attributes: { visible: 'no' } };
  return cursor.fail('SET DEFAULT, DROP DEFAULT, SET VISIBLE or SET INVISIBLE');
}

const indexVisibility = phraseTable<Attributes>([
  ['VISIBLE', { visible: 'yes' }],
  ['INVISIBLE', { visible: 'no' }],
  ['IGNORED', { ignored: 'yes' }],
  ['NOT IGNORED', { ignored: 'no' }],
]);

function alterIndex(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  const name = { name: cursor.name("an index's name") };
  const attributes = acceptPhrase(cursor, indexVisibility) ?? cursor.fail('VISIBLE, INVISIBLE or IGNORED');
  return [{ kind: 'AlterIndex', span: span(), table: target.table, name, attributes }];
}

function alterConstraint(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  const name = cursor.name("a constraint's name");
  const enforced = !cursor.accept('NOT');
  cursor.expect('ENFORCED');
  const attributes = { enforced: enforced ? 'yes' : 'no' };
  return [{ kind: 'AlterConstraint', span: span(), table: target.table, name, attributes }];
}

function renameColumn(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  const guards = ifExists(cursor);
  const column = columnName(cursor);
  cursor.expect('TO');
  const newName = columnName(cursor);
  return [{ kind: 'RenameColumn', span: span(), ...guards, ...target, column, newName }];
}

function renameIndex(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  const guards = ifExists(cursor);
  const name = { name: cursor.name("an index's name") };
  cursor.expect('TO');
  const newName = cursor.name("an index's name");
  return [{ kind: 'RenameIndex', span: span(), ...guards, name, table: target.table, newName }];
}

function renameTable(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  if (!cursor.accept('TO') && !cursor.accept('AS')) cursor.acceptOperator('=');
  const newName = objectName(cursor, "the table's new name");
  return [{ kind: 'RenameTable', span: span(), table: target.table, newName }];
}

function convert(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  if (!cursor.accept('CHARSET')) cursor.expect('CHARACTER', 'SET');
  const charset = optionValue(cursor, 'a character set').toLowerCase();
  const collation = cursor.accept('COLLATE') ? { collation: optionValue(cursor, 'a collation').toLowerCase() } : {};
  const execution = { ...target.execution, convert: 'columns' };
  return [{ kind: 'AlterTable', span: span(), table: target.table, execution, attributes: { charset, ...collation } }];
}

function orderBy(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  return executed({ 'order-by': restOfAction(cursor) })(cursor, target, span);
}

/** MariaDB keeps the old versions of a table's rows. */
function systemVersioning(kept: 'yes' | 'no'): ReadAction {
  return (_, target, span) => [
    { kind: 'AlterTable', span: span(), ...target, attributes: { 'system-versioning': kept } },
  ];
}

function dropPeriod(cursor: TokenCursor, target: Target, span: () => Span): readonly Operation[] {
  return [{ kind: 'AlterTable', span: span(), ...target, attributes: withoutPeriod(columnName(cursor)) }];
}

/** Something that is done to the table once and leaves no trace in its definition. */
function executed(execution: Attributes): ReadAction {
  return (_, { table, execution: how }, span) => [
    { kind: 'AlterTable', span: span(), table, execution: { ...how, ...execution }, attributes: {} },
  ];
}

/** An action on partitions. */
function partitions(action: string): ReadAction {
  return (cursor, target, span) => executed({ [action]: restOfAction(cursor) })(cursor, target, span);
}

/** The rest of an action that can hold commas of its own: all that is left but ALGORITHM and LOCK. */
function restOfAction(cursor: TokenCursor): string {
  return cursor.text(cursor.skipUntil(() => cursor.isAtOperator(',') && executionWords.has(cursor.peekWord(1))));
}
