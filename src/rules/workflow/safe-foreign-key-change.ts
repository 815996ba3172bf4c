import { optional, picklist, strictObject } from 'valibot';
import type { DialectName } from '../../model/names.ts';
import { displayName, sameName, samePart } from '../../model/names.ts';
import type { ReferentialAction } from '../../model/table.ts';
import { defineRule } from '../define-rule.ts';
import type { Report, RuleContext, Step } from '../rule.ts';
import { listed, withCode } from '../words.ts';
import type { ForeignKeyChange } from './foreign-key-changes.ts';
import { foreignKeyChanges } from './foreign-key-changes.ts';
import { foreignKeyRewrite, sequenceSteps, temporaryName } from './foreign-key-rewrite.ts';
import { temporaryColumnSequence } from './temporary-column.ts';

const actionNames: Readonly<Record<ReferentialAction, string>> = {
  'no-action': 'NoAction',
  restrict: 'Restrict',
  cascade: 'Cascade',
  'set-null': 'SetNull',
  'set-default': 'SetDefault',
};

/** What it means for the table while the key is away. */
const consequences: Readonly<Record<DialectName, string>> = {
  mysql:
    'MySQL commits each step by itself: if the key cannot come back, the table is left without it, and meanwhile rows that point nowhere can be written',
  sqlite: 'SQLite rebuilds the whole table for each of the two steps, and rows that point nowhere stop the second one',
  postgres:
    'the new key is checked against every row while both tables are locked, and one row that points nowhere fails the migration',
  sqlserver:
    'the new key is checked against every row while both tables are locked, and one row that points nowhere fails the migration',
};

const strategies = strictObject({
  /** `not-valid-then-validate` also accepts a key that is added NOT VALID and validated afterwards. */
  strategy: optional(picklist(['temporary-column', 'not-valid-then-validate']), 'temporary-column'),
});

export default defineRule({
  name: 'safe-foreign-key-change',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A foreign key with values changes in place instead of through a temporary column',
  options: strategies,
  on: {
    migration(view, context) {
      const { options, isNew, report } = context;
      const down = view.down ?? [];
      const changes = foreignKeyChanges(view.up, down).filter(({ table, drop }) => !isNew(table, drop.before));
      for (const change of changes) {
        const accepted = options.strategy === 'not-valid-then-validate' && isValidatedLater(change, view.up);
        const finding = accepted ? undefined : judgeSide(change, view.up, context);
        if (finding !== undefined) {
          const rewrite = foreignKeyRewrite(view, change);
          report({ ...finding, ...(rewrite === undefined ? {} : { rewrite }) });
        } else {
          judgeWayBack(change, view.up, down, context);
        }
      }
    },
  },
});

function judgeSide(
  change: ForeignKeyChange,
  steps: readonly Step[],
  context: RuleContext<unknown>,
): Report | undefined {
  const { table, drop, add, becomes, was } = change;
  const sequence = temporaryColumnSequence(change, steps);
  const name = keyName(change);
  switch (sequence.kind) {
    case 'complete':
      return undefined;
    case 'absent':
      return {
        at: drop.operation.span,
        message: `${name} ${describeChange(change)} in place`,
        why: consequences[context.dialect],
        remedy: remedyFor(change, steps, context),
        related: [
          { span: drop.operation.span, message: 'the key goes here' },
          {
            span: add.operation.span,
            message: `and comes back${was === undefined ? '' : ` as ${actionNames[becomes.onDelete]}`}`,
          },
        ],
      };
    case 'faulty':
      return {
        at: sequence.faults[0]?.step?.operation.span ?? drop.operation.span,
        message: `the change of ${name} through a temporary column is not complete: ${listed(sequence.faults.map((fault) => fault.message))}`,
        why: `the sequence keeps the values of ${displayName(table)} only when every step is there, in its order`,
        remedy: remedyFor(change, steps, context),
        related: sequence.faults.flatMap(({ step, message }) =>
          step === undefined ? [] : [{ span: step.operation.span, message }],
        ),
      };
  }
}

