import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { ColumnChange } from '../../../model/operations/tables.ts';
import type { Attributes } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { executionOf, readIndexOptions } from '../index-options.ts';
import type { StatementContext } from '../statement.ts';
import { columnName, eachWithSpan, ifExists, tableName, textOf } from '../statement.ts';
import { readType } from '../types.ts';

interface Target {
  readonly table: QualifiedName;
  /** WITH CHECK or WITH NOCHECK in front of the action. */
  readonly checks: 'CHECK' | 'NOCHECK' | undefined;
}

interface Action {
  readonly words: readonly string[];
  readonly read: (cursor: TokenCursor, context: StatementContext, target: Target) => readonly Operation[];
}

/** The actions but ADD by their leading words; the first that matches is taken, so longer ones come first. */
export const alterActions: readonly Action[] = [
  { words: ['ALTER', 'COLUMN'], read: alterColumn },
  { words: ['DROP'], read: dropElements },
  { words: ['CHECK', 'CONSTRAINT'], read: setConstraints(true) },
  { words: ['NOCHECK', 'CONSTRAINT'], read: setConstraints(false) },
  { words: ['ENABLE', 'TRIGGER'], read: setTriggers(true) },
  { words: ['DISABLE', 'TRIGGER'], read: setTriggers(false) },
  { words: ['ENABLE', 'CHANGE_TRACKING'], read: attribute('change-tracking', 'enabled') },
  { words: ['DISABLE', 'CHANGE_TRACKING'], read: attribute('change-tracking', 'disabled') },
  { words: ['REBUILD'], read: rebuild },
  { words: ['SWITCH'], read: switchPartition },
  { words: ['SET'], read: setOptions },
];

const columnProperties: readonly (readonly [words: readonly string[], key: string, onAdd: string, onDrop: string])[] = [
  [['NOT', 'FOR', 'REPLICATION'], 'for-replication', 'no', 'yes'],
  [['ROWGUIDCOL'], 'rowguidcol', 'yes', 'no'],
  [['PERSISTED'], 'persisted', 'yes', 'no'],
  [['SPARSE'], 'sparse', 'yes', 'no'],
  [['HIDDEN'], 'hidden', 'yes', 'no'],
  [['MASKED'], 'masked', 'yes', 'no'],
];

/** ALTER COLUMN states type, nullability and collation anew: NULL when it does not say. */
function alterColumn(cursor: TokenCursor, { span }: StatementContext, { table }: Target): readonly Operation[] {
  const column = columnName(cursor);
  if (cursor.isAt('ADD') || cursor.isAt('DROP')) {
    const change = { attributes: columnProperty(cursor) };
    return [{ kind: 'AlterColumn', span, table, column, change }];
  }
  const type = readType(cursor);
  let change: ColumnChange = { type, nullable: true };
  for (;;) {
    if (cursor.accept('COLLATE')) change = { ...change, collation: cursor.name('a collation') };
    else if (cursor.accept('NOT', 'NULL')) change = { ...change, nullable: false };
    else if (cursor.accept('NULL')) change = { ...change, nullable: true };
    else if (cursor.accept('SPARSE')) change = { ...change, attributes: { ...change.attributes, sparse: 'yes' } };
    else if (cursor.accept('MASKED', 'WITH') || cursor.accept('ENCRYPTED', 'WITH')) {
      change = { ...change, attributes: { ...change.attributes, masked: textOf(cursor, cursor.balanced()) } };
    } else break;
  }
  const { execution } = readIndexOptions(cursor);
  return [{ kind: 'AlterColumn', span, table, column, change, ...executionOf(execution) }];
}

function columnProperty(cursor: TokenCursor): Attributes {
  const adds = cursor.accept('ADD');
  if (!adds) cursor.expect('DROP');
  const found = columnProperties.find(([words]) => cursor.isAt(...words));
  if (found === undefined) return cursor.fail('a property of the column');
  const [words, key, onAdd, onDrop] = found;
  cursor.index += words.length;
  if (cursor.accept('WITH')) return { [key]: textOf(cursor, cursor.balanced()) };
  return { [key]: adds ? onAdd : onDrop };
}

