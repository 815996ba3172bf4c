import type { LaterMigration, Proposal } from '../../model/diagnostic.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findColumn, findTable } from '../../model/schema.ts';
import type { Check } from '../../model/table.ts';
import { withoutValidation } from '../locks/without-validation.ts';
import type { MigrationView, Step } from '../rule.ts';
import { changeOf, inPlaceOf, isPlain, ownName, quoted } from './place.ts';

/** A migration that looks at the rows, when what it looks for has been asked of new rows for a while. */
function validation(operation: Operation, table: QualifiedName, name: string): LaterMigration {
  const step: Operation = { kind: 'ValidateConstraint', span: operation.span, table, name };
  return { phase: 'migrate', name: `validate ${name}`, up: [step], down: [], alone: 'apart' };
}

/** A foreign key or a check without a look at the rows, which another migration takes. */
export function constraintInSteps(
  step: Step,
  operation: Operation<'AddForeignKey' | 'AddCheck'>,
): Proposal | undefined {
  const { table, constraint } = operation;
  const name = constraint.name ?? nameGivenIn(step, table);
  const isPartitioned = findTable(step.before, table)?.partitionBy !== undefined;
  if (!isPlain(operation) || name === undefined || (isPartitioned && constraint.kind === 'ForeignKey'))
    return undefined;
  return {
    title: `Add ${name} NOT VALID, and validate it in a migration of its own`,
    changes: [inPlaceOf(step, [withoutValidation(operation, name)])],
    later: [validation(operation, table, name)],
  };
}

/** What the engine calls the constraint that a step adds and does not name. */
function nameGivenIn({ before, after }: Step, table: QualifiedName): string | undefined {
  const known = new Set(findTable(before, table)?.constraints.map(({ name }) => name));
  return findTable(after, table)?.constraints.find(({ name }) => !known.has(name))?.name;
}

/** A validation that stands in the migration of its constraint, in one of its own. */
export function validationApart(step: Step, operation: Operation<'ValidateConstraint'>): Proposal | undefined {
  if (!isPlain(operation)) return undefined;
  return {
    title: `Validate ${operation.name} in a migration of its own`,
    changes: [inPlaceOf(step, [])],
    later: [validation(operation, operation.table, operation.name)],
  };
}

/** What stands for NOT NULL until the rows were looked at. */
export function notNullCheck({ span, table, column }: Operation<'AlterColumn'>): Operation<'AddCheck'> {
  const expression = { sql: `${quoted(column)} IS NOT NULL`, constant: false, calls: [] };
  const name = ownName(table.name, column, 'present');
  const constraint: Check = { kind: 'Check', name, expression, columns: [column], validated: false };
  return { kind: 'AddCheck', span, table, constraint };
}

/**
 * NOT NULL by way of a check: the migrations that validate it, and that set the column NOT NULL, which then needs no look
 * at the rows.
 */
export function notNullByCheck(operation: Operation<'AlterColumn'>): readonly LaterMigration[] {
  const { span, table, column } = operation;
  const check = notNullCheck(operation);
  const { name = '' } = check.constraint;
  const dropCheck: Operation = { kind: 'DropConstraint', span, table, name, cascade: false };
  const loosen: Operation = { kind: 'AlterColumn', span, table, column, change: { nullable: true } };
  return [
    validation(operation, table, name),
    {
      phase: 'contract',
      name: `require ${table.name} ${column}`,
      up: [operation, dropCheck],
      down: [loosen, check],
      alone: 'apart',
    },
  ];
}

