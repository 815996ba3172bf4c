import type { DialectName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { indexApart } from '../rewrites/indexes.ts';

export default defineRule({
  name: 'concurrent-outside-transaction',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A statement that cannot run in a transaction is run in one',
  rewrites: true,
  like: {
    squawk: ['ban-concurrent-index-creation-in-transaction'],
    strong_migrations: ['add_index'],
    atlas: ['PG103', 'TX101'],
    pgfence: ['concurrent-in-transaction'],
  },
  options: noOptions,
  on: {
    migration(view, { report, optOut, dialect }) {
      // Where DDL commits by itself, nothing is refused.
      if (!view.before.traits.transactionalDdl) return;
      for (const step of view.up) {
        const { operation, facts, inTransaction, applied } = step;
        if (!applied || !inTransaction || facts?.transactional !== false) continue;
        const isIndex = operation.kind === 'CreateIndex' || operation.kind === 'DropIndex';
        const rewrite = isIndex && dialect === 'postgres' ? indexApart(step, operation, view) : undefined;
        report({
          at: operation.span,
          message: `${titleOf(operation, dialect)} cannot run inside a transaction`,
          why: 'the database refuses it there, so the migration fails',
          remedy: `run it outside of a transaction: ${optOut}`,
          facts,
          ...(rewrite === undefined ? {} : { rewrite }),
        });
      }
    },
  },
});

const titles: Partial<Record<Operation['kind'], string>> = {
  DetachPartition: 'DETACH PARTITION CONCURRENTLY',
  AddEnumValue: 'ALTER TYPE … ADD VALUE',
};

function titleOf(operation: Operation, dialect: DialectName): string {
  switch (operation.kind) {
    case 'CreateIndex':
      return dialect === 'postgres' ? 'CREATE INDEX CONCURRENTLY' : 'this CREATE INDEX';
    case 'DropIndex':
      return dialect === 'postgres' ? 'DROP INDEX CONCURRENTLY' : 'this DROP INDEX';
    case 'Reindex':
      return operation.concurrently ? 'REINDEX CONCURRENTLY' : `REINDEX ${operation.target.toUpperCase()}`;
    case 'CreateObject':
      return `CREATE ${operation.objectType.toUpperCase()}`;
    case 'DropObject':
      return `DROP ${operation.objectType.toUpperCase()}`;
    case 'SetVariable':
      return dialect === 'sqlite' ? `PRAGMA ${operation.name}` : 'ALTER SYSTEM';
    case 'Maintenance':
      return `${operation.command}${operation.full && dialect === 'postgres' ? ' FULL' : ''}`.toUpperCase();
    default:
      return titles[operation.kind] ?? 'this statement';
  }
}
