import type { Lock } from '../../model/facts.ts';
import { groupBy } from '../../model/group-by.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey, sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { ForeignKey } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { locksInUse } from '../locks/existing-tables.ts';
import type { Context, Step } from '../rule.ts';
import { transactionsOf } from '../transactions.ts';
import { blocking, listedBriefly, withArticle, withCode } from '../words.ts';

/** A foreign key with the tables in use that it locks. */
interface Key {
  readonly step: Step;
  readonly operation: Operation<'AddForeignKey'>;
  readonly locks: readonly Lock[];
}

export default defineRule({
  name: 'several-foreign-keys',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['zero-downtime'],
  summary: 'Foreign keys of one transaction lock several tables in use',
  dialects: ['postgres'],
  options: noOptions,
  on: {
    migration({ up }, context) {
      for (const steps of [...transactionsOf(up), ...aloneOf(up)]) {
        judge(
          steps.flatMap((step) => keysOf(step, context)),
          context,
        );
      }
    },
  },
});

/** The statements that the tool commits one by one, each with its steps. */
function aloneOf(up: readonly Step[]): readonly (readonly Step[])[] {
  const alone = up.filter(({ inTransaction, applied }) => !inTransaction && applied);
  return [...groupBy(alone, ({ statement }) => statement).values()];
}

function keysOf(step: Step, context: Context): readonly Key[] {
  const locks = locksInUse(step, context);
  return foreignKeys(step.operation).map((operation) => {
    const own = [operation.table, operation.constraint.target];
    return { step, operation, locks: locks.filter(({ table }) => isAmong(own, table, step)) };
  });
}

function isAmong(tables: readonly QualifiedName[], table: QualifiedName, { before }: Step): boolean {
  return tables.some((one) => sameName(before.traits, one, table));
}

/** The foreign keys that an operation makes, each as it would be added by itself. */
function foreignKeys(operation: Operation): readonly Operation<'AddForeignKey'>[] {
  if (operation.kind === 'AddForeignKey') return [operation];
  if (operation.kind !== 'CreateTable') return [];
  const { table, span, constraints } = operation;
  const keys = constraints.filter((constraint): constraint is ForeignKey => constraint.kind === 'ForeignKey');
  return keys.map((constraint) => ({ kind: 'AddForeignKey', span, table, constraint }));
}

/** So many keys are written down; a migration of forty would hide what is said. */
const shown = 4;

/** One finding for a transaction, at the first key that locks a table beside those of the keys before. */
function judge(keys: readonly Key[], context: Context): void {
  const [first] = keys.filter(({ locks }) => locks.length > 0);
  if (first === undefined) return;
  const isHeld = ({ table }: Lock, { step }: Key): boolean =>
    first.locks.some((lock) => sameName(step.before.traits, lock.table, table));
  const others = keys.filter((key) => key.locks.some((lock) => !isHeld(lock, key)));
  const [second] = others;
  const [lock] = first.locks;
  if (second === undefined || lock === undefined) return;

  const tables = new Map(
    keys.flatMap(({ step, locks }) => locks.map(({ table }) => [nameKey(step.before.traits, table), table])),
  );
  const names = listedBriefly([...tables.values()].map(displayName));
  const code = context.write(others.slice(0, shown).map(({ operation }) => operation));
  const remedy = 'add each foreign key in a migration of its own, so that one key waits for its tables at a time';
  context.report({
    at: second.operation.span,
    message: `${names} are locked by foreign keys of one transaction`,
    why: `each key takes ${withArticle(lock.mode)} lock on its tables, which waits for all who write there and blocks ${blocking(lock.blocks)} from then on, until the transaction ends: while the second is waited for, nobody writes to the first, and a session that takes them the other way round ends in a deadlock`,
    remedy: withCode(`${remedy}${others.length > shown ? '; the first of them' : ''}:`, code, remedy),
    ...(second.step === first.step
      ? {}
      : {
          related: [
            { span: first.operation.span, message: `the first lock, on ${displayName(lock.table)}, is taken here` },
          ],
        }),
  });
}