/** SET NOT NULL in three migrations, the first of which is the one that has it now. */
export function notNullInSteps(
  step: Step,
  operation: Operation<'AlterColumn'>,
  view: MigrationView,
): Proposal | undefined {
  const { table, column, change, span } = operation;
  if (!isPlain(operation) || change.nullable !== false || change.default !== undefined) return undefined;
  const check = notNullCheck(operation);
  const { name = '' } = check.constraint;
  const { traits } = step.before;
  const undo = view.down?.find(
    ({ operation: back }) =>
      back.kind === 'AlterColumn' &&
      back.change.nullable === true &&
      sameName(traits, back.table, table) &&
      samePart(traits, back.column, column),
  );
  const dropCheck: Operation = { kind: 'DropConstraint', span, table, name, cascade: false };
  return {
    title: `Prove ${displayName(table)}.${column} by a check that is validated apart, then set it NOT NULL`,
    changes: [inPlaceOf(step, [check]), ...changeOf(undo, [dropCheck])],
    later: notNullByCheck(operation),
  };
}

/** A key on an index that is built before, while the table is in use. */
export function keyInSteps(
  step: Step,
  operation: Operation<'AddUnique' | 'AddPrimaryKey'>,
  view: MigrationView,
): Proposal | undefined {
  const { table, constraint, span } = operation;
  const { before } = step;
  const index = constraint.name ?? nameGivenIn(step, table);
  if (!isPlain(operation) || index === undefined || operation.usingIndex !== undefined) return undefined;
  if (findTable(before, table)?.partitionBy !== undefined || isUsedAtOnce(step, table, view)) return undefined;
  const isProven = constraint.columns.every((column) => findColumn(before, table, column)?.nullable === false);
  if (constraint.kind === 'PrimaryKey' && !isProven) return undefined;

  const { include, nullsNotDistinct } = constraint.kind === 'Unique' ? constraint : {};
  const build: Operation<'CreateIndex'> = {
    kind: 'CreateIndex',
    span,
    table,
    index: {
      name: index,
      parts: constraint.columns.map((column) => ({ column })),
      unique: true,
      ...(include === undefined ? {} : { include }),
      ...(nullsNotDistinct === undefined ? {} : { nullsNotDistinct }),
    },
    concurrently: true,
  };
  const undo = view.down?.find(
    ({ operation: back }) =>
      back.kind === 'DropConstraint' && back.name === index && sameName(before.traits, back.table, table),
  );
  const drop: Operation = {
    kind: 'DropIndex',
    span,
    name: { ...(table.schema === undefined ? {} : { schema: table.schema }), name: index },
    concurrently: true,
    cascade: false,
  };
  return {
    title: `Build the index of ${index} CONCURRENTLY, then make the key of it`,
    changes: [inPlaceOf(step, []), ...changeOf(undo, [])],
    later: [
      { phase: 'expand', name: `build ${index}`, up: [build], down: [drop], alone: 'outside' },
      {
        phase: 'contract',
        name: `add ${index}`,
        up: [onIndex(operation, index)],
        // The index goes with its key, and the migration before this one expects to find it.
        down: [
          { kind: 'DropConstraint', span, table, name: index, cascade: false },
          { ...build, concurrently: false },
        ],
        alone: 'apart',
      },
    ],
  };
}

/** The key as it is read when an index says what its columns are. */
function onIndex(operation: Operation<'AddUnique' | 'AddPrimaryKey'>, name: string): Operation {
  if (operation.kind === 'AddPrimaryKey') {
    return { ...operation, constraint: { ...operation.constraint, name, columns: [] }, usingIndex: name };
  }
  const { include: _include, nullsNotDistinct: _nulls, ...constraint } = operation.constraint;
  return { ...operation, constraint: { ...constraint, name, columns: [] }, usingIndex: name };
}

/** Whether something behind it in the same migration needs the key: to point to it, or to tell rows apart. */
function isUsedAtOnce(step: Step, table: QualifiedName, { up }: MigrationView): boolean {
  const { traits } = step.before;
  return up.slice(up.indexOf(step) + 1).some(({ operation }) => {
    if (operation.kind === 'AddForeignKey') return sameName(traits, operation.constraint.target, table);
    if (operation.kind === 'CreateTable') {
      return operation.constraints.some((one) => one.kind === 'ForeignKey' && sameName(traits, one.target, table));
    }
    return operation.kind === 'InsertRows' && sameName(traits, operation.table, table);
  });
}
