import type { Proposal } from '../../model/diagnostic.ts';
import type { Facts } from '../../model/facts.ts';
import type { Operation } from '../../model/operation.ts';
import type { DialectName, QualifiedName } from '../../model/names.ts';
import { findTable } from '../../model/schema.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, MigrationView, Report, Step } from '../rule.ts';
import { constraintInSteps, keyInSteps, notNullCheck, notNullInSteps } from '../rewrites/constraints.ts';
import { ownName } from '../rewrites/place.ts';
import { withCode } from '../words.ts';
import { costOf, lockedOf } from './existing-tables.ts';
import type { SizeContext } from './small-tables.ts';
import { isSmall, smallTables } from './small-tables.ts';
import { remedyInSqlServer } from './sqlserver-remedies.ts';
import { withoutValidation } from './without-validation.ts';

export default defineRule({
  name: 'no-blocking-scan',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A table in use is read from end to end under a lock that blocks reads or writes',
  rewrites: true,
  like: {
    squawk: [
      'constraint-missing-not-valid',
      'adding-foreign-key-constraint',
      'disallowed-unique-constraint',
      'adding-not-nullable-field',
      'adding-serial-primary-key-field',
      'ban-alter-domain-with-add-constraint',
    ],
    strong_migrations: [
      'add_check_constraint',
      'add_check_constraint_mysql',
      'add_exclusion_constraint',
      'add_foreign_key',
      'add_foreign_key_mysql',
      'add_reference',
      'add_unique_constraint',
      'change_column_null',
      'change_column_null_mysql',
      'change_column_null_postgresql',
      'change_column_with_not_null',
    ],
    atlas: ['MY131', 'PG104', 'PG105', 'PG303', 'PG304', 'PG305', 'PG306'],
    eugene: ['E1', 'E2', 'E7', 'E8', 'W14'],
    pgfence: [
      'add-constraint-fk-no-not-valid',
      'add-constraint-check-no-not-valid',
      'add-constraint-exclude',
      'add-constraint-unique',
      'add-pk-without-using-index',
      'alter-column-set-not-null',
      'attach-partition',
      'ban-alter-domain-add-constraint',
    ],
  },
  options: smallTables,
  on: {
    migration(view, context) {
      for (const step of view.up) {
        const isJudgedElsewhere = step.operation.kind === 'CreateIndex' || step.facts?.rewrites.length !== 0;
        if (!step.applied || isJudgedElsewhere) continue;
        const cost = costOf(step, context, (facts) => scannedUnderLock(step, facts, context));
        if (cost === undefined) continue;
        context.report({
          at: step.operation.span,
          message: `${cost.tablesAre} read in full${cost.facts.because === undefined ? '' : `: ${cost.facts.because}`}`,
          why: `the scan takes the longer the more rows there are, all under ${cost.locks}`,
          remedy: remedyIn[context.dialect](step.operation, context, step),
          facts: cost.facts,
          ...rewriteOf(step, view, context),
        });
      }
    },
  },
});

/** Tables that are scanned while they are locked against use. */
function scannedUnderLock({ operation, before }: Step, facts: Facts, context: SizeContext): readonly QualifiedName[] {
  // The referenced table is read for the rows that refer to it: a new table has none, and a small one few.
  const isReadForFew =
    operation.kind === 'AddForeignKey' && (context.isNew(operation.table, before) || isSmall(operation.table, context));
  if (isReadForFew) return [];
  return lockedOf(facts.scans, facts, { before }).filter((table) => !isSmall(table, context));
}

/** The steps of the remedy as migrations, where PostgreSQL has them. */
function rewriteOf(step: Step, view: MigrationView, { dialect }: Context): Pick<Report, 'rewrite'> {
  const rewrite = dialect === 'postgres' ? inSteps(step, view) : undefined;
  return rewrite === undefined ? {} : { rewrite };
}

