import { optional, picklist, strictObject } from 'valibot';
import type { Proposal } from '../../model/diagnostic.ts';
import type { DialectName } from '../../model/names.ts';
import { displayName, sameName } from '../../model/names.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, Report, Step } from '../rule.ts';
import { listed, withCode } from '../words.ts';
import type { ForeignKeyChange } from './foreign-key-changes.ts';
import { differences, foreignKeyChanges, sameColumns } from './foreign-key-changes.ts';
import type { ChangeInPlace } from './foreign-key-rewrite.ts';
import { foreignKeyRewrite, sequenceSteps, temporaryNameIn } from './foreign-key-rewrite.ts';
import type { Fault, Sequence } from './temporary-column.ts';
import { temporaryColumnSequence } from './temporary-column.ts';

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
  /** `not-valid-then-validate` also accepts a key that is added NOT VALID, to be validated afterwards. */
  strategy: optional(picklist(['temporary-column', 'not-valid-then-validate']), 'temporary-column'),
});

export default defineRule({
  name: 'safe-foreign-key-change',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A foreign key with values changes in place instead of through a temporary column',
  rewrites: true,
  options: strategies,
  on: {
    migration({ up, down = [] }, context) {
      const { options, isNew } = context;
      const back = foreignKeyChanges(down, up);
      for (const change of foreignKeyChanges(up, down)) {
        if (isNew(change.table, change.drop.before)) continue;
        judgeWayBack(change, down, context);
        if (options.strategy === 'not-valid-then-validate' && isNotValid(change)) continue;
        judgeSides(
          { change, steps: up },
          back.filter((other) => isSameColumn(change, other)).map((other) => ({ change: other, steps: down })),
          context,
        );
      }
    },
  },
});

function isSameColumn(change: ForeignKeyChange, other: ForeignKeyChange): boolean {
  const { before } = change.drop;
  return (
    sameName(before.traits, change.table, other.table) &&
    sameColumns(before, change.becomes.columns, other.becomes.columns)
  );
}

/** Down is looked at once Up carries the values over; when Up changes the key in place, one rewrite mends both. */
function judgeSides(up: ChangeInPlace, back: readonly ChangeInPlace[], { report, write, dialect }: Context): void {
  const sequence = sequenceOf(up);
  const sequencesBack = back.map((side) => ({ side, sequence: sequenceOf(side) }));
  const backInPlace = sequencesBack.filter((one) => one.sequence.kind === 'absent').map(({ side }) => side);
  if (sequence.kind === 'absent') {
    const isBackSound = sequencesBack.every((one) => one.sequence.kind !== 'faulty');
    report(inPlace(up, isBackSound ? foreignKeyRewrite([up, ...backInPlace]) : undefined, { write, dialect }));
    return;
  }
  if (sequence.kind === 'faulty') report(incomplete(up, sequence.faults, write));
  for (const one of sequencesBack) {
    if (one.sequence.kind === 'absent') report(inPlace(one.side, foreignKeyRewrite([one.side]), { write, dialect }));
    if (one.sequence.kind === 'faulty') report(incomplete(one.side, one.sequence.faults, write));
  }
}

function sequenceOf({ change, steps }: ChangeInPlace): Sequence {
  return temporaryColumnSequence(change, steps);
}

function inPlace(
  side: ChangeInPlace,
  rewrite: Proposal | undefined,
  { write, dialect }: Pick<Context, 'write' | 'dialect'>,
): Report {
  const { change } = side;
  const { drop, add } = change;
  return {
    at: drop.operation.span,
    message: `${placeOf(change)}${keyName(change)} ${describeChange(change)} in place`,
    why: consequences[dialect],
    remedy: rewrite === undefined ? withCode(`${words(side)}:`, written(side, write), words(side)) : words(side),
    related: [
      { span: drop.operation.span, message: 'the key goes here' },
      { span: add.operation.span, message: `and comes back ${describeReturn(change)}` },
    ],
    ...(rewrite === undefined ? {} : { rewrite }),
  };
}

