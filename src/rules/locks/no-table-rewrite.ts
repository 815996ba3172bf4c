import type { Facts } from '../../model/facts.ts';
import { displayName, sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { DialectName, QualifiedName } from '../../model/names.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, MigrationView, Report, Step } from '../rule.ts';
import { filledColumn } from '../rewrites/columns.ts';
import { withCode } from '../words.ts';
import { costOf, lockedOf } from './existing-tables.ts';
import type { SizeContext } from './small-tables.ts';
import { isSmall, smallTables } from './small-tables.ts';

export default defineRule({
  name: 'no-table-rewrite',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A table in use is written anew, row by row, while nobody can use it',
  rewrites: true,
  like: {
    squawk: ['adding-field-with-default', 'changing-column-type', 'adding-serial-primary-key-field'],
    strong_migrations: [
      'add_column_auto_incrementing',
      'add_column_default_callable',
      'add_column_generated_stored',
      'change_column',
      'change_column_constraint',
      'copy_algorithm',
    ],
    atlas: ['MY113', 'MY123', 'MY130', 'MY132', 'MY133', 'MY136', 'PG301', 'PG302', 'PG307', 'PG309', 'PG310', 'PG311'],
    eugene: ['E5', 'E10', 'E11'],
    pgfence: [
      'alter-column-type',
      'add-column-non-constant-default',
      'add-column-serial',
      'add-column-stored-generated',
      'set-logged-unlogged',
    ],
  },
  options: smallTables,
  on: {
    migration(view, context) {
      for (const step of view.up) {
        // A cause with a name has a rule of its own.
        if (step.facts?.cause !== undefined || isChangedKey(step, view, context)) continue;
        const cost = step.applied
          ? costOf(step, context, (facts) => rewrittenUnderLock(step, facts, context))
          : undefined;
        if (cost === undefined) continue;
        const reason = cost.facts.because === undefined ? '' : `: ${cost.facts.because}`;
        context.report({
          at: step.operation.span,
          message: `${cost.tablesAre} rewritten in full${reason}`,
          why: `the rewrite takes the longer the more rows there are, all under ${cost.locks}`,
          remedy: remedyFor(step.operation, context),
          facts: cost.facts,
          ...rewriteOf(step, context),
        });
      }
    },
  },
});

/** Tables that are written anew while they are locked against use, and that are not known to be small. */
function rewrittenUnderLock(step: Step, facts: Facts, context: SizeContext): readonly QualifiedName[] {
  return lockedOf(facts.rewrites, facts, step).filter((table) => !isSmall(table, context));
}

/**
 * Whether it adds a key in the place of another: the same one with other actions, or one over a column that takes another's
 * place. How that is done is for safe-foreign-key-change to say.
 */
function isChangedKey({ operation, before }: Step, { up }: MigrationView, { isNewColumn }: Context): boolean {
  if (operation.kind !== 'AddForeignKey') return false;
  const { table, constraint } = operation;
  if (constraint.columns.every((column) => isNewColumn(table, column, before))) return true;
  return up.some(
    ({ operation: other }) =>
      other.kind === 'DropConstraint' && other.name === constraint.name && sameName(before.traits, other.table, table),
  );
}

/** A column that is filled later, where PostgreSQL can go through the table meanwhile. */
function rewriteOf(step: Step, { dialect }: Context): Pick<Report, 'rewrite'> {
  const { operation } = step;
  const rewrite = dialect === 'postgres' && operation.kind === 'AddColumn' ? filledColumn(step, operation) : undefined;
  return rewrite === undefined ? {} : { rewrite };
}

function remedyFor(operation: Operation, context: Context): string {
  switch (operation.kind) {
    case 'AddColumn':
      return remedyForColumn(operation.table, operation.column, operation, context);
    case 'AlterColumn':
      return `add a new column of the new type, keep both in step (a trigger, or the application), fill it in batches, switch the code over, then drop ${operation.column}`;
    case 'AddForeignKey':
      return context.dialect === 'mysql' ? `${withoutCheck}, or ${elsewhere.mysql}` : elsewhere[context.dialect];
    default:
      return elsewhere[context.dialect];
  }
}

/** What is left where the statement has no cheaper form. */
const elsewhere: Readonly<Record<DialectName, string>> = {
  postgres: 'do it in a maintenance window, or on a copy of the table that takes its place',
  mysql:
    'do it with gh-ost or pt-online-schema-change, which copy the table while it is in use, or in a maintenance window',
  sqlserver: 'do it WITH (ONLINE = ON) where the statement and the edition have it, or in a maintenance window',
  sqlite: 'do it while nothing else uses the database',
};

const withoutCheck =
  'look for rows that point nowhere first, then add it between SET foreign_key_checks = 0 and SET foreign_key_checks = 1, which copies nothing';

function remedyForColumn(
  table: QualifiedName,
  column: Column,
  { span }: Operation,
  { dialect, write }: Context,
): string {
  const { default: value, identity, generated, ...rest } = column;
  if (generated !== undefined)
    return 'compute the value in a view or in the application, or add a plain column and fill it in batches';
  if (identity !== undefined && dialect === 'postgres') {
    return 'add a plain column, fill it in batches from a sequence, then set the default and NOT NULL in later steps';
  }
  if (identity !== undefined) return elsewhere[dialect];
  const steps: readonly Operation[] = [
    { kind: 'AddColumn', span, table, column: { ...rest, nullable: true } },
    ...(value === undefined
      ? []
      : [{ kind: 'AlterColumn' as const, span, table, column: column.name, change: { default: value } }]),
  ];
  return withCode(
    'add it without the default, set the default for new rows, and fill the old ones in batches:',
    write(steps),
    `add ${displayName(table)}.${column.name} without the default, then set it, and fill the old rows in batches`,
  );
}
