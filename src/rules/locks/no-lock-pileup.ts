import type { Lock } from '../../model/facts.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, sameName } from '../../model/names.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';
import { constraintOf, findTable, primaryKeyOf } from '../../model/schema.ts';
import { mentions } from '../../model/table.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, MigrationView, Step } from '../rule.ts';
import { transactionsOf } from '../transactions.ts';
import { isWhole } from '../whole-table.ts';
import { blocking, listedBriefly, withArticle } from '../words.ts';
import { blocksUse } from './existing-tables.ts';
import type { SizeContext } from './small-tables.ts';
import { isSmall, isSmallWork, smallTables } from './small-tables.ts';

/** A lock with the step that took it. */
interface Held {
  readonly step: Step;
  readonly lock: Lock;
}

export default defineRule({
  name: 'no-lock-pileup',
  category: 'locks',
  severity: 'warning',
  presets: ['recommended'],
  summary: 'A lock that keeps everybody from a table is held during long work, or while another table is waited for',
  dialects: ['postgres', 'sqlserver'],
  like: {
    eugene: ['E4'],
    pgfence: ['statement-after-access-exclusive', 'wide-lock-window'],
  },
  options: smallTables,
  on: {
    migration(view, context) {
      for (const steps of transactionsOf(view.up)) judge(steps, view, context);
    },
  },
});

/** One finding at most for long work and one for a second table, where each begins. */
function judge(steps: readonly Step[], view: MigrationView, context: SizeContext): void {
  const held: Held[] = [];
  const told = { work: false, table: false };
  for (const step of steps) {
    const others = held.filter((one) => one.step.statement !== step.statement);
    const [first] = others;
    if (first !== undefined && !told.work && isLong(step, view, context)) {
      reportWork(step, others, view, context);
      told.work = true;
    }
    for (const lock of exclusiveLocks(step, context)) {
      if (held.some((one) => displayName(one.lock.table) === displayName(lock.table))) continue;
      if (first !== undefined && !told.table) {
        reportTable(step, lock, others, view, context);
        told.table = true;
      }
      held.push({ step, lock });
    }
    if (step.operation.kind === 'RenameTable') rename(held, step.operation);
  }
}

/** The locks that keep even readers from a table in use; a view or an index has none of its own. */
function exclusiveLocks({ operation, facts, before, after }: Step, { isUnused }: Context): readonly Lock[] {
  const changed = 'table' in operation ? operation.table : undefined;
  // What the chain never created is known for a table once it is changed as one.
  const isTable = (name: QualifiedName): boolean =>
    findTable(before, name) !== undefined ||
    (changed !== undefined && sameName(before.traits, changed, name) && findTable(after, name) !== undefined);
  return (facts?.locks ?? []).filter(
    (lock) => blocksUse(lock) && lock.blocks.includes('reads') && isTable(lock.table) && !isUnused(lock.table, before),
  );
}

/** A lock goes with its table when that is renamed. */
function rename(held: Held[], { table, newName }: Operation<'RenameTable'>): void {
  const at = held.findIndex(({ lock }) => displayName(lock.table) === displayName(table));
  const own = held[at];
  if (own !== undefined) held[at] = { ...own, lock: { ...own.lock, table: newName } };
}

/** Rows are changed by their number and not by their key. */
const dataChanges: ReadonlySet<OperationKind> = new Set<OperationKind>(['UpdateRows', 'DeleteRows', 'MergeRows']);

/** Whether it takes the longer the more rows a table in use has, and that is not known to be small. */
function isLong({ operation, facts, before }: Step, view: MigrationView, context: SizeContext): boolean {
  const { isNew, isUnused } = context;
  if (facts === undefined || facts.duration === 'instant' || isSmallWork(facts, context)) return false;
  // The other table is read for the rows of the new one alone, or of the small one.
  if (operation.kind === 'AddForeignKey' && (isUnused(operation.table, before) || isSmall(operation.table, context))) {
    return false;
  }
  // A constraint of this transaction is for validate-separately to speak of.
  if (operation.kind === 'ValidateConstraint') return !isAddedHere(operation, before, view);
  if (operation.kind === 'InsertRows') {
    return operation.source.kind === 'query' && operation.source.reads.some((table) => !isNew(table, before));
  }
  if (dataChanges.has(operation.kind)) return changesManyRows(operation, before, view, isNew);
  return [...facts.rewrites, ...facts.scans].some((table) => !isNew(table, before));
}

