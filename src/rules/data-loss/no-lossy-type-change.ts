import type { ColumnType } from '../../model/column-type.ts';
import { holds } from '../../model/column-type.ts';
import type { DialectTraits } from '../../model/names.ts';
import { displayName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { columnOf, findTable } from '../../model/schema.ts';
import type { Column } from '../../model/table.ts';
import { mentions } from '../../model/table.ts';
import { isRecreated } from '../../schema/recreation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { changedMembers } from '../enum-members.ts';
import type { MigrationView } from '../rule.ts';
import { stepsByTable } from '../steps-by-table.ts';
import { listed } from '../words.ts';

export default defineRule({
  name: 'no-lossy-type-change',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'The new type of a column cannot hold every old value',
  like: {
    squawk: ['changing-column-type'],
    strong_migrations: ['change_column'],
    atlas: ['MF104'],
    pgfence: ['alter-column-type'],
  },
  options: noOptions,
  on: {
    AlterColumn(operation, { before, facts }, { view, report, isNew, isNewColumn }) {
      const { table, column, change, old, span } = operation;
      if (isNew(table, before)) return;
      const known = findTable(before, table);
      const name = `${displayName(table)}.${column}`;
      const current = columnOf(before, known, column);
      // Then the values are gone whatever the new type holds, which no-drop-column says.
      if (isRecreated(operation, current)) return;
      const was = current?.type ?? old?.type;
      const isEmpty = isNewColumn(table, column, before);

      // enum-append-only tells which values of an ENUM go.
      if (
        !isEmpty &&
        changedMembers(operation, before) === undefined &&
        change.type !== undefined &&
        was !== undefined &&
        isHeld(before.traits, change.type, was) === false
      ) {
        report({
          at: span,
          message: `${name} changes from ${was.text} to ${change.type.text}, which cannot hold every old value`,
          why: facts?.loses === undefined ? lossOf(was, change.type) : `lost or refused ${facts.loses}`,
          remedy: `add a new column of type ${change.type.text}, copy the values that fit and decide about the others, switch the code over, then drop ${column}`,
          ...(facts === undefined ? {} : { facts }),
        });
      }
      if (change.nullable === false && meetsNulls(operation, before, addition(operation, view))) {
        report({
          at: span,
          message: `${name} becomes NOT NULL, and nothing has made sure that no NULL is left in it`,
          why: 'one row with NULL makes the migration fail, or is given a value that nobody chose',
          remedy: `fill the rows first (UPDATE ${displayName(table)} SET ${column} = … WHERE ${column} IS NULL), or prove it with a validated CHECK (${column} IS NOT NULL)`,
        });
      }
    },
  },
});

function lossOf(was: ColumnType, becomes: ColumnType): string {
  if (was.family === 'enum' && becomes.family === 'enum') {
    const gone = was.values?.filter((value) => becomes.values?.includes(value) === false) ?? [];
    return `rows that hold ${listed(gone.map((value) => `'${value}'`))} are emptied or make the migration fail`;
  }
  if (was.family === becomes.family && becomes.length !== undefined) {
    return `values longer than ${String(becomes.length)} are cut off or make the migration fail`;
  }
  return `values that ${becomes.text} does not have are cut off, rounded, or make the migration fail`;
}

/** Whether every value of the old type fits the new one, by what this database does, or by what any does. */
function isHeld(traits: DialectTraits, to: ColumnType, from: ColumnType): boolean | undefined {
  return traits.holds === undefined ? holds(to, from) : traits.holds(to, from);
}

/** The column as this migration added it. */
function addition({ table, column }: Operation<'AlterColumn'>, { up, before }: MigrationView): Column | undefined {
  return stepsByTable(up)
    .of(table)
    .adds.flatMap(({ operation }) => (operation.kind === 'AddColumn' ? [operation.column] : []))
    .find((one) => samePart(before.traits, one.name, column));
}

/**
 * Whether the column may hold NULL when it becomes NOT NULL: nobody filled it, nothing forbids it, no default steps in. A
 * default that a column came with has filled its rows; one that was set later has not.
 */
function meetsNulls(operation: Operation<'AlterColumn'>, before: Schema, added: Column | undefined): boolean {
  const { column, change, old } = operation;
  const table = findTable(before, operation.table);
  const known = columnOf(before, table, column);
  const wasNullable = known?.nullable ?? old?.nullable ?? false;
  if (!wasNullable || known?.filled !== undefined || added?.default !== undefined) return false;
  if (old !== undefined && change.default !== undefined && change.default !== null) return false;
  const isProved = table?.constraints.some(
    (constraint) =>
      constraint.kind === 'Check' &&
      constraint.validated &&
      mentions(constraint.expression.sql, column) &&
      /\bis\s+not\s+null\b/i.test(constraint.expression.sql),
  );
  return isProved !== true;
}
