import type { Proposal } from '../../model/diagnostic.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findTable } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, Step, StepContext } from '../rule.ts';
import { blocking, listed, withArticle, withCode } from '../words.ts';
import { blocksUse } from './existing-tables.ts';

type IndexOperation = Operation<'CreateIndex' | 'DropIndex' | 'Reindex'>;

const verbs = { CreateIndex: 'building', DropIndex: 'dropping', Reindex: 'rebuilding' } as const;

export default defineRule({
  name: 'no-blocking-index',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'An index of a table in use is built or dropped in a way that blocks reads or writes',
  fixable: true,
  like: {
    squawk: ['require-concurrent-index-creation', 'require-concurrent-index-deletion'],
    strong_migrations: ['add_index', 'remove_index'],
    atlas: ['PG101', 'PG102'],
    eugene: ['E6'],
    pgfence: ['create-index-not-concurrent', 'drop-index-not-concurrent', 'reindex-non-concurrent'],
  },
  options: noOptions,
  on: {
    CreateIndex: judge,
    DropIndex: judge,
    Reindex: judge,
  },
});

function judge(operation: IndexOperation, step: Step, context: StepContext): void {
  const { facts, before, inTransaction, statement } = step;
  if (operation.concurrently || facts === undefined) return;
  // ON ONLY a partitioned table: nothing is built.
  if (operation.kind === 'CreateIndex' && facts.duration === 'instant') return;
  const locks = facts.locks.filter((one) => blocksUse(one) && isInUse(one.table, step, context));
  const [lock] = locks;
  if (lock === undefined) return;

  const name = nameOf(operation);
  const blocked = (['reads', 'writes'] as const).filter((use) => locks.some(({ blocks }) => blocks.includes(use)));
  const isUnknown = operation.kind === 'DropIndex' && displayName(lock.table) === name;
  const table = isUnknown ? `the table of ${name}` : displayName(lock.table);
  const isPartitioned = findTable(before, lock.table)?.partitionBy !== undefined;
  const better: Operation = { ...operation, concurrently: true };
  const fix: Proposal = {
    title: 'Do it CONCURRENTLY',
    changes: [
      {
        kind: 'replace',
        statements: [statement],
        operations: statement.operations.map((one) => (one === operation ? better : one)),
      },
    ],
  };
  const isFixable = !inTransaction && !isPartitioned && statement.operations.length === 1;
  context.report({
    at: operation.span,
    message: `${verbs[operation.kind]} ${name} blocks ${blocking(blocked)} on ${table}`,
    why: `it holds ${listed(locks.map((one) => `${withArticle(one.mode)} lock on ${one === lock ? table : displayName(one.table)}`))} until it is done${facts.duration === 'grows-with-rows' ? ', and takes the longer the more rows there are' : ''}`,
    remedy: isPartitioned ? remedyForPartitions(operation, table) : remedyFor(better, inTransaction, context),
    facts,
    ...(isFixable ? { fix } : {}),
  });
}

function nameOf(operation: IndexOperation): string {
  switch (operation.kind) {
    case 'CreateIndex':
      return operation.index.name ?? 'the index';
    case 'DropIndex':
      return displayName(operation.name);
    case 'Reindex':
      if (operation.name === undefined) return `the indexes of the ${operation.target}`;
      return `${operation.target === 'index' ? '' : 'the indexes of '}${displayName(operation.name)}`;
  }
}

function remedyFor(better: Operation, inTransaction: boolean, { write, optOut }: Context): string {
  const outside = inTransaction ? `, outside of a transaction (${optOut})` : '';
  return withCode(`do it concurrently${outside}:`, write([better]), `do it CONCURRENTLY${outside}`);
}

function remedyForPartitions({ kind }: IndexOperation, table: string): string {
  switch (kind) {
    case 'CreateIndex':
      return `${table} is partitioned, which CONCURRENTLY does not support: create the index on the parent with ON ONLY, build it CONCURRENTLY on each partition, then attach these to it`;
    case 'DropIndex':
      return `${table} is partitioned, which CONCURRENTLY does not support: drop it when little goes on, after SET lock_timeout, and try again if that runs out`;
    case 'Reindex':
      return `${table} is partitioned: rebuild the index of each partition CONCURRENTLY, one after the other`;
  }
}

/** Known to others, and still there when the migration is done. */
function isInUse(table: QualifiedName, { before, operation }: Step, { isUnused, view }: StepContext): boolean {
  if (isUnused(table, before)) return false;
  if (operation.kind !== 'DropIndex') return true;
  return !view.up.some(
    (step) =>
      step.operation.kind === 'DropTable' && step.applied && sameName(before.traits, step.operation.table, table),
  );
}
