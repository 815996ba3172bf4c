import type { Facts } from '../../model/facts.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Attributes } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, Step } from '../rule.ts';
import { withCode } from '../words.ts';
import { blocksUse } from '../locks/existing-tables.ts';

/** What takes ALGORITHM and LOCK, and is quick or lets others go on as far as is known. */
type Change = Operation<
  | 'AlterTable'
  | 'AddColumn'
  | 'DropColumn'
  | 'RenameColumn'
  | 'AlterColumn'
  | 'AddUnique'
  | 'AddForeignKey'
  | 'DropConstraint'
  | 'CreateIndex'
  | 'DropIndex'
>;

export default defineRule({
  name: 'algorithm-explicit',
  category: 'engines',
  severity: 'error',
  presets: ['zero-downtime'],
  summary: 'A table in use is changed without a word on how, so that the server may copy it',
  dialects: ['mysql'],
  like: {
    strong_migrations: ['copy_algorithm', 'lock_option'],
  },
  options: noOptions,
  on: {
    migration(view, context) {
      const statements = new Map<Step['statement'], Step[]>();
      for (const step of view.up) {
        const steps = statements.get(step.statement) ?? [];
        steps.push(step);
        statements.set(step.statement, steps);
      }
      for (const steps of statements.values()) judge(steps, context);
    },
  },
});

function judge(steps: readonly Step[], context: Context): void {
  const [first] = steps;
  const changes = steps.flatMap(({ operation }) => (isChange(operation) ? [operation] : []));
  const [change] = changes;
  if (first === undefined || change === undefined || changes.length < steps.length) return;
  const isSaid = changes.some(
    ({ execution }) => execution?.['algorithm'] !== undefined || execution?.['lock'] !== undefined,
  );
  if (isSaid || !steps.every((step) => step.applied && isOpen(step.facts))) return;
  const table = change.table ?? steps.flatMap(({ facts }) => facts?.locks ?? [])[0]?.table;
  if (table === undefined || context.isUnused(table, first.before)) return;
  const execution = executionOf(steps);
  const clause = execution['lock'] === undefined ? 'ALGORITHM=INSTANT' : 'ALGORITHM=INPLACE, LOCK=NONE';
  context.report({
    at: change.span,
    message: `${displayName(table)} is changed without ALGORITHM and LOCK`,
    why: 'the server takes the cheapest way that it has for the table as it is there: another version, row format, engine or index turns a note in the catalog into a copy of every row that blocks all writes, without a word. With the clause it refuses instead',
    remedy: withCode(
      'say what you count on, so that the statement fails at once where it is not so:',
      context.write(changes.map((one): Operation => ({ ...one, execution }))),
      `add ${clause}`,
    ),
    ...(first.facts === undefined ? {} : { facts: first.facts }),
  });
}

function isChange(operation: Operation): operation is Change {
  switch (operation.kind) {
    case 'AlterTable':
    case 'AddColumn':
    case 'DropColumn':
    case 'RenameColumn':
    case 'AlterColumn':
    case 'AddUnique':
    case 'AddForeignKey':
    case 'DropConstraint':
    case 'CreateIndex':
    case 'DropIndex':
      return true;
    default:
      return false;
  }
}

/** Whether others go on reading and writing, as far as is known; what blocks them is for other rules to say. */
function isOpen(facts: Facts | undefined): boolean {
  return facts !== undefined && facts.refused === undefined && !facts.locks.some(blocksUse);
}

/** INSTANT for what leaves the rows alone and is said of columns; indexes, keys and types are made in place. */
function executionOf(steps: readonly Step[]): Attributes {
  const isInstant = steps.every(({ operation, facts }) => {
    if (facts?.duration !== 'instant') return false;
    switch (operation.kind) {
      case 'AddColumn':
      case 'DropColumn':
      case 'RenameColumn':
        return true;
      case 'AlterColumn':
        return operation.change.type === undefined;
      default:
        return false;
    }
  });
  return isInstant ? { algorithm: 'instant' } : { algorithm: 'inplace', lock: 'none' };
}
