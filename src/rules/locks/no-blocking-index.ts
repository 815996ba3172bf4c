import type { Proposal } from '../../model/diagnostic.ts';
import type { DialectName, QualifiedName } from '../../model/names.ts';
import { displayName, sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findTable } from '../../model/schema.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, Step, StepContext } from '../rule.ts';
import { indexApart } from '../rewrites/indexes.ts';
import { blocking, listed, withArticle, withCode } from '../words.ts';
import { blocksUse, placeOf } from './existing-tables.ts';
import type { SizeContext } from './small-tables.ts';
import { isSmallWork, smallTables } from './small-tables.ts';
import { onlineInSqlServer } from './sqlserver-remedies.ts';

type IndexOperation = Operation<'CreateIndex' | 'DropIndex' | 'Reindex'>;

const verbs = { CreateIndex: 'building', DropIndex: 'dropping', Reindex: 'rebuilding' } as const;

export default defineRule({
  name: 'no-blocking-index',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'An index of a table in use is built or dropped in a way that blocks reads or writes',
  fixable: true,
  rewrites: true,
  like: {
    squawk: ['require-concurrent-index-creation', 'require-concurrent-index-deletion', 'require-concurrent-reindex'],
    strong_migrations: ['add_index', 'add_reference', 'remove_index'],
    atlas: ['MY134', 'MY135', 'PG101', 'PG102'],
    eugene: ['E6'],
    pgfence: ['create-index-not-concurrent', 'drop-index-not-concurrent', 'reindex-non-concurrent'],
  },
  options: smallTables,
  on: {
    CreateIndex: judge,
    DropIndex: judge,
    Reindex: judge,
  },
});

function judge(operation: IndexOperation, step: Step, context: StepContext & SizeContext): void {
  const { facts, before, inTransaction, statement } = step;
  const { dialect } = context;
  if (operation.concurrently || facts === undefined) return;
  // ON ONLY a partitioned table: nothing is built. Elsewhere than in PostgreSQL, no better way exists to do what is quick.
  const isQuick = facts.duration === 'instant';
  if (isQuick && (operation.kind === 'CreateIndex' || dialect !== 'postgres')) return;
  if (!isQuick && isSmallWork(facts, context)) return;
  const locks = facts.locks.filter((one) => blocksUse(one) && isInUse(one.table, step, context));
  const [lock] = locks;
  if (lock === undefined) return;

  const name = nameOf(operation);
  const blocked = (['reads', 'writes'] as const).filter((use) => locks.some(({ blocks }) => blocks.includes(use)));
  const isUnknown = operation.kind === 'DropIndex' && displayName(lock.table) === name;
  const table = isUnknown ? `the table of ${name}` : placeOf(lock);
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
  const isFixable = dialect === 'postgres' && !inTransaction && !isPartitioned && statement.operations.length === 1;
  const isApart = dialect === 'postgres' && inTransaction && !isPartitioned && operation.kind !== 'Reindex';
  const rewrite = isApart ? indexApart(step, operation, context.view) : undefined;
  context.report({
    at: operation.span,
    message: `${verbs[operation.kind]} ${name} blocks ${blocking(blocked)} on ${table}`,
    why: `it holds ${listed(locks.map((one) => `${withArticle(one.mode)} lock on ${one === lock ? table : placeOf(one)}`))} until it is done${facts.duration === 'grows-with-rows' ? ', and takes the longer the more rows there are' : ''}`,
    remedy: remedyIn[dialect](operation, step, context),
    facts,
    ...(isFixable ? { fix } : {}),
    ...(rewrite === undefined ? {} : { rewrite }),
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

type Remedy = (operation: IndexOperation, step: Step, context: Context) => string;

const remedyIn: Readonly<Record<DialectName, Remedy>> = {
  postgres: remedyInPostgres,
  mysql: () =>
    'there is no way to do it while others write: do it in a maintenance window, or with gh-ost or pt-online-schema-change on a copy of the table',
  sqlserver: (operation, _step, context) => onlineInSqlServer(operation, context),
  sqlite: () =>
    'there is no way to do it while others write: do it when little goes on, and let those who write wait with PRAGMA busy_timeout',
};

function remedyInPostgres(operation: IndexOperation, { before, facts, inTransaction }: Step, context: Context): string {
  const partitioned = facts?.locks.find(({ table }) => findTable(before, table)?.partitionBy !== undefined);
  if (partitioned !== undefined) return remedyForPartitions(operation, displayName(partitioned.table));
  return remedyFor({ ...operation, concurrently: true }, inTransaction, context);
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