/** Up is right: then Down has to follow the sequence too, and give the old key back. */
function judgeWayBack(
  change: ForeignKeyChange,
  up: readonly Step[],
  down: readonly Step[],
  context: RuleContext<unknown>,
): void {
  const { traits } = change.drop.before;
  const back = down.find(
    ({ operation }) =>
      operation.kind === 'AddForeignKey' &&
      sameName(traits, operation.table, change.table) &&
      samePart(traits, operation.constraint.columns[0] ?? '', change.becomes.columns[0] ?? ''),
  );
  if (
    back?.operation.kind === 'AddForeignKey' &&
    change.was !== undefined &&
    back.operation.constraint.onDelete !== change.was.onDelete
  ) {
    context.report({
      at: back.operation.span,
      message: `the way back gives ${keyName(change)} ON DELETE ${actionNames[back.operation.constraint.onDelete]}, but it was ${actionNames[change.was.onDelete]}`,
      why: 'a rollback then leaves the table in a state that it was never in',
      remedy: `give it ON DELETE ${actionNames[change.was.onDelete]} in Down`,
    });
  }
  for (const other of foreignKeyChanges(down, up)) {
    if (!sameName(traits, other.table, change.table)) continue;
    const finding = judgeSide(other, down, context);
    if (finding !== undefined) context.report(finding);
  }
}

function remedyFor(change: ForeignKeyChange, steps: readonly Step[], { write }: RuleContext<unknown>): string {
  const [column = '', ...others] = change.becomes.columns;
  if (others.length > 0) {
    return `for each of ${listed(change.becomes.columns)}: rename it to a temporary column, add it again, copy the values; then add the key and the index, and drop the temporary columns`;
  }
  const temporary = temporaryName(column);
  const words = `rename ${column} to ${temporary}, add ${column}, copy, add the key and the index, drop ${temporary}`;
  const sequence = sequenceSteps(change, steps);
  return withCode(`${words} (--fix-rewrite writes it, in Up and in Down):`, sequence && write(sequence), words);
}

function describeChange({ was, becomes, alter, drop }: ForeignKeyChange): string {
  if (was === undefined) return 'is dropped and added again';
  const { traits } = drop.before;
  const changes = [
    ...(sameName(traits, was.target, becomes.target)
      ? []
      : [`its target from ${displayName(was.target)} to ${displayName(becomes.target)}`]),
    ...(was.onDelete === becomes.onDelete
      ? []
      : [`ON DELETE from ${actionNames[was.onDelete]} to ${actionNames[becomes.onDelete]}`]),
    ...(was.onUpdate === becomes.onUpdate
      ? []
      : [`ON UPDATE from ${actionNames[was.onUpdate]} to ${actionNames[becomes.onUpdate]}`]),
    ...(alter?.operation.kind === 'AlterColumn'
      ? [`${listed(becomes.columns)} to ${alter.operation.change.nullable === true ? 'NULL' : 'NOT NULL'}`]
      : []),
  ];
  return changes.length === 0 ? 'changes the columns that it points to' : `changes ${listed(changes)}`;
}

function keyName({ becomes, drop }: ForeignKeyChange): string {
  const dropped = drop.operation.kind === 'DropConstraint' ? drop.operation.name : undefined;
  return becomes.name ?? dropped ?? 'the foreign key';
}

function isValidatedLater({ add, table }: ForeignKeyChange, steps: readonly Step[]): boolean {
  const { operation, before } = add;
  if (operation.kind !== 'AddForeignKey' || operation.constraint.validated) return false;
  return steps.some(
    ({ operation: other }) =>
      other.kind === 'ValidateConstraint' &&
      sameName(before.traits, other.table, table) &&
      samePart(before.traits, other.name, operation.constraint.name ?? ''),
  );
}