function isAddedHere(
  { table, name }: Operation<'ValidateConstraint'>,
  before: Step['before'],
  view: MigrationView,
): boolean {
  return constraintOf(before, findTable(before, table), name)?.origin.migration === view.migration.id;
}

/** What changes every row is for batch-backfill to say; what names the key changes a few. */
function changesManyRows(
  operation: Operation,
  before: Step['before'],
  view: MigrationView,
  isNew: Context['isNew'],
): boolean {
  if (operation.kind === 'MergeRows') return !isNew(operation.table, before);
  if (operation.kind !== 'UpdateRows' && operation.kind !== 'DeleteRows') return false;
  if (isNew(operation.table, before) || isWhole(operation, before, view)) return false;
  const key = primaryKeyOf(findTable(before, operation.table))?.columns ?? ['id'];
  const { where } = operation;
  return where === undefined || operation.reads.length > 0 || !key.every((column) => mentions(where, column));
}

function reportWork(step: Step, held: readonly Held[], view: MigrationView, context: Context): void {
  const { operation, facts } = step;
  context.report({
    at: operation.span,
    message: `${workOf(operation)} while ${whatIsHeld(held)}`,
    why: `${reasonOf(step)}; a lock is held to the end of the transaction, so that ${blockedBy(held)} for all of that time`,
    remedy: `move it to a migration of its own, so that the lock is let go first${inBatch(view)}`,
    related: held.map(takenHere),
    ...(facts === undefined ? {} : { facts }),
  });
}

function reportTable(step: Step, lock: Lock, held: readonly Held[], view: MigrationView, context: Context): void {
  const { operation, facts } = step;
  const table = displayName(lock.table);
  context.report({
    at: operation.span,
    message: `${table} is waited for while ${whatIsHeld(held)}`,
    why: `${withArticle(lock.mode)} lock on ${table} has to wait for every query on it to end, and until then ${blockedBy(held)}; two sessions that take the tables in another order end in a deadlock`,
    remedy: `change ${table} in a migration of its own, so that one table is locked at a time${inBatch(view)}`,
    related: held.map(takenHere),
    ...(facts === undefined ? {} : { facts }),
  });
}

function inBatch({ migration }: MigrationView): string {
  return migration.transaction === 'whole-batch'
    ? ', and deploy it by itself, or let the tool run each migration in a transaction of its own'
    : '';
}

function whatIsHeld(held: readonly Held[]): string {
  const [first] = held;
  const tables = listedBriefly(held.map(({ lock }) => displayName(lock.table)));
  return first === undefined ? 'a lock is held' : `${withArticle(first.lock.mode)} lock is held on ${tables}`;
}

function blockedBy(held: readonly Held[]): string {
  const blocks = new Set(held.flatMap(({ lock }) => lock.blocks));
  const isMany = blocks.has('reads') && blocks.has('writes');
  return `${blocking([...blocks])} of ${listedBriefly(held.map(({ lock }) => displayName(lock.table)))} ${isMany ? 'are' : 'is'} blocked`;
}

function takenHere({ step, lock }: Held): { readonly span: Operation['span']; readonly message: string } {
  return { span: step.operation.span, message: `the ${lock.mode} lock on ${displayName(lock.table)} is taken here` };
}

const works: Partial<Record<OperationKind, (table: string) => string>> = {
  CreateIndex: (table) => `an index of ${table} is built`,
  AddForeignKey: (table) => `a foreign key of ${table} is checked`,
  AddCheck: (table) => `a check of ${table} is made for every row`,
  ValidateConstraint: (table) => `a constraint of ${table} is validated`,
  UpdateRows: (table) => `rows of ${table} are updated`,
  DeleteRows: (table) => `rows of ${table} are deleted`,
  MergeRows: (table) => `rows are merged into ${table}`,
  InsertRows: (table) => `rows from a query are put into ${table}`,
};

function workOf(operation: Operation): string {
  const table = 'table' in operation ? displayName(operation.table) : 'a table';
  return works[operation.kind]?.(table) ?? `every row of ${table} is read or written`;
}

function reasonOf({ facts }: Step): string {
  return facts?.because ?? 'it takes the longer the more rows there are';
}
