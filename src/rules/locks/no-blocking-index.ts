import type { Proposal } from '../../model/diagnostic.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findTable } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, Step } from '../rule.ts';
import { blocking, withArticle, withCode } from '../words.ts';
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

function judge(operation: IndexOperation, step: Step, context: Context): void {
  const { facts, before, inTransaction, statement } = step;
  if (operation.concurrently || facts === undefined) return;
  const lock = facts.locks.find((one) => blocksUse(one) && !context.isNew(one.table, before));
  if (lock === undefined) return;

  const table = displayName(lock.table);
  const name = nameOf(operation);
  const isPartitioned = findTable(before, lock.table)?.partitionBy !== undefined;
  const better: Operation = { ...operation, concurrently: true };
  const fix: Proposal = {
    title: `Do it CONCURRENTLY`,
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
    message: `${verbs[operation.kind]} ${name} blocks ${blocking(lock.blocks)} on ${table}`,
    why: `it holds ${withArticle(lock.mode)} lock on ${table} until it is done${facts.duration === 'grows-with-rows' ? ', and takes the longer the more rows there are' : ''}`,
    remedy: isPartitioned ? remedyForPartitions(table) : remedyFor(better, inTransaction, context),
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
      return operation.name === undefined ? `the indexes of the ${operation.target}` : displayName(operation.name);
  }
}

function remedyFor(better: Operation, inTransaction: boolean, { write, optOut }: Context): string {
  const outside = inTransaction ? `, outside of a transaction (${optOut})` : '';
  return withCode(`do it concurrently${outside}:`, write([better]), `do it CONCURRENTLY${outside}`);
}

function remedyForPartitions(table: string): string {
  return `${table} is partitioned, which CONCURRENTLY does not support: create the index on the parent with ON ONLY, build it CONCURRENTLY on each partition, then attach them`;
}
