import type { Proposal } from '../../model/diagnostic.ts';
import type { Operation } from '../../model/operation.ts';
import { hasGuard } from '../../model/operation.ts';
import { samePart } from '../../model/names.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { withCode } from '../words.ts';

export default defineRule({
  name: 'concurrent-leftover',
  category: 'locks',
  severity: 'error',
  presets: ['strict'],
  summary: 'A concurrent index build takes the broken index of a failed build for its own',
  dialects: ['postgres'],
  fixable: true,
  options: noOptions,
  on: {
    CreateIndex(operation, { before, facts, statement }, context) {
      const { index, table, concurrently, span } = operation;
      const { name } = index;
      if (!concurrently || name === undefined || !hasGuard(operation, 'if-not-exists')) return;
      if (context.isUnused(table, before)) return;
      const isCleared = context.view.up.some(
        ({ operation: other }) =>
          other.kind === 'DropIndex' && other.span.start < span.start && samePart(before.traits, other.name.name, name),
      );
      if (isCleared) return;
      const leftover: Operation = {
        kind: 'DropIndex',
        span,
        name: { ...(table.schema === undefined ? {} : { schema: table.schema }), name },
        concurrently: true,
        cascade: false,
        guards: [{ kind: 'if-exists' }],
      };
      const { guards: _guards, ...plain } = operation;
      // A file that is sent as one command would get a transaction by a second statement.
      const isSentAlone = context.view.migration.transaction === 'per-file-implicit';
      const fix: Proposal = {
        title: 'Drop the leftover first',
        changes: [{ kind: 'replace', statements: [statement], operations: [leftover, plain] }],
      };
      context.report({
        at: span,
        message: `IF NOT EXISTS takes a broken ${name} for a good one`,
        why: 'a concurrent build that fails (a duplicate key, a deadlock, a timeout) leaves an index of that name behind which is invalid: it slows down writes and serves no query. Run again, this statement finds the name taken and reports success',
        remedy: withCode(
          `drop what a failed build may have left${isSentAlone ? ' in a migration of its own' : ''}, then build:`,
          context.write([leftover, plain]),
          `DROP INDEX CONCURRENTLY IF EXISTS ${name} first, and leave out IF NOT EXISTS`,
        ),
        ...(facts === undefined ? {} : { facts }),
        ...(context.view.migration.transaction === 'none' ? { fix } : {}),
      });
    },
  },
});