function inSteps(step: Step, view: MigrationView): Proposal | undefined {
  const { operation } = step;
  switch (operation.kind) {
    case 'AddForeignKey':
    case 'AddCheck':
      return constraintInSteps(step, operation);
    case 'AddUnique':
    case 'AddPrimaryKey':
      return keyInSteps(step, operation, view);
    case 'AlterColumn':
      return notNullInSteps(step, operation, view);
    default:
      return undefined;
  }
}

type Remedy = (operation: Operation, context: Context, step: Step) => string;

const remedyIn: Readonly<Record<DialectName, Remedy>> = {
  postgres: remedyInPostgres,
  mysql: () => 'do it in a maintenance window, or with gh-ost or pt-online-schema-change on a copy of the table',
  sqlserver: remedyInSqlServer,
  sqlite: () => 'do it while nothing else writes to the database',
};

function remedyInPostgres(operation: Operation, context: Context, step: Step): string {
  const { span } = operation;
  switch (operation.kind) {
    case 'AddForeignKey':
    case 'AddCheck':
      return remedyForConstraint(operation, context);
    case 'AddUnique':
    case 'AddPrimaryKey':
      return remedyForKey(operation, context, step);
    case 'AlterColumn': {
      const { table } = operation;
      const check = notNullCheck(operation);
      const { name = '' } = check.constraint;
      const code = context.write([
        check,
        { kind: 'ValidateConstraint', span, table, name },
        operation,
        { kind: 'DropConstraint', span, table, name, constraint: 'Check', cascade: false },
      ]);
      return withCode(
        'prove it with a check first, validated in a transaction of its own; SET NOT NULL then needs no scan:',
        code,
        'prove it with a CHECK that is added NOT VALID and validated in a transaction of its own; SET NOT NULL then needs no scan',
      );
    }
    case 'AttachPartition':
      return 'add a CHECK to the partition that says the same as its bounds, validate it first, and attach it then';
    case 'AddExclusion':
      return 'there is no way to add it without the scan: do it in a maintenance window, or on a new table';
    default:
      return 'do it in steps that check the rows without holding the lock';
  }
}

function remedyForConstraint(operation: Operation<'AddForeignKey' | 'AddCheck'>, context: Context): string {
  const { span, table, constraint } = operation;
  const name =
    constraint.name ??
    `${table.name}_${constraint.columns.join('_')}_${constraint.kind === 'Check' ? 'check' : 'fkey'}`;
  const code = context.write([withoutValidation(operation, name), { kind: 'ValidateConstraint', span, table, name }]);
  return withCode(
    'add it without looking at old rows, and validate it in a later transaction, which blocks neither reads nor writes:',
    code,
    'add it NOT VALID, and validate it in a later transaction, which blocks neither reads nor writes',
  );
}

function remedyForKey(operation: Operation<'AddUnique' | 'AddPrimaryKey'>, context: Context, { before }: Step): string {
  const { span, table, constraint } = operation;
  if (operation.usingIndex !== undefined) {
    return 'make its columns NOT NULL first, each proved by a CHECK that is added NOT VALID and validated in a transaction of its own';
  }
  const implied = operation.kind === 'AddPrimaryKey' ? 'pkey' : `${constraint.columns.join('_')}_key`;
  const usual = constraint.name ?? `${table.name}_${implied}`;
  // The key that it takes the place of has the name still.
  const isTaken = findTable(before, table)?.constraints.some(({ name }) => name === usual) ?? false;
  const index = isTaken ? ownName(table.name, ...constraint.columns, 'idx') : usual;
  const parts = constraint.columns.map((column) => ({ column }));
  const key: Operation =
    operation.kind === 'AddUnique' ? { ...operation, usingIndex: index } : { ...operation, usingIndex: index };
  const code = context.write([
    { kind: 'CreateIndex', span, table, index: { name: index, parts, unique: true }, concurrently: true },
    key,
  ]);
  return withCode(
    'build its index first, without blocking anyone and outside of a transaction, then make the key of it:',
    code,
    'build a unique index CONCURRENTLY first, outside of a transaction, then add the key USING INDEX',
  );
}