/** `DROP COLUMN a, b, CONSTRAINT c`: the kind holds until another is said; without one it is a constraint. */
function dropElements(cursor: TokenCursor, context: StatementContext, { table }: Target): readonly Operation[] {
  let drops: 'COLUMN' | 'CONSTRAINT' = 'CONSTRAINT';
  let guards = {};
  return eachWithSpan(cursor, context, (span): Operation => {
    if (cursor.accept('PERIOD', 'FOR', 'SYSTEM_TIME')) {
      return { kind: 'AlterTable', span: span(), table, attributes: { period: '' } };
    }
    const isColumn = cursor.accept('COLUMN');
    if (isColumn || cursor.accept('CONSTRAINT')) {
      drops = isColumn ? 'COLUMN' : 'CONSTRAINT';
      guards = {};
    }
    if (cursor.isAt('IF', 'EXISTS')) guards = ifExists(cursor);
    if (drops === 'COLUMN') {
      const column = columnName(cursor);
      return { kind: 'DropColumn', span: span(), ...guards, table, column, cascade: false };
    }
    const name = cursor.name("a constraint's name");
    const { execution } = readIndexOptions(cursor);
    return { kind: 'DropConstraint', span: span(), ...guards, table, name, cascade: false, ...executionOf(execution) };
  });
}

/** CHECK and NOCHECK CONSTRAINT: only WITH CHECK makes the server look at the rows and trust the constraint again. */
function setConstraints(enabled: boolean): Action['read'] {
  return (cursor, context, { table, checks }) => {
    const trusted = enabled && checks === 'CHECK';
    const attributes: Attributes = { enabled: String(enabled), trusted: String(trusted) };
    return eachWithSpan(cursor, context, (span): Operation => {
      const name = cursor.accept('ALL') ? {} : { name: cursor.name("a constraint's name") };
      return { kind: 'AlterConstraint', span: span(), table, ...name, attributes };
    });
  };
}

function setTriggers(enabled: boolean): Action['read'] {
  return (cursor, context, { table }) =>
    eachWithSpan(cursor, context, (span): Operation => {
      const name = cursor.accept('ALL') ? {} : { name: cursor.name("a trigger's name") };
      return { kind: 'SetTrigger', span: span(), ...name, table, enabled };
    });
}

function attribute(key: string, value: string): Action['read'] {
  return (cursor, { span }, { table }) => {
    const options = cursor.accept('WITH') ? { [`${key}-options`]: textOf(cursor, cursor.balanced()) } : {};
    return [{ kind: 'AlterTable', span, table, attributes: { [key]: value, ...options } }];
  };
}

/** REBUILD writes the table anew; compression is what stays of it. */
function rebuild(cursor: TokenCursor, { span }: StatementContext, { table }: Target): readonly Operation[] {
  const partition = cursor.accept('PARTITION') ? { partition: partitionValue(cursor) } : {};
  const { attributes, execution } = readIndexOptions(cursor);
  return [{ kind: 'AlterTable', span, table, attributes, execution: { ...execution, ...partition, rebuild: 'yes' } }];
}

function partitionValue(cursor: TokenCursor): string {
  cursor.expectOperator('=');
  const value = cursor.skipUntil(() => cursor.isAt('WITH'));
  return textOf(cursor, value);
}

/** SWITCH moves all rows of a table or partition to another table. */
function switchPartition(cursor: TokenCursor, { span }: StatementContext, { table }: Target): readonly Operation[] {
  const from = cursor.accept('PARTITION')
    ? textOf(
        cursor,
        cursor.skipUntil(() => cursor.isAt('TO')),
      )
    : 'all';
  cursor.expect('TO');
  const start = cursor.index;
  tableName(cursor);
  const target = textOf(cursor, { from: start, to: cursor.index });
  const rest = cursor.rest();
  const options = rest.from === rest.to ? {} : { 'switch-options': textOf(cursor, rest) };
  return [{ kind: 'AlterTable', span, table, attributes: {}, execution: { switch: from, to: target, ...options } }];
}

/** `SET (SYSTEM_VERSIONING = ON (…), LOCK_ESCALATION = TABLE)`. */
function setOptions(cursor: TokenCursor, { span }: StatementContext, { table }: Target): readonly Operation[] {
  const attributes: Record<string, string> = {};
  cursor.parenthesised(() =>
    cursor.list(() => {
      const key = cursor.name('an option').toLowerCase().replaceAll('_', '-');
      cursor.expectOperator('=');
      const value = textOf(
        cursor,
        cursor.skipUntil(() => cursor.isAtOperator(',')),
      );
      attributes[key] = /^\w+$/.test(value) ? value.toLowerCase() : value;
    }),
  );
  return [{ kind: 'AlterTable', span, table, attributes }];
}
