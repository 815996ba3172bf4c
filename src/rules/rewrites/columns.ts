import type { LaterMigration, Proposal } from '../../model/diagnostic.ts';
import { displayName, sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { findTable, primaryKeyOf } from '../../model/schema.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { MigrationView, Step } from '../rule.ts';
import { notNullByCheck, notNullCheck } from './constraints.ts';
import { inPlaceOf, isPlain, quoted } from './place.ts';

type AddColumn = Operation<'AddColumn'>;

/** The column by whose values a table can be gone through; `undefined`: its key has several, or there is none. */
function batchKey(table: QualifiedName, schema: Schema): string | undefined {
  const [key, ...more] = primaryKeyOf(findTable(schema, table))?.columns ?? [];
  return more.length === 0 ? key : undefined;
}

/** NOT NULL behind what fills the column: the check first, since old rows do not meet it before. */
function requiredLater({ span, table, column }: AddColumn): readonly LaterMigration[] {
  const require: Operation<'AlterColumn'> = {
    kind: 'AlterColumn',
    span,
    table,
    column: column.name,
    change: { nullable: false },
  };
  const check = notNullCheck(require);
  const { name = '' } = check.constraint;
  return [
    {
      phase: 'migrate',
      name: `check ${table.name} ${column.name}`,
      up: [check],
      down: [{ kind: 'DropConstraint', span, table, name, cascade: false }],
      alone: 'apart',
    },
    ...notNullByCheck(require),
  ];
}

/**
 * A column whose default gives each row a value of its own: without values first, which are filled in in batches, while new
 * rows have them already.
 */
export function filledColumn(step: Step, operation: AddColumn): Proposal | undefined {
  const { span, table, column } = operation;
  const { default: value, ...rest } = column;
  const key = batchKey(table, step.before);
  if (value === undefined || key === undefined || !isPlain(operation)) return undefined;
  if (column.identity !== undefined || column.generated !== undefined) return undefined;
  const name = `${displayName(table)}.${column.name}`;
  const fill: LaterMigration = {
    phase: 'migrate',
    name: `fill ${table.name} ${column.name}`,
    up: [
      {
        kind: 'InBatches',
        change: {
          kind: 'UpdateRows',
          span,
          table,
          assignments: [{ column: column.name, value }],
          where: `${quoted(column.name)} IS NULL`,
          reads: [],
        },
        key,
      },
    ],
    down: [],
    alone: 'outside',
  };
  return {
    title: `Add ${name} without values, and fill it in batches`,
    changes: [
      inPlaceOf(step, [
        { ...operation, column: { ...rest, nullable: true } },
        { kind: 'AlterColumn', span, table, column: column.name, change: { default: value } },
      ]),
    ],
    later: [fill, ...(column.nullable ? [] : requiredLater(operation))],
  };
}

/** A required column for which old rows have no value: nullable first, and required when somebody has filled it. */
export function requiredColumn(step: Step, operation: AddColumn): Proposal | undefined {
  const { table, column } = operation;
  if (!isPlain(operation)) return undefined;
  const name = `${displayName(table)}.${column.name}`;
  const later = requiredLater(operation);
  return {
    title: `Add ${name} nullable, and require it when it is filled`,
    changes: [inPlaceOf(step, [{ ...operation, column: { ...column, nullable: true } }])],
    later,
    note: `fill ${name} before the new migrations run: nothing says which value it has in the rows that are there`,
  };
}

/** A change of every row in batches, behind the migration; `undefined`: a step behind it may need the rows changed. */
export function changeInBatches(
  step: Step,
  change: Operation<'UpdateRows' | 'DeleteRows'>,
  { up }: MigrationView,
): Proposal | undefined {
  const { table, reads } = change;
  const key = batchKey(table, step.before);
  const { traits } = step.before;
  const isNeeded = up
    .slice(up.indexOf(step) + 1)
    .some(({ operation }) => 'table' in operation && sameName(traits, operation.table, table));
  if (key === undefined || reads.length > 0 || isNeeded || !isPlain(change)) return undefined;
  const verb = change.kind === 'UpdateRows' ? 'update' : 'clear';
  return {
    title: `Change the rows of ${displayName(table)} in batches, in a migration of its own`,
    changes: [inPlaceOf(step, [])],
    later: [
      {
        phase: 'migrate',
        name: `${verb} ${table.name}`,
        up: [{ kind: 'InBatches', change, key }],
        down: [],
        alone: 'outside',
      },
    ],
  };
}
