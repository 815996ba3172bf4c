import type { Proposal } from '../../model/diagnostic.ts';
import { displayName, sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { blocking, listed, withArticle, withCode } from '../words.ts';
import { blocksUse } from './existing-tables.ts';

/** The first major version with DETACH PARTITION CONCURRENTLY. */
const since = 14;

export default defineRule({
  name: 'detach-concurrently',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A partition is detached in a way that blocks the whole partitioned table',
  dialects: ['postgres'],
  fixable: true,
  like: { squawk: ['require-concurrent-partition-detach'], pgfence: ['detach-partition'] },
  options: noOptions,
  on: {
    DetachPartition(operation, step, context) {
      const { table, partition, concurrently, span } = operation;
      const { facts, before, applied, inTransaction, statement } = step;
      if (!applied || concurrently || facts === undefined || Number.parseInt(context.engineVersion, 10) < since) return;
      const locks = facts.locks.filter((lock) => blocksUse(lock) && !context.isUnused(lock.table, before));
      const parent = locks.find((lock) => sameName(before.traits, lock.table, table));
      // With a default partition CONCURRENTLY is refused; the facts name it as a third table.
      const isRefused = facts.locks.some(({ table: locked }) =>
        [table, partition].every((name) => !sameName(before.traits, name, locked)),
      );
      if (parent === undefined || isRefused) return;
      const better: Operation = { ...operation, concurrently: true };
      const fix: Proposal = {
        title: 'Detach it CONCURRENTLY',
        changes: [{ kind: 'replace', statements: [statement], operations: [better] }],
      };
      const outside = inTransaction ? `, outside of a transaction (${context.optOut})` : '';
      context.report({
        at: span,
        message: `detaching ${displayName(partition)} blocks ${blocking(parent.blocks)} on ${displayName(table)}`,
        why: `it takes ${withArticle(parent.mode)} lock on ${listed(locks.map((lock) => displayName(lock.table)))}: it waits for every query on any partition to end, and every later query waits behind it`,
        remedy: withCode(
          `detach it while the table is in use${outside}:`,
          context.write([better]),
          `DETACH PARTITION … CONCURRENTLY${outside}`,
        ),
        facts,
        ...(inTransaction || statement.operations.length > 1 ? {} : { fix }),
      });
    },
  },
});