function incomplete(side: ChangeInPlace, faults: readonly Fault[], write: Context['write']): Report {
  const { change } = side;
  const { table, drop } = change;
  return {
    at: faults[0]?.step?.operation.span ?? drop.operation.span,
    message: `${placeOf(change)}${keyName(change)} goes through a temporary column, but ${listed(faults.map((fault) => fault.message))}`,
    why: `the sequence keeps the values of ${displayName(table)} only when every step is there, in its order`,
    remedy: withCode(`${words(side)}:`, written(side, write), words(side)),
    related: faults
      .slice(1)
      .flatMap(({ step, message }) => (step === undefined ? [] : [{ span: step.operation.span, message }])),
  };
}

/** Down has to give the key back as it was. */
function judgeWayBack(change: ForeignKeyChange, down: readonly Step[], { report }: Context): void {
  const { table, becomes, was, drop } = change;
  const back = down.find(
    ({ operation }) =>
      operation.kind === 'AddForeignKey' &&
      sameName(drop.before.traits, operation.table, table) &&
      sameColumns(drop.before, operation.constraint.columns, becomes.columns),
  );
  if (back?.operation.kind !== 'AddForeignKey' || was === undefined) return;
  const wrong = differences(drop.before, was, back.operation.constraint);
  if (wrong.length === 0) return;
  report({
    at: back.operation.span,
    message: `Down does not give ${keyName(change)} back as it was: ${listed(wrong.map((one) => `${one.what} is ${one.is} and was ${one.was}`))}`,
    why: 'a rollback then leaves the table in a state that it was never in',
    remedy: `in Down, give it ${listed(wrong.map((one) => `${one.what.replace(/^its /, 'the ')} ${one.was}`))}`,
  });
}

/** The sequence in words. */
function words({ change, steps }: ChangeInPlace): string {
  const { becomes, index } = change;
  const [column = '', ...others] = becomes.columns;
  if (others.length > 0) {
    return `drop the key; for each of ${listed(becomes.columns)}, rename it to a temporary column, add it again and copy the values; then add the key and the index, and drop the temporary columns`;
  }
  const temporary = temporaryNameIn(change, column, steps);
  const hasIndex = index !== undefined || steps.some(({ operation }) => operation.kind === 'CreateIndex');
  const what = hasIndex ? 'the key and the index' : 'the key';
  return `drop ${what}, rename ${column} to ${temporary}, add ${column}, copy the values, add ${what}, drop ${temporary}`;
}

function written({ change, steps }: ChangeInPlace, write: Context['write']): string | undefined {
  const sequence = sequenceSteps(change, steps);
  return sequence === undefined ? undefined : write(sequence);
}

function describeChange({ was, becomes, alter, drop }: ForeignKeyChange): string {
  if (was === undefined) return 'is dropped and added again';
  const changes = [
    ...differences(drop.before, was, becomes).map((one) => `${one.what} from ${one.was} to ${one.is}`),
    ...(alter?.operation.kind === 'AlterColumn'
      ? [`${listed(becomes.columns)} to ${alter.operation.change.nullable === true ? 'NULL' : 'NOT NULL'}`]
      : []),
  ];
  return changes.length === 0 ? 'changes the columns that it points to' : `changes ${listed(changes)}`;
}

/** For the mark under the new key: `as Restrict`, `to offer`. */
function describeReturn({ was, becomes, drop }: ForeignKeyChange): string {
  const [first] = was === undefined ? [] : differences(drop.before, was, becomes);
  if (first === undefined) return 'here';
  return first.what === 'its target' ? `to ${first.is}` : `as ${first.is}`;
}

function placeOf({ drop }: ForeignKeyChange): string {
  return drop.side === 'down' ? 'in Down, ' : '';
}

function keyName({ becomes, drop }: ForeignKeyChange): string {
  const dropped = drop.operation.kind === 'DropConstraint' ? drop.operation.name : undefined;
  return becomes.name ?? dropped ?? 'the foreign key';
}

/** The form that PostgreSQL has for it: the key is added without a look at the rows, which a later VALIDATE takes. */
function isNotValid({ becomes }: ForeignKeyChange): boolean {
  return !becomes.validated;
}
